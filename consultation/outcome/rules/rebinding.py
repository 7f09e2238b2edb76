"""Taking a draft from one seal to a later one: what stays, what is drafted anew, what is asked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from consultation.outcome.rules import figures
from consultation.outcome.rules.draft import ClauseDraft, Sentence, digest_of_drafted
from consultation.outcome.rules.drafting import Drafted
from consultation.outcome.rules.notation import NAME, Place, normal

Tree = Mapping[str, Any]
Moved = Callable[[Place], Place]


def rebound(
    draft: ClauseDraft,
    drafted: Sequence[Drafted],
    trees: tuple[Tree, Tree],
    moved: Moved,
    clause: str,
    redraft: str,
) -> ClauseDraft:
    """The block of a clause as it goes on under the later seal.

    ``drafted``: what the program drafts from the later seal. ``trees``: what each seal has at its keys.
    ``moved``: where the words of a place stand in the later seal. ``clause``, ``redraft``: its name
    and its wording there.

    Policy: what nobody has touched is drafted anew: what stands as the program drafted it then, by the
    digest kept with it, whatever the program would draft today. What a person wrote stays, word for word; its
    themes and changes are the same ones, found again by what they are and not by their number; and
    every sentence that the program would not draft so today must be confirmed again, because its
    figures and sources may be others. Decisions, reasons and answers stay. The final wording follows
    the redraft where nobody had changed it.
    """
    then, now = trees
    names = {
        **_renumbered("theme", _themes(then, draft.clause), _themes(now, clause)),
        **_renumbered("change", _changes(then, draft.clause), _changes(now, clause)),
    }
    untouched = digest_of_drafted(draft.said) == draft.drafted
    said = [Sentence(one.text, one.sources) for one in drafted]
    kept = [
        Sentence(_renamed(one.text, names), tuple(map(moved, one.sources))) for one in draft.said
    ]
    return replace(
        draft,
        clause=clause,
        redraft=redraft,
        said=tuple(said if untouched else kept),
        quotations={number: moved(place) for number, place in draft.quotations.items()},
        reason=_renamed(draft.reason, names),
        answers={
            names.get(about, about): _renamed(text, names) for about, text in draft.answers.items()
        },
        final=redraft if draft.final == draft.redraft else draft.final,
        drafted=digest_of_drafted(said),
    )


def _themes(tree: Tree, clause: str) -> list[Any]:
    return (
        [theme["theme"] for _n, _at, theme in figures.themes(tree, clause)]
        if clause in tree
        else []
    )


def _changes(tree: Tree, clause: str) -> list[Any]:
    listed = tree[clause]["amendments"] if clause in tree else []
    return [(one["kind"], one["old_words"], one["new_words"]) for one in listed]


def _renumbered(kind: str, before: list[Any], after: list[Any]) -> dict[str, str]:
    """The new name of each; one that is there no more gets a name that is none."""
    at = {what: n for n, what in reversed(list(enumerate(after, 1)))}
    return {
        f"{kind} {n}": f"{kind} {at[what]}" if what in at else f"{kind} no longer found {n}"
        for n, what in enumerate(before, 1)
    }


def _renamed(text: str, names: Mapping[str, str]) -> str:
    """``text`` with the names of themes and changes in braces, whatever form follows, as they are now."""

    def new(match: Any) -> str:
        words = normal(match[1]).split()
        name = " ".join(words[:2])
        if name not in names or names[name] == name:
            return str(match[0])
        return "{" + " ".join([names[name], *words[2:]]) + "}"

    return NAME.sub(new, text)
