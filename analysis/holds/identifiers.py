"""Personal data in British forms: numbers, addresses and dates that point at one person.

Forms from the published standards: postcode BS 7666, NHS number with its modulus-11 check
digit (NHS Data Dictionary), National Insurance number (HMRC), telephone numbers (Ofcom).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from analysis import patterns
from analysis.holds.hold import PERSONAL_DATA, Hold
from analysis.holds.public import MAILBOXES

_TABLE = patterns.table(__package__, "identifiers.toml")
PUBLIC_ADDRESS = re.compile(_TABLE["public_address"])
#: Freephone numbers, those at one rate from anywhere, and those that cost more.
FREE_NUMBERS = ("03", "08", "09")


@dataclass(frozen=True)
class Kind:
    """A form of personal data: its pattern, where it need not be looked for, what is no such thing.

    ``cues`` are pieces of lower-case text without any of which there is none of it; ``low`` says
    that the pattern reads text in lower case.
    """

    pattern: re.Pattern[str]
    low: bool
    cues: tuple[str, ...]
    reason: str
    wanted: Callable[[re.Match[str]], bool]


def find(text: str) -> Iterator[Hold]:
    """Every identifier in ``text``."""
    low = patterns.lowered(text)
    for kind in KINDS:
        if any(map(low.__contains__, kind.cues)):
            for match in kind.pattern.finditer(low if kind.low else text):
                if kind.wanted(match):
                    yield Hold(match.start(), match.end(), PERSONAL_DATA, kind.reason)


def _kinds() -> Iterator[Kind]:
    for form, reason, wanted in (
        ("email", "e-mail address", _personal),
        ("email_said", "e-mail address", _personal),
        ("phone", "telephone number", _private),
        ("phone_said", "telephone number", bool),
        ("postcode", "postcode", _home),
        ("postcode_lower", "postcode", _home),
        ("street", "street address", lambda match: not PUBLIC_ADDRESS.search(match[0])),
        ("street_lower", "street address", bool),
        ("named_street", "home address", bool),
        ("nino", "National Insurance number", bool),
        ("nhs_number", "NHS number", lambda match: nhs_number(match[0])),
        ("birth", "date of birth", bool),
        ("labelled_number", "case or record number", _record),
        ("court_case", "number of a case in court", bool),
        ("officer", "an officer's number", bool),
        ("vehicle", "vehicle registration", bool),
        ("vehicle_told", "vehicle registration", bool),
        ("bank", "bank details", bool),
        ("handle", "personal account name", bool),
    ):
        low = form in _TABLE["lower"]
        pattern = re.compile(_TABLE["lower" if low else "written"][form])
        cues = tuple(_TABLE["cues"].get(form, _TABLE["cues"]["otherwise"]))
        yield Kind(pattern, low, cues, reason, wanted)


def _home(match: re.Match[str]) -> bool:
    """A postcode in the address of a department is printed for anyone to write to."""
    return not PUBLIC_ADDRESS.search(match.string, max(0, match.start() - 120), match.start())


def _personal(match: re.Match[str]) -> bool:
    """A role mailbox (info@, lscb.office@, review-team@) is nobody's own."""
    return MAILBOXES.isdisjoint(re.split(r"[\s._+-]|\d+", match[1].lower()))


def _private(match: re.Match[str]) -> bool:
    """Freephone and non-geographic numbers belong to organisations and helplines."""
    digits = re.sub(r"^(?:00)?440?", "0", re.sub(r"\D", "", match[0]))
    return not digits.startswith(FREE_NUMBERS)


def _record(match: re.Match[str]) -> bool:
    """Years ("case 2009") and short counts are no record numbers."""
    digits = sum(c.isdigit() for c in match[1])
    return digits >= 4 and not re.fullmatch(r"(?:19|20)\d\d(?:[-/]\d\d(?:\d\d)?)?", match[1])


def nhs_number(candidate: str) -> bool:
    """Whether ten digits satisfy the modulus-11 check of the NHS number."""
    digits = [int(c) for c in candidate if c.isdigit()]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(d * w for d, w in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return check % 11 == digits[9] and check != 10


KINDS = tuple(_kinds())
