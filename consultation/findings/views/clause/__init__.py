"""One clause, for the official who must answer it: all there is to know, in one sitting."""

from consultation.findings.views.clause.alone import Alone
from consultation.findings.views.clause.page import OneClause
from consultation.findings.views.clause.whole import WholeText

__all__ = ["Alone", "OneClause", "WholeText"]
