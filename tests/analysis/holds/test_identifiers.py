"""Personal data however it is typed, and the numbers of public life that look like it."""

import pytest

from analysis.holds import identifiers


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0 7 7 0 0 9 0 0 1 4 3", "telephone number"),
        ("0044 7700 900143", "telephone number"),
        ("07700.900.143", "telephone number"),
        ("oh double seven one, treble four, oh two six", "telephone number"),
        ("rosa_k at hotmail dot example", "e-mail address"),
        ("rosa.k (at) quillmail (dot) example", "e-mail address"),
        ("sy99 4qt", "postcode"),
        ("QQ 12 34 56 C", "National Insurance number"),
        ("born on 3rd of March '98", "date of birth"),
        ("DOB 030398", "date of birth"),
        ("she would have turned six on the ninth of November", "date of birth"),
        ("a red Corsa YK07 VPD", "vehicle registration"),
        ("plate y412 klm", "vehicle registration"),
        ("@wren_speaksout", "personal account name"),
        ("on Instagram as wrenlittle_04", "personal account name"),
        ("14 tannery row, wexcombe", "street address"),
        ("Bramble Cottage, Low Lane", "street address"),
        ("12, The Paddocks", "street address"),
        ("WPC 4471", "an officer's number"),
        ("crn 42/123456/10", "case or record number"),
        ("complaint CSC-2013-482", "case or record number"),
    ],
)
def test_it_is_found_however_it_is_typed(text: str, reason: str) -> None:
    assert reason in {hold.reason for hold in identifiers.find(f"They said: {text}.")}


@pytest.mark.parametrize(
    "text",
    [
        "paragraphs 8.11, 8.20, 8.31 and 8.44",
        "0808 800 5000 or 116 123",
        "0370 000 2288, and +44 808 800 5000 from abroad",
        "oh eight hundred, one one one one",
        "SI 2006/2167 and Cm 5730",
        "the Act's death knell, born of frustration in 1999",
        "it would have been published on 9 November",
        "9 out of 10 boards, and 8 in a row",
        "@nspcc and @educationgovuk",
        "it was on Facebook and at www.ofsted.gov.uk in 2009",
        "look at lscb.gov.uk",
        "review.team (at) council (dot) example",
        "a PC in 2009",
        "meet by the 3rd, or q3 4th at latest",
    ],
)
def test_numbers_and_addresses_of_public_life_are_left(text: str) -> None:
    assert list(identifiers.find(f"They said: {text}.")) == []
