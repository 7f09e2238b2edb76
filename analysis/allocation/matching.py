"""Match comments to clauses by the words they share and the meanings they share.

A comment's words are stemmed, and to each are added, at a fraction of its weight, the
clause words that can stand for it (a hand-written list of meanings); spelling and word
forms are met by a second view of letters, and a third counts the concepts both speak of
(``concepts``). A heading says in a few words what a clause is about, so it counts more than
the text under it.

Sentence embeddings, where they are asked for, add a fourth view: what the whole comment means
beside the whole clause, its nearest sentence and its heading. They are no default: the model
and the libraries it needs are far larger than everything else here together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis import embeddings, passages
from analysis.allocation.concepts import Concepts
from analysis.allocation.meanings import meanings, tokens
from analysis.letters import Letters

#: How much each view counts beside that of the words (1): letters, the clause words that can
#: stand for a comment's, and concepts; and how many times a heading is said.
LETTERS, MEANINGS, CONCEPTS, HEADING = 1.0, 0.8, 0.5, 2
#: How much the embeddings' view counts where it is asked for: of the whole clause, of its nearest
#: sentence and of its heading.
WHOLE, NEAREST, TITLE = 0.4, 0.4, 0.2
#: Letters in the runs compared.
RUNS = (3, 5)


class Matcher:
    """Likeness of texts to ``clauses`` (columns ``clause``, ``text``, optional ``heading``).

    ``embedded`` asks for the embeddings' view too.
    """

    def __init__(self, clauses: pd.DataFrame, embedded: bool = False) -> None:
        given = clauses["heading"].fillna("") if "heading" in clauses else [""] * len(clauses)
        headings = [f"{heading}. " if heading else "" for heading in given]
        texts = [h * HEADING + t for h, t in zip(headings, clauses["text"], strict=True)]
        self._words = TfidfVectorizer(analyzer=_as_given, sublinear_tf=True)
        self._letters = Letters(RUNS)
        self._clause_words = _fitted(self._words, [tokens(text) for text in texts], [["-"]])
        self._clause_letters = self._letters.fit([*texts, "clause"]).transform(texts)
        self._concepts = Concepts(texts)
        self._embedded = Embedded(headings, list(clauses["text"])) if embedded else None

    def likeness(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text, one column a clause: the higher, the likelier among these clauses."""
        return self.compare(texts)[1]

    def compare(self, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """How much each text shares with each clause, and the likeness that ranks the clauses.

        What is shared (words and letters, and meaning where embeddings are asked for) says whether
        the text is on any clause at all: 0 is nothing, 2.8 all, with embeddings 3.8. Concepts say
        nothing of that, as they leave out what no clause speaks of.
        """
        tokened = [tokens(text) for text in texts]
        said = self._words.transform(tokened)
        pairs = zip(texts, tokened, strict=True)
        meant = self._words.transform([meanings(*pair) for pair in pairs])
        letters = self._letters.transform(texts)
        shared = _products(said + MEANINGS * meant, self._clause_words)
        shared += LETTERS * _products(letters, self._clause_letters)
        if self._embedded is not None:
            shared += self._embedded.likeness(texts)
        return shared, shared + CONCEPTS * self._concepts.likeness(texts)


class Embedded:
    """The embeddings' view of clauses: the whole, each sentence under its heading, the heading.

    ``headings``: each with its full stop and a space, or empty; a clause that has none is taken
    whole in its place.
    """

    def __init__(self, headings: list[str], texts: list[str]) -> None:
        named = [heading + text for heading, text in zip(headings, texts, strict=True)]
        titles = [heading or text for heading, text in zip(headings, texts, strict=True)]
        self._whole, self._titles = embeddings.of(named), embeddings.of(titles)
        sentences: list[str] = []
        self._firsts: list[int] = []
        for heading, text in zip(headings, texts, strict=True):
            self._firsts.append(len(sentences))
            found = [text[start:end] for start, end in passages.split(text)]
            sentences += [heading + sentence for sentence in found or [text]]
        self._sentences = embeddings.of(sentences)

    def likeness(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text, one column a clause; 1 is the most there can be."""
        said = embeddings.of(texts)
        nearest = np.maximum.reduceat(said @ self._sentences.T, self._firsts, axis=1)
        whole, title = said @ self._whole.T, said @ self._titles.T
        alike: np.ndarray = WHOLE * whole + NEAREST * nearest + TITLE * title
        return alike


def _as_given(words: list[str]) -> list[str]:
    return words


def _fitted(view: TfidfVectorizer, texts: list, spare: list) -> csr_matrix:  # type: ignore[type-arg]
    """The view learns its words from the clauses, with a spare so that it is never empty."""
    return view.fit_transform([*texts, *spare])[:-1]


def _products(texts: csr_matrix, clauses: csr_matrix) -> np.ndarray:
    likeness: np.ndarray = np.asarray((texts @ clauses.T).todense())
    return likeness
