"""What is decided about responses."""

import hashlib
import hmac
import uuid

from hypothesis import given
from hypothesis import strategies as st

from consultation.responses.rules import (
    Answered,
    Submission,
    digest,
    digest_of,
    handed_back,
    receipt_secret,
    record,
    reference,
    secret_of,
    unstorable,
)

LINES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


def answered(key: str, text: str) -> Answered:
    return Answered(None, key, "Asked", None, "", text)


def test_secrets_are_long_and_never_alike() -> None:
    made = {secret_of(uuid.uuid4()) for _ in range(1_000)}
    assert len(made) == 1_000
    assert min(len(secret) for secret in made) >= 43


def test_the_receipts_secret_follows_from_the_drafts_and_not_from_what_is_stored() -> None:
    secret = secret_of(uuid.uuid4())
    expected = hmac.new(secret.encode(), b"receipt", hashlib.sha256).hexdigest()
    assert receipt_secret(secret) == expected
    assert receipt_secret(digest_of(secret)) != expected


def test_a_reference_can_be_read_out() -> None:
    assert reference("a") == reference("a") != reference("b")
    assert len(reference("a")) == 11 and not set(reference("a")) & set("01ILOU")


@given(st.text())
def test_words_handed_back_can_be_shown_and_differ_only_where_they_must(text: str) -> None:
    shown = handed_back(text)
    shown.encode()
    assert [at for at, (a, b) in enumerate(zip(text, shown, strict=True)) if a != b] == unstorable(
        text
    )


@given(LINES, LINES)
def test_moving_words_between_answers_changes_the_record(first: str, second: str) -> None:
    one = Submission(answers=(answered("q1", first), answered("q2", second)))
    other = Submission(answers=(answered("q1", first + second), answered("q2", "")))
    assert (record(one) == record(other)) == (not second)
    assert (digest(one) == digest(other)) == (not second)


@given(LINES)
def test_a_submission_is_blank_only_without_words(text: str) -> None:
    assert Submission(answers=(answered("q1", text),)).blank == (not text.strip())
    assert not Submission(letter=f"x{text}").blank
