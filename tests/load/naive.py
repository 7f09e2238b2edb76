"""What an analyst would script in an afternoon, to set the analysis beside: NLTK's VADER on every
sentence, a LexRank summary of every response by sumy, near copies by datasketch's MinHash.

It tells no position, clause, hold, proposal or theme, and checks nothing.
"""

import re
import zipfile
from importlib.resources import files
from pathlib import Path

import nltk
import pandas as pd
from datasketch import MinHash, MinHashLSH
from nltk.sentiment.vader import SentimentIntensityAnalyzer
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.tokenizers import Tokenizer
from sumy.summarizers.lex_rank import LexRankSummarizer

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(])|\n+")
WORD = re.compile(r"\w+")


class Words(Tokenizer):
    """sumy's own tokenizer needs data from the network; only its words are used here."""

    def __init__(self) -> None:
        self._language = "english"

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(WORD.findall(sentence.lower()))


def analyse(texts: pd.Series, folder: Path) -> int:
    """Do it all, and return how many sentences were scored. ``folder`` is for NLTK's lexicon."""
    vader = _vader(folder)
    summarise = LexRankSummarizer()
    copies = MinHashLSH(threshold=0.5, num_perm=128)
    scored = 0
    for number, text in enumerate(texts):
        sentences = [each for each in SENTENCE_END.split(text) if each.strip()]
        scored += sum("compound" in vader.polarity_scores(each) for each in sentences)
        tokens = Words()
        paragraph = Paragraph([Sentence(each, tokens) for each in sentences])
        summarise(ObjectDocumentModel([paragraph]), 2)
        words = WORD.findall(text.lower())
        shingles = {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}
        hashed = MinHash(num_perm=128)
        hashed.update_batch([shingle.encode() for shingle in shingles])
        copies.query(hashed)
        copies.insert(str(number), hashed)
    return scored


def _vader(folder: Path) -> SentimentIntensityAnalyzer:
    """NLTK's scorer with the lexicon of the package vaderSentiment, where NLTK looks for it."""
    lexicon = files("vaderSentiment").joinpath("vader_lexicon.txt").read_bytes()
    (folder / "sentiment").mkdir()
    with zipfile.ZipFile(folder / "sentiment" / "vader_lexicon.zip", "w") as packed:
        packed.writestr("vader_lexicon/vader_lexicon.txt", lexicon)
    nltk.data.path.append(str(folder))
    return SentimentIntensityAnalyzer()
