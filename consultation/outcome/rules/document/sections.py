"""The sections that the program writes, from the seal and the consultation's own record.

Every number in them is a figure of the seal. Where a seal is too old to have the counts, a section
says less, never something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from consultation.guidance.rules.deadline import UK
from consultation.outcome.rules import figures
from consultation.outcome.rules.document.about import About, Recommended
from consultation.outcome.rules.document.structure import (
    Cell,
    Part,
    Section,
    Subheading,
    Table,
    Text,
)
from consultation.outcome.rules.draft import Draft
from consultation.outcome.rules.figures import POSITIONS, WITH, Tree
from consultation.outcome.rules.notation import Words
from consultation.outcome.rules.suppression import suppressed

NOT_SHOWN = "not shown"
NOT_GIVEN = "Not given"
NO_NAME = "An argument whose name may not be shown"

#: What each table of who responded is called, by its name in the seal.
WHO = {"type": "kind of respondent", "channel": "channel", "region": "region"}

#: What people decide of what the program read, by the kind of a decision.
DECIDED = {
    "position": "where a response stands",
    "clause": "which clause words are on",
    "theme": "which argument words make",
    "example": "words that are an example of an argument",
    "amendment": "whether words ask for a change",
}

READ = (
    "A program read every response first. It cut each text into sentences and read which clause a "
    "sentence is on, where its writer stands on that clause, which argument it makes and whether "
    "it asks for other wording. Arguments are called by a phrase that some who make them used. It "
    "found letters that share a template. From these readings it drafted what people said of each "
    "clause; every sentence of that names the words it stands on.",
    "People then read every response, decided on everything that might identify somebody or tell "
    "that a child is at risk, and considered each point that only one respondent made. They edited "
    "the draft, chose what is quoted, and wrote what will be done and why. No decision was "
    "automated. Until all of that was done, nobody could sign this document off.",
    "A quotation is the respondent’s own words. Only words that a person cleared, and whose writer "
    "agreed to be published, are quoted.",
)
LIMITS = (
    "Those who answer a consultation choose to. Their number says nothing of how many others think "
    "as they do, and no share in this document is one of the public.",
    "The program can misread a sentence, most of all irony, and a sentence that turns half way. "
    "Where it was not sure it read no clear position. One point made well can matter more than one "
    "made often: what was decided rests on the reasons, not on the counts.",
    "What respondents say was not checked for its truth.",
)
SMALL_CELLS = (
    "Where fewer than five responded, the number is not shown, nor another from which it could be "
    "worked out."
)


def words(text: str) -> Text:
    """A paragraph without figures."""
    return Text((Words(text),))


def when(about: About) -> Iterator[Part]:
    """When it was open."""
    if about.opens and about.closes:
        # What closes at midnight was open to the end of the day before.
        last = about.closes - timedelta(seconds=1)
        text = f"The consultation was open from {day(about.opens)} until {day(last)}."
        yield words(text)


def day(at: datetime) -> str:
    """A day as it is read, in UK time."""
    local = at.astimezone(UK)
    return f"{local.day} {local:%B %Y}"


def respondents(tree: Tree, about: About) -> Iterator[Section]:
    """Who responded, by kind, channel and region."""
    who = tree.get("who", {})
    tables = [
        _who(tree, name, rows, about.labels.get(name, {})) for name, rows in who.items() if rows
    ]
    if tables:
        told = Text((
            Words("These are the "), figures.number(tree, "bases/counted"),
            Words(f" responses that are counted. {SMALL_CELLS}"),
        ))  # fmt: skip
        yield Section("respondents", "Who responded", (told, *tables))


def _who(tree: Tree, name: str, rows: Sequence[Tree], labels: Mapping[str, str]) -> Table:
    numbers = {row["name"]: {"number": row["number"]} for row in rows}
    hidden = {row for row, _column in suppressed(numbers, ("number",))}
    listed: list[tuple[Cell, ...]] = []
    for place, row in enumerate(rows):
        label = labels.get(row["name"], row["name"]) or NOT_GIVEN
        cells: tuple[Cell, ...] = (NOT_SHOWN, "")
        if row["name"] not in hidden:
            key = f"who/{name}/{place}/number"
            named = figures.of_base(tree, "n", key, "bases/counted")
            cells = (named["n"], named["n %"])  # type: ignore[assignment]
        listed.append((label, *cells))
    return Table(
        f"Responses by {WHO[name]}",
        (WHO[name].capitalize(), "Responses", "Of all counted"),
        tuple(listed),
        chart=True,
    )


def method(tree: Tree, about: About) -> Section:
    """Who read and decided what, how well machine and people agree, and what it cannot say."""
    version = f"The program’s method is version {about.method_version}." * bool(
        about.method_version
    )
    parts: list[Part] = [*map(words, READ), *_decided(tree), *_agreement(tree)]
    if version:
        parts.append(words(f"{version} It works without any outside service."))
    parts += [Subheading("method-limits", "Limits"), *map(words, LIMITS)]
    return Section("method", "Method and its limits", tuple(parts))


def _decided(tree: Tree) -> Iterator[Part]:
    if "decided" not in tree:
        return
    rows = tree["decided"]
    if not rows:
        yield words("People changed no reading of the program before the figures were sealed.")
        return
    yield words(
        "Where people read otherwise than the program, or where it was unsure, they decided:"
    )
    for place, row in enumerate(rows):
        number = figures.number(tree, f"decided/{place}/number")
        what = DECIDED.get(row["name"], row["name"])
        yield Text((Words(f"{what[:1].upper()}{what[1:]}: "), number, Words(".")), bullet=True)


def _agreement(tree: Tree) -> Iterator[Part]:
    if "agreement" not in tree:
        return
    if not tree["agreement"]:
        yield words(
            "How well the program’s readings agree with people’s was not measured before the figures "
            "were sealed: no sample was coded by people who had not seen its answer."
        )
        return
    rows = tuple(
        (one["where"], figures.number(tree, f"agreement/{n}/items"),
         _kappa(one["people"]), _kappa(one["machine"]))
        for n, one in enumerate(tree["agreement"])
    )  # fmt: skip
    yield words(
        "Samples were coded by two people who had seen neither the program’s answer nor each "
        "other’s. Kappa is 1 where all agree and 0 where no more agree than by chance."
    )
    yield Table(
        "Agreement on positions (Cohen’s kappa)",
        ("Sample", "Texts", "Two people", "Program and people"), rows,
    )  # fmt: skip


def _kappa(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.2f}"


def questions(tree: Tree, about: About) -> Iterator[Section]:
    """Question by question: how many answered, and how."""
    places = {row["question"]: place for place, row in enumerate(tree.get("asked", ()))}
    parts: list[Part] = []
    for one in about.questions:
        if one.key in places:
            parts.append(Subheading(f"question-{one.key}", one.words))
            parts += _answers(tree, places[one.key], one.about)
            parts += _argued(tree, places[one.key], about.themes)
    if parts:
        yield Section("questions", "Question by question", tuple(parts))


def _answers(tree: Tree, place: int, about: str) -> Iterator[Part]:
    row, path = tree["asked"][place], f"asked/{place}"
    on = f" It asks about {about}; what was said of that stands under the clauses." if about else ""
    wrote = figures.number(tree, f"{path}/words")
    if not row["answering"]:
        yield Text((wrote, Words(f" responses answer it in words.{on}")))
        return
    answering = figures.number(tree, f"{path}/answering")
    yield Text((answering, Words(" responses chose an answer and "), wrote,
                Words(f" wrote words.{on}")))  # fmt: skip
    rows = []
    for n, choice in enumerate(row["choices"]):
        named = figures.of_base(tree, "n", f"{path}/choices/{n}/number", f"{path}/answering")
        rows.append((choice["name"], named["n"], named["n %"]))
    yield Table("Answers chosen", ("Answer", "Responses", "Of those who chose one"),
                tuple(rows), chart=True)  # type: ignore[arg-type] # fmt: skip


def _argued(tree: Tree, place: int, names: Mapping[int, str]) -> Iterator[Part]:
    """What several argue in their answers. What is on one clause stands under that."""
    rows = []
    for n, theme in enumerate(tree["asked"][place].get("themes", ())):
        path = f"asked/{place}/themes/{n}/responses"
        named = figures.of_base(tree, "n", path, f"asked/{place}/words")
        rows.append((names.get(theme["place"]) or NO_NAME, named["n"], named["n %"]))
    if rows:
        yield Table("Arguments that two or more make", ("Argument", "Responses", "Of those who wrote words"),
                    tuple(rows), chart=True)  # type: ignore[arg-type] # fmt: skip


def annexes(draft: Draft, tree: Tree, about: About) -> Iterator[Section]:
    """Organisations, questions, every figure in one table, what was removed, recommendations."""
    made: tuple[tuple[str, str, Callable[[], Iterable[Part]]], ...] = (
        ("organisations", "Organisations that agreed to be named", lambda: _organisations(about)),
        ("questions", "Questions as they were asked", lambda: _as_asked(about)),
        ("tables", "Where those who commented stand, every clause", lambda: _full(draft, tree)),
        ("removed", "What was removed from responses", lambda: _removed(tree)),
        ("recommendations", "Recommendations and the clauses that answer them",
         lambda: _trace(draft, about.recommendations)),
    )  # fmt: skip
    kept = [(name, heading, tuple(parts())) for name, heading, parts in made]
    for letter, (name, heading, parts) in zip(
        "ABCDE", [one for one in kept if one[2]], strict=False
    ):
        yield Section(f"annex-{name}", f"Annex {letter}: {heading}", parts)


def _organisations(about: About) -> Iterator[Part]:
    if about.organisations:
        yield words("These organisations responded and agreed that their name may be published.")
        yield from (Text((Words(one),), bullet=True) for one in about.organisations)


def _as_asked(about: About) -> Iterator[Part]:
    for one in about.questions:
        on = f" (on {one.about})" if one.about else ""
        yield Text((Words(f"{one.key}: {one.words}{on}"),), bullet=True)


def _full(draft: Draft, tree: Tree) -> Iterator[Part]:
    rows: list[tuple[Cell, ...]] = []
    for one in draft.clauses:
        if one.clause in tree:
            keys = [f"{one.clause}/{WITH}/{position}/count" for position in POSITIONS]
            keys.append(f"{one.clause}/{WITH}/commenting")
            rows.append((one.number, *(figures.number(tree, key) for key in keys)))
    if rows:
        columns = ("Clause", *(one.capitalize() for one in POSITIONS), "All who commented")
        yield Table("Positions on every clause", columns, tuple(rows))


def _removed(tree: Tree) -> Iterator[Part]:
    if "removed" not in tree:
        return
    if not tree["removed"]:
        yield words("No words were redacted.")
        return
    yield words(
        "Words were redacted from responses before anything of them was published or analysed; "
        "the originals are kept under restriction. Each place counts once."
    )
    rows = tuple(
        (row["name"], figures.number(tree, f"removed/{place}/number"))
        for place, row in enumerate(tree["removed"])
    )
    yield Table("Places redacted, by reason", ("Reason", "Places"), rows)


def _trace(draft: Draft, recommendations: Sequence[Recommended]) -> Iterator[Part]:
    decided = {one.number: one.decision.value for one in draft.clauses}
    rows = []
    for one in recommendations:
        clauses = "; ".join(
            f"{number} ({decided[number]})" for number in one.clauses if decided.get(number)
        )
        rows.append((one.key, one.gist, one.addressed_to, clauses or "None"))
    if rows:
        columns = ("Recommendation", "What it asks", "Of whom", "Clauses, with what was decided")
        yield Table("Where each recommendation is answered", columns, tuple(rows))
