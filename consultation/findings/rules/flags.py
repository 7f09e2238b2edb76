"""What the machine points at in words, as officials read it."""

#: Kinds of flag the analysis raises, as headings. A kind not listed is shown under its own name.
FLAGS = {
    "evidence": "Evidence offered",
    "practical problem": "Practical problems",
    "cost": "Costs and burdens",
    "legal point": "Legal points",
    "equality effect": "Equality effects",
    "question": "Questions asked",
    "conflict": "Clauses set against one another",
    "outside scope": "Points outside the scope of this text",
}
