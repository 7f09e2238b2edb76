"""Commenting on a clause, and taking a comment back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from consultation.guidance.models import ClauseVersion
from consultation.guidance.rules import anchor, changes, clause_status
from consultation.responses.actions import delete_comment, save_comment
from consultation.responses.forms import CommentForm
from consultation.responses.forms.comment import DeleteCommentForm
from consultation.responses.models import DraftComment
from consultation.responses.rules import may_submit
from consultation.responses.views import boxes
from consultation.responses.views.autosave import Outcome
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
            "changes": changes(self.version.old_text, self.version.text),
            "comment": self.comment,
            "current": self.version.clause.current,
            "back": self.clause_address(),
        }

    def save(self, form: CommentForm) -> None:
        draft = self.respondent.writing(self.received_at)
        said = form.cleaned_data
        save_comment(
            draft,
            self.version,
            said["position"],
            said["text"],
            self.received_at,
            proposed=said["proposed"],
        )
        self.respondent.__dict__.pop("comments", None)

    def outcome(self, form: Any) -> Outcome:
        """Nothing is saved when they only ask to see their changes; the words stay in the box."""
        checked = not getattr(self.request, "not_checked", False)
        if getattr(form, "showing", False) and checked:
            verdict = may_submit(self.consultation, self.received_at)
            return Outcome(200) if verdict.accepted else Outcome(403, verdict=verdict)
        return super().outcome(form)

    def answer(self, outcome: Outcome, form: Any) -> Any:
        """For the script that keeps a reader in their place, the clause's box alone."""
        if not boxes.asked(self.request) or outcome.verdict:
            return super().answer(outcome, form)
        box = boxes.box(self.request, self.respondent, self.version)
        box |= {"saved": True} if outcome.saved else {"form": form, "open": True}
        page = self.page("responses/fragment.html", 200 if outcome.saved else outcome.code, **box)
        page.headers[boxes.FRAGMENT] = "1"
        return page

    def next(self) -> str:
        return self.clause_address(f"?saved={self.version.pk}")

    def clause_address(self, query: str = "") -> str:
        """The clause on its section's page; the task list when it has left the text."""
        section = self.version.clause.section
        if section is None or not section.live or self.version.clause.withdrawn_at:
            return self.address("tasks")
        return f"{section.get_url(self.request)}{query}#{anchor(self.version.clause.number)}"


class DeleteCommentView(CommentView):
    """Asks before a comment is taken back: it may hold an hour's work."""

    template = "responses/delete_comment.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> Any:
        if self.comment is None:
            raise Http404
        return super().get(request, **kwargs)

    def form(self, data: Any = None) -> Any:
        return DeleteCommentForm(data, comment=self.comment)

    def save(self, form: Any) -> None:
        if self.respondent.draft and self.comment:
            delete_comment(self.respondent.draft, self.comment, self.received_at)

    def next(self) -> str:
        return self.clause_address()

    def refuse(self, verdict: Any, form: Any) -> HttpResponse:
        label = _("Your comment, which was not deleted")
        typed = [(label, self.comment.text)] if self.comment else []
        return self.page("responses/handed_back.html", 403, verdict=verdict, typed=typed)
