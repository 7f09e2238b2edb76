"""Score the shipped method on labelled data: one module a task, registered in TASKS.

A task's module has ``COLUMNS`` (what LABELLED must have), ``KEYS`` (the measures it promises) and
``score(frame, options) -> Scores``.
"""

# The name of each task and the module that scores it, imported when it is asked for.
TASKS = {
    "sentiment": "analysis.evaluate.sentiment",
    "position": "analysis.evaluate.position",
    "themes": "analysis.evaluate.themes",
    "campaigns": "analysis.evaluate.campaigns",
    "summary": "analysis.evaluate.summary",
    "holds": "analysis.evaluate.holds",
    "amendments": "analysis.evaluate.amendments",
    "clauses": "analysis.evaluate.clauses",
}
