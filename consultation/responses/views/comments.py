"""Commenting on a clause, and taking a comment back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from consultation.guidance.models import ClauseVersion
from consultation.guidance.rules import anchor, clause_status
from consultation.responses.actions import delete_comment, save_comment
from consultation.responses.forms import CommentForm
from consultation.responses.forms.comment import DeleteForm
from consultation.responses.models import DraftComment
from consultation.responses.views.handing_back import HandsBack


class CommentView(HandsBack):
    """One clause with its comment box. The box on the section page sends its words here."""

    template = "responses/comment.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        versions = ClauseVersion.objects.select_related("clause__section")
        self.version = get_object_or_404(
            versions, pk=kwargs["version"], clause__consultation=self.consultation
        )

    @property
    def comment(self) -> DraftComment | None:
        """The draft's comment on this clause, as it stands now."""
        return self.respondent.comment_on(self.version.clause_id)

    def form(self, data: Any = None) -> Any:
        return CommentForm(data, version=self.version, comment=self.comment)

    def context(self, form: Any) -> dict[str, Any]:
        return {
            "version": self.version,
            "status": clause_status(self.version.text, self.version.old_text),
            "comment": self.comment,
            "current": self.version.clause.current,
            "back": self.clause_address(),
        }

    def save(self, form: CommentForm) -> None:
        draft = self.respondent.writing(self.received_at)
        said = form.cleaned_data
        save_comment(draft, self.version, said["position"], said["text"], self.received_at)

    def next(self) -> str:
        return self.clause_address()

    def clause_address(self) -> str:
        """The clause on its section's page; the task list when it has left the text."""
        section = self.version.clause.section
        if section is None or not section.live or self.version.clause.withdrawn_at:
            return self.address("tasks")
        return f"{section.get_url(self.request)}#{anchor(self.version.clause.number)}"


class DeleteCommentView(CommentView):
    """Asks before a comment is taken back: it may hold an hour's work."""

    template = "responses/delete_comment.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> Any:
        if self.comment is None:
            raise Http404
        return super().get(request, **kwargs)

    def form(self, data: Any = None) -> Any:
        return DeleteForm(data)

    def save(self, form: Any) -> None:
        if self.respondent.draft and self.comment:
            delete_comment(self.respondent.draft, self.comment, self.received_at)

    def refuse(self, verdict: Any, form: Any) -> HttpResponse:
        typed = [("Your comment, which was not deleted", self.comment.text)] if self.comment else []
        return self.page("responses/handed_back.html", 403, verdict=verdict, typed=typed)
