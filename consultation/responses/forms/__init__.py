"""The forms a respondent fills in. None of them ever loses what was typed."""

from consultation.responses.forms.about import AboutForm
from consultation.responses.forms.comment import CommentForm
from consultation.responses.forms.questions import QuestionsForm, questions_form

__all__ = ["AboutForm", "CommentForm", "QuestionsForm", "questions_form"]
