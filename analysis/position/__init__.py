"""Where a writer stands on a clause: support, support with changes, oppose or unclear.

Read from their words only; a closed answer, where there is one, wins elsewhere.
"""

from analysis.position.learning import Model, fit
from analysis.position.reading import Judgement, judge, of_texts, read

__all__ = ["Judgement", "Model", "fit", "judge", "of_texts", "read"]
