"""Loading a chapter from its files."""

from typing import Any

from consultation.guidance.models import Clause, ClauseVersion, ConsultationPage


def test_a_loaded_chapter_is_published_with_one_version_for_every_clause(chapter: Any) -> None:
    clauses = Clause.objects.filter(consultation=chapter)

    assert chapter.live
    assert clauses.count() >= 6
    assert ClauseVersion.objects.count() == clauses.count()
    assert [clause.order for clause in clauses] == list(range(clauses.count()))
    assert clauses[1].current.recommendations == ["L1"]
    assert ConsultationPage.objects.get().respondent_types.count() == 27
