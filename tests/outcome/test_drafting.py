"""The first draft, and what of it may be called a finding."""

import json
from dataclasses import replace
from typing import Any

import pytest
from wagtail.models import Revision

from consultation import clock
from consultation.outcome.actions import (
    ChangedMeanwhile,
    NotDrafted,
    bind_to,
    confirm_sentence,
    save_clause,
    start_drafting,
)
from consultation.outcome.actions.drafting import fingerprint
from consultation.outcome.models import OutcomePage
from consultation.outcome.models.reading import document_of, draft_of
from consultation.outcome.rules.changes import called
from consultation.outcome.rules.document import ClauseAnswer
from consultation.outcome.rules.document.building import read_as_words
from consultation.outcome.rules.draft import (
    ClauseDraft,
    Decision,
    Sentence,
    Standing,
    digest_of_drafted,
)
from consultation.outcome.rules.drafting import Drafted
from consultation.outcome.rules.notation import Place
from consultation.outcome.rules.rebinding import rebound
from consultation.responses.models import Response
from tests import planted
from tests.outcome.drafted import LONG, SLOW, clear, sealed

pytestmark = pytest.mark.django_db


def clause(page: OutcomePage, name: str = "1.2") -> ClauseDraft:
    return next(one for one in draft_of(page).clauses if one.clause == name)


def answer(page: OutcomePage, name: str = "1.2") -> ClauseAnswer:
    return next(one for one in document_of(page).clauses() if one.clause == name)


def changed(page: OutcomePage, name: str = "1.2", **fields: Any) -> OutcomePage:
    draft = replace(clause(page, name), **fields)
    return save_clause(page, draft, fingerprint(page, name), planted.staff("official"))


def place_of(text: str) -> Place:
    reference = Response.objects.get(comments__text=text).reference
    return Place(reference, 0, 0, len(text))


def test_there_is_a_block_for_each_clause_and_the_final_wording_is_the_redraft(
    page: OutcomePage,
) -> None:
    found = draft_of(page).clauses
    assert [one.number for one in found] == ["1.1", "1.2", "1.3"]
    assert all(one.final == one.redraft for one in found)
    assert not page.live


def test_the_first_draft_says_what_the_seal_says_in_plain_words(page: OutcomePage) -> None:
    said = [read_as_words(one) for one in answer(page).said]
    assert said[0] == "Of the 2 who commented on clause 1.2, one supports it and one opposes it."
    assert answer(page, "1.1").said == ()
    assert all(one.standing is Standing.FINDING and one.sources for one in answer(page).said)


def test_every_figure_stands_at_its_key_in_the_seal(page: OutcomePage) -> None:
    document = document_of(page)
    findings = json.loads(page.seal.files.all().contents()["clauses.json"])
    seen = 0
    for figure in document.figures():
        clause, _, rest = figure.key.partition("/")
        if rest.startswith("with_campaigns") and rest.endswith("count"):
            finding = next(one for one in findings["clauses"] if one["clause"] == clause)
            position = rest.split("/")[1]
            assert figure.value == finding["positions"]["with_campaigns"][position]["count"]
            seen += 1
    assert seen > 10


def test_no_revision_holds_a_word_of_a_respondent(page: OutcomePage) -> None:
    clear(SLOW)
    changed(page, quotations={1: place_of(SLOW)}, reason="As {quote 1} says.")
    stored = " ".join(json.dumps(one.content) for one in Revision.objects.for_instance(page))
    assert "{commenting}" in stored
    for words in ("reports rushed", "qwcanary", "wasted"):
        assert words not in stored


def test_a_quotation_is_shown_only_while_it_is_allowed(page: OutcomePage) -> None:
    both = {1: place_of(SLOW), 2: place_of(LONG)}
    page = changed(page, quotations=both, reason="{quote 1} {quote 2} {quote 3}")

    def withheld() -> list[str]:
        return [one.withheld for one in document_of(page).quotations()]

    said = "its writer did not agree to be published"
    assert withheld() == ["nobody has cleared it yet", said, "no quotation has this number"]
    comment = clear(SLOW)
    assert withheld()[0] == ""
    assert next(document_of(page).quotations()).words == SLOW
    planted.hold(comment, "rushed")
    assert withheld()[0] == "words in it are held"
    assert "rushed" not in str(document_of(page))


def test_an_edited_sentence_waits_for_a_person(page: OutcomePage) -> None:
    first, *others = clause(page).said
    reworded = replace(first, text=first.text.replace("supports", "warmly supports"))
    own = Sentence("We are grateful to all who wrote.")
    page = changed(page, said=(reworded, *others, own))
    assert [one.standing for one in answer(page).said][:1] == [Standing.EDITED]
    assert answer(page).said[-1].standing is Standing.OWN
    confirm_sentence(page, "1.2", reworded, planted.staff("official"), clock.now())
    assert answer(page).said[0].standing is Standing.FINDING


def test_another_form_of_the_same_figure_needs_no_new_confirmation(page: OutcomePage) -> None:
    first, *others = clause(page).said
    same = replace(first, text=first.text.replace("{support in short}", "{support}"))
    other = replace(first, text=first.text.replace("{support in short}", "{oppose}"))
    assert answer(changed(page, said=(same, *others))).said[0].standing is Standing.FINDING
    page = page.get_latest_revision_as_object()
    assert answer(changed(page, said=(other, *others))).said[0].standing is Standing.EDITED


def test_nobody_overwrites_unseen_what_somebody_else_wrote(page: OutcomePage) -> None:
    seen = fingerprint(page, "1.2")
    page = changed(page, reason="Because.")
    page = changed(page, "1.3", decision=Decision.REJECT)
    with pytest.raises(ChangedMeanwhile):
        save_clause(page, replace(clause(page), reason="No."), seen, planted.staff("official"))
    latest = page.get_latest_revision_as_object()
    assert clause(latest).reason == "Because."
    assert clause(latest, "1.3").decision is Decision.REJECT


def test_one_response_to_a_consultation(page: OutcomePage) -> None:
    with pytest.raises(NotDrafted, match="being drafted already"):
        start_drafting(page.seal, None, clock.now())


def test_what_an_amendment_does_is_told_in_the_clauses_own_words() -> None:
    text = "The panel names its author within six months."
    amendment = {"kind": "delete", "clause_start": 0, "clause_end": 9, "old_words": "qwcanary"}
    assert called([amendment], text) == ["take out “The panel”"]
    unplaced = amendment | {"clause_start": -1, "clause_end": -1}
    assert called([unplaced], text) == ["take words out"]


def test_changes_that_take_no_words_out_are_told_from_each_other() -> None:
    text = "The panel names its author within six months."

    def other(words: str, quote: str = "") -> dict[str, Any]:
        return {"kind": "other", "clause_start": -1, "clause_end": -1, "old_words": "",
                "new_words": words, "quotations": [{"quote": quote}]}  # fmt: skip

    said = [other("qwcanary within six months"), other("", "qwcanary: the PANEL names nobody"),
            other("qwcanary"), other("an author"), other("qwcanary of the")]  # fmt: skip
    assert called(said, text) == [
        "another change on “within six months”",
        "another change on “The panel names”",
        "another change (1 of 3)",
        "another change (2 of 3)",
        "another change (3 of 3)",
    ]


def test_the_document_is_read_as_html(page: OutcomePage, rf: Any) -> None:
    clear(SLOW)
    page = changed(page, quotations={1: place_of(SLOW)}, reason="As one says: {quote 1}")
    html = page.make_preview_request().render().content.decode()
    assert f'<q class="redraft-quotation" data-source="{place_of(SLOW)}">{SLOW}</q>' in html
    assert 'data-key="1.2/with_campaigns/support/count" data-base=' in html
    assert 'value="1">one</data> supports it and <data' in html
    assert "qwcanary" not in html


def test_words_that_name_a_writer_who_wants_no_name_are_not_quoted(page: OutcomePage) -> None:
    said = clear(SLOW)
    page = changed(page, quotations={1: place_of(SLOW)}, reason="{quote 1}")
    assert next(document_of(page).quotations()).words == SLOW
    said.response.name = "Six Months"
    said.response.save()
    assert "names its writer" in next(document_of(page).quotations()).withheld


def test_a_draft_goes_on_under_a_later_seal(page: OutcomePage) -> None:
    clear(SLOW)
    first, *others = clause(page).said
    edited = replace(first, text=f"{first.text} At length.")
    page = changed(page, said=(edited, *others), quotations={1: place_of(SLOW)}, reason="{quote 1}")
    planted.respond(page.consultation, "e", comments=[planted.comment("1.1", "One month is fine.")])
    planted.respond(page.consultation, "f", comments=[planted.comment("1.2", SLOW[:30], "support")])
    later = sealed(page.consultation)
    page = bind_to(page, later, planted.staff("official"), clock.now())
    assert document_of(page).digest == later.digest
    assert "One respondent commented" in read_as_words(answer(page, "1.1").said[0])
    said = answer(page).said
    assert (
        read_as_words(said[0]).startswith("Of the 3 who commented") and said[0].standing == "edited"
    )
    assert next(document_of(page).quotations()).words == SLOW
    with pytest.raises(NotDrafted, match="already"):
        bind_to(page, later, planted.staff("official"), clock.now())


def test_themes_and_changes_keep_their_meaning_when_their_numbers_move() -> None:
    def tree(*themes: str) -> dict[str, Any]:
        listed = [{"theme": one, "name": one, "responses": 2} for one in themes]
        return {"8.1": {"themes": listed, "amendments": []}}

    draft = ClauseDraft("i", "8.1", "8.1", "", "", "Words", reason="{theme 1}, {theme 2 count}",
                        answers={"theme 1": "No."}, final="Words")  # fmt: skip
    found = rebound(draft, [], (tree("a", "b"), tree("c", "a")), lambda one: one, "8.1", "New")
    assert found.reason == "{theme 2}, {theme no longer found 2 count}"
    assert found.answers == {"theme 2": "No."}
    assert found.final == "New"


def test_only_a_persons_edit_keeps_a_sentence_whatever_the_program_would_draft_today() -> None:
    place, tree = Place("A", 0, 0, 5), {"8.1": {"themes": [], "amendments": []}}
    then = (Sentence("As it was drafted then.", (place,)), Sentence("{quote 1}", (place,)))
    draft = ClauseDraft("i", "8.1", "8.1", "", "", "Words", said=then,
                        drafted=digest_of_drafted(then))  # fmt: skip
    today = [Drafted("As it is drafted now.", (place,))]

    def goes_on(said: tuple[Sentence, ...]) -> list[str]:
        changed = replace(draft, said=said)
        after = rebound(changed, today, (tree, tree), lambda one: one, "8.1", "Words")
        assert after.drafted == digest_of_drafted([Sentence(*today[0])])
        return [one.text for one in after.said]

    assert goes_on(then) == ["As it is drafted now."]
    assert goes_on(then[:1]) == ["As it was drafted then."]
    assert goes_on((then[1], then[0])) == ["{quote 1}", "As it was drafted then."]
    assert goes_on((replace(then[0], sources=()), then[1]))[0] == "As it was drafted then."


def test_words_of_a_response_are_not_pasted_into_the_foreword(page: OutcomePage) -> None:
    said = "As one put it: six months is right because reports rushed are reports wasted."
    for text, problem in ((said, "stands in a response"), ("We had {recieved}.", "names nothing"),
                          ("We had {received} responses, and read them.", "")):  # fmt: skip
        form = OutcomePage.get_edit_handler().get_form_class()(
            {"title": page.title, "slug": page.slug, "popular_share": 10, "licence": "Open",
             "foreword": json.dumps({"blocks": [{"key": "a", "text": text, "type": "unstyled",
                                                 "depth": 0, "inlineStyleRanges": [],
                                                 "entityRanges": []}], "entityMap": {}}),
             "process": "null", "equality": "null", "next_steps": "null",
             "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0},
            instance=page, for_user=planted.staff("official"),
        )  # fmt: skip
        form.is_valid()
        told = " ".join(form.errors.get("foreword", []))
        assert problem in told and bool(problem) == bool(told), form.errors
