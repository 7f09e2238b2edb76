"""A small consultation for tests of the whole analysis, written for the purpose."""

import pandas as pd

CLAUSES = pd.DataFrame(
    [
        ("8.1", "Purpose", "Each Board reviews serious cases so that agencies learn from them."),
        ("8.2", "Deciding", "The chair decides within one month whether to hold a review."),
        ("8.3", "Records", "Every agency secures its records as soon as a review is likely."),
        ("8.4", "Report", "The full report stays confidential; an accurate summary is published."),
    ],
    columns=["clause", "heading", "text"],
)

_SAID = [
    ("8.1", "agree", "We welcome this clause. It is right that agencies should learn together."),
    ("8.1", "", "I support the aim, but learning needs time and money that boards do not have."),
    ("8.1", "disagree", "Learning is a fine word. We oppose the clause: it lets agencies off blame."),
    ("8.2", "disagree", "One month is too short. Replace \"one month\" with \"two months\"."),
    ("8.2", "", "One month is too short for a small board; two months would be better."),
    ("8.2", "", "We disagree. Good records take longer than a month to gather in our area."),
    ("8.2", "agree", "I strongly disagree with this clause and ask the department to delete it."),
    ("8.3", "agree", "Records must be secured at once. Our audit found 12 of 40 files missing."),
    ("8.3", "", "Who pays for storing the records? This will cost each agency £4,000 a year."),
    ("8.4", "", "Publish the full report. The public cannot trust a summary written by the board."),
    ("8.4", "", "We agree that the report stays confidential: families deserve their privacy."),
    ("", "", "Paragraph 8.2 is too tight.\n\nOn 8.3 to 8.4 we are content. Thank you for asking."),
    ("", "", "The chair should not decide alone whether to hold a review within a month."),
    ("8.4", "", "You can ring me on 07700 900123 about my niece Jenny, who was hurt at home."),
]  # fmt: skip
_CAMPAIGN = (
    "I am writing because the full report on every case must be published for all to read. "
    "A summary is not enough to learn from, and a secret report protects only those who failed. "
    "Please change the clause so that nothing of the report is hidden from the public."
)


def responses() -> pd.DataFrame:
    """Forty responses: single comments, two letters, a campaign, a blank one."""
    rows = [
        (f"r{number:02}", clause, "", answer, text, ("LSCB", "Parent", "")[number % 3])
        for number, (clause, answer, text) in enumerate(_SAID * 2)
    ]
    rows += [(f"c{n}", "8.4", "", "", f"{_CAMPAIGN} Yours, reader {n}.", "") for n in range(9)]
    rows += [("q1", "", "Is the purpose clear?", "yes", "Quite clear.", "LSCB"),
             ("q1", "8.1", "", "agree", "Clear and right.", "LSCB"),
             ("blank", "8.1", "", "", "  ", "")]  # fmt: skip
    names = ["response_id", "clause", "question", "position", "text", "respondent_type"]
    return pd.DataFrame(rows, columns=names, dtype="str")
