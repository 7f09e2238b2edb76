"""Example responses: wholly invented replies to the illustrative consultation.

They show every screen at a realistic size. Most are composed from a bank of
written sentences; the longest, oddest and most painful were written one by one.
No person, place, organisation or case in them exists.

`chapter_eight/written` holds the ones written singly, `chapter_eight/campaigns`
the letters many people sent, `chapter_eight/bank` the sentences the generator
draws on, and `chapter_eight/spread.toml` how many there are of each kind.
"""

from typing import Any

from .checking import ExampleError, check_all
from .generator import compose
from .reading import known_types, read_set, written_responses

__all__ = ["ExampleError", "example_responses", "known_types"]

SEED = 2009


def example_responses(name: str = "chapter_eight", seed: int = SEED) -> list[dict[str, Any]]:
    """Give the responses of one example set, in a stable order, every field present.

    The written ones come first, then the campaigns, then the composed ones. The
    same name and seed always give the same list. `days_before_close` counts back
    from the closing instant; it is below zero only where `late` is true. `origin`
    is written, campaign or composed; `campaign` is the campaign's key or "".

    Raises `ExampleError` naming the response and the remedy if the data are wrong.
    """
    material = read_set(name)
    written = written_responses(name)
    responses = written + compose(material, material.spread["total"] - len(written), seed)
    check_all(
        responses,
        types=known_types(),
        clauses=set(material.clauses),
        questions=material.questions,
    )
    return responses
