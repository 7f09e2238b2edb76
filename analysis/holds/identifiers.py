"""Personal data in British forms: numbers, addresses and dates that point at one person.

Forms from the published standards: postcode BS 7666, NHS number with its modulus-11 check
digit (NHS Data Dictionary), National Insurance number (HMRC), telephone numbers (Ofcom).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis import patterns
from analysis.holds.hold import PERSONAL_DATA, Hold
from analysis.holds.public import MAILBOXES

_TABLE = patterns.table(__package__, "identifiers.toml")
EMAIL, PHONE, NHS_NUMBER, STREET, PUBLIC_ADDRESS = (
    re.compile(_TABLE[name])
    for name in ("email", "phone", "nhs_number", "street", "public_address")
)
LABELLED_NUMBER = re.compile(_TABLE["labelled_number"], re.IGNORECASE)
FREE_NUMBERS = ("0800", "0808", "0300", "0303", "0330", "0345", "0845", "0844", "0870", "0900")
POSTCODE = "postcode"
SIMPLE = tuple(
    (re.compile(_TABLE[name], flags), reason)
    for name, flags, reason in (
        ("nino", re.IGNORECASE, "National Insurance number"),
        ("birth", re.IGNORECASE, "date of birth"),
        ("named_street", 0, "home address"),
        ("court_case", 0, "number of a case in court"),
        ("vehicle", 0, "vehicle registration"),
        ("bank", re.IGNORECASE, "bank details"),
        ("handle", re.IGNORECASE, "personal account name"),
        ("postcode", 0, POSTCODE),
        ("postcode_lower", re.IGNORECASE, POSTCODE),
    )
)

#: Told by digits: without one there is nothing to look for.
DIGITS = "0123456789"
NUMBERED = frozenset({"National Insurance number", "vehicle registration", POSTCODE})


def find(text: str) -> Iterator[Hold]:
    """Every identifier in ``text``."""
    numbered = any(map(text.__contains__, DIGITS))
    for pattern, reason in SIMPLE:
        if numbered or reason not in NUMBERED:
            found = pattern.finditer(text)
            yield from (_hold(m, reason) for m in found if reason != POSTCODE or _home(text, m))
    if "@" in text:
        found = EMAIL.finditer(text)
        yield from (_hold(m, "e-mail address") for m in found if _personal(m.group()))
    if numbered:
        yield from _numbers(text)
    yield from (
        _hold(m, "street address")
        for m in STREET.finditer(text)
        if not PUBLIC_ADDRESS.search(m.group())
    )


def _numbers(text: str) -> Iterator[Hold]:
    yield from (_hold(m, "telephone number") for m in PHONE.finditer(text) if _private(m.group()))
    yield from (_hold(m, "NHS number") for m in NHS_NUMBER.finditer(text) if nhs_number(m.group()))
    yield from (
        _hold(m, "case or record number") for m in LABELLED_NUMBER.finditer(text) if _record(m[1])
    )


def _hold(match: re.Match[str], reason: str) -> Hold:
    return Hold(match.start(), match.end(), PERSONAL_DATA, reason)


def _home(text: str, postcode: re.Match[str]) -> bool:
    """A postcode in the address of a department is printed for anyone to write to."""
    return not PUBLIC_ADDRESS.search(text, max(0, postcode.start() - 120), postcode.start())


def _personal(email: str) -> bool:
    """A role mailbox (info@, lscb.office@, review-team@) is nobody's own."""
    words = re.split(r"[._+-]|\d+", email.split("@", maxsplit=1)[0].lower())
    return MAILBOXES.isdisjoint(words)


def _private(phone: str) -> bool:
    """Freephone and non-geographic numbers belong to organisations and helplines."""
    digits = re.sub(r"\D", "", phone)
    return not digits.startswith(FREE_NUMBERS)


def _record(number: str) -> bool:
    """Years ("case 2009") and short counts are no record numbers."""
    digits = sum(c.isdigit() for c in number)
    return digits >= 4 and not re.fullmatch(r"(?:19|20)\d\d(?:[-/]\d\d(?:\d\d)?)?", number)


def nhs_number(candidate: str) -> bool:
    """Whether ten digits satisfy the modulus-11 check of the NHS number."""
    digits = [int(c) for c in candidate if c.isdigit()]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(d * w for d, w in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return check % 11 == digits[9] and check != 10
