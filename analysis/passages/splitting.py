"""Sentences of British official prose, by Punkt and a few rules of layout.

Punkt (Kiss and Strunk 2006, doi 10.1162/coli.2006.32.4.485) knows abbreviations of American
newspapers, so ours are added. Rejected: pysbd (a tenth of the speed and more false breaks) and a
plain regular expression (breaks "s. 47 of the Act" and "para. 8.14").
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import punkt

Span = tuple[int, int]

# Abbreviations that never end a sentence by themselves.
_ABBREVIATIONS = """
e.g eg i.e ie cf viz etc al ibid op cit approx incl excl esp est dept govt min max
mr mrs ms mx dr prof rev revd hon rt st sir cllr supt insp det sgt cpl gen lt col capt
q.c k.c p.c d.c d.s d.i u.k u.s e.u n.h.s j.p m.p a.m p.m b.a m.a ph.d
ltd plc co inc bros v vs ed eds edn vol vols app appx sched sch schs para paras subpara
subparas sec secs reg regs arts cl cls ch chs chap chaps pt pts ann cm cmnd hc hl s.i
ss pp ref refs tel ext c.f n.b nb p.s w.r.t mgmt asst assoc admin jan feb apr jun jul
aug sept sep oct nov dec
"""
# Abbreviations only before a number: "see no. 4", but "The answer is no."
_NUMERIC_ABBREVIATIONS = "no nos s p r n art fig figs rec recs rule q qu tab box item mar"
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
NUMERIC_ABBREVIATIONS = frozenset(_NUMERIC_ABBREVIATIONS.split())

LONGEST = 1000
"""The most characters in a passage; a longer sentence is cut at a clause end or a blank."""

# A line that opens a list item, or a blank line, starts a new passage.
_ITEM = r"(?:[-*•‣▪◦●·–—]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,3})+[.)]?)[ \t]"
_LINE_END = re.compile(r"[ \t]*(?:\r\n?|\n|\u2028|\u2029|\x0b|\x0c|\x85)")
_ITEM_NEXT = re.compile(r"[ \t]*" + _ITEM, re.IGNORECASE)
_LONE_MARK = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|[-*•‣▪◦●·–—]|\W+)\s*", re.I)
_JOINED = re.compile(r"(?<=[a-z]{3}[.!?])(?=[A-Z][a-z])|(?<=[a-z]{2}[!?])(?=[A-Z][a-z])")
_ADDRESS = re.compile(r"@|//|www\.", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[;:,)\]]\s+")
_HEADING_LENGTH = 80


def split(text: str) -> list[Span]:
    """Cut ``text`` into passages: spans (start, end) in order, without overlap.

    Every character that is not white space is in exactly one span; no span begins or ends with
    white space; none is longer than LONGEST.
    """
    spans: list[Span] = []
    for block in _blocks(text):
        for span in _joined(text, _sentences(text, *block)):
            spans.extend(_pieces(text, *span))
    return spans


class _Punkt(punkt.PunktSentenceTokenizer):
    """Punkt, that decides once on stops which stand between the same words."""

    @lru_cache(maxsize=50_000)  # noqa: B019 - there is one of these, which lives as long as we do
    def _context_has_sentbreak(self, context: str) -> bool:
        return super()._context_has_sentbreak(context)


@cache
def _punkt() -> _Punkt:
    model = punkt.load_model("english")
    parameters = punkt.PunktParameters(
        abbrev_types=(model.abbrev_types | ABBREVIATIONS) - NUMERIC_ABBREVIATIONS,
        collocations=set(model.collocations),
        sent_starters=set(model.sent_starters),
        numeric_abbrev_types=set(model.numeric_abbrev_types) | NUMERIC_ABBREVIATIONS,
        ortho_context=dict(model.ortho_context),
    )
    return _Punkt(parameters)


def _blocks(text: str) -> Iterator[Span]:
    """Stretches between line ends at which layout ends a sentence."""
    start = line = 0
    for end in _LINE_END.finditer(text):
        if _ends_block(text, line, end):
            yield from _trimmed(text, start, end.start())
            start = end.end()
        line = end.end()
    yield from _trimmed(text, start, len(text))


def _ends_block(text: str, line: int, end: re.Match[str]) -> bool:
    """A line end ends a sentence before a blank line, a list item, or after a heading or colon."""
    before = text[line : end.start()].rstrip()
    if not before or before.endswith((":", ";")):
        return True
    if _LINE_END.match(text, end.end()) or _ITEM_NEXT.match(text, end.end()):
        return True
    return _is_heading(text, line, before) and text[end.end() : end.end() + 1].isupper()


def _is_heading(text: str, line: int, before: str) -> bool:
    """A short line without a stop, the first of the text or after a blank line."""
    above = text[max(0, line - 8) : line]
    first = line == 0 or len(_LINE_END.findall(above)) > 1
    return first and before[-1].isalnum() and len(before) < _HEADING_LENGTH


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    block = text[start:end]
    for left, right in _punkt().span_tokenize(block):
        yield from _unjoined(text, start + left, start + right)


def _unjoined(text: str, start: int, end: int) -> Iterator[Span]:
    """Part sentences run together without a blank ("…agree.The panel…"), but no web address."""
    for mark in _JOINED.finditer(text, start, end):
        word = text[max(start, mark.start() - 40) : mark.start()].split()
        if word and not _ADDRESS.search(word[-1]):
            yield from _trimmed(text, start, mark.start())
            start = mark.start()
    yield from _trimmed(text, start, end)


def _joined(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    """Join what Punkt parts wrongly: a lone list mark and its words, a quotation and its speaker.

    "3." or "(b)" belongs to the words that follow; so does "“Is it so?”" to "she asked.".
    """
    waiting: Span | None = None
    for start, end in spans:
        if waiting is not None and not _belongs_before(text, waiting, start):
            yield waiting
            waiting = None
        waiting = (waiting[0] if waiting else start, end)
    if waiting is not None:
        yield waiting


def _belongs_before(text: str, span: Span, following: int) -> bool:
    start, end = span
    if end - start <= 6 and _LONE_MARK.fullmatch(text, start, end):
        return True
    return text[following].islower() and text[end - 1] in "\"'”’)" and end - start > 1


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut what is longer than LONGEST after a comma or the like, else at a blank, else anywhere."""
    while end - start > LONGEST:
        limit = start + LONGEST
        ends = [match.end() for match in _CLAUSE_END.finditer(text, start + LONGEST // 2, limit)]
        cut = ends[-1] if ends else text.rfind(" ", start + 1, limit) + 1 or _between(text, limit)
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _between(text: str, limit: int) -> int:
    """The nearest place up to ``limit`` that does not part a letter from its combining marks."""
    import unicodedata

    for cut in range(limit, limit - 32, -1):
        if not unicodedata.combining(text[cut]) and text[cut] not in "\u200d\ufe0f":
            return cut
    return limit


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
