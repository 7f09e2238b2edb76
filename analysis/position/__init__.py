"""Where a writer stands on a clause: support, support with changes, oppose or unclear.

Read from their words only; a closed answer, where there is one, wins elsewhere.
"""

from analysis.position.learning import Gain, Model, examples, fit, gain
from analysis.position.reading import Judgement, judge, of_texts, read

__all__ = ["Gain", "Judgement", "Model", "examples", "fit", "gain", "judge", "of_texts", "read"]
