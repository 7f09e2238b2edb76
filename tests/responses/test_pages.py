"""What holds of every page of a respondent."""

from typing import Any

from consultation.guidance.models import ClauseVersion, Question

from .conftest import Person, version_of


def test_no_shared_cache_keeps_a_page_with_a_persons_words(
    person: Person, version: ClauseVersion
) -> None:
    person.comment(version, text="Mine alone.")
    for address in ("/chapter/section-a/", "/chapter/", person.home, f"{person.home}check/"):
        assert "private" in person.client.get(address).headers["Cache-Control"], address


def test_a_box_more_costs_no_query_more(
    person: Person, version: ClauseVersion, django_assert_max_num_queries: Any
) -> None:
    for number in ("8.1", "8.2", "8.3", "8.4"):
        person.comment(version_of(version.clause.consultation, number), text="Yes.")
    counts = []
    for section in ("section-a", "section-b"):
        with django_assert_max_num_queries(100) as made:
            person.client.get(f"/chapter/{section}/")
        counts.append(len(made))
    assert counts[0] == counts[1]


def test_each_answer_can_be_changed_from_the_check_page(
    person: Person, version: ClauseVersion
) -> None:
    person.write(version)
    on_section, on_all = Question.objects.get(key="q1"), Question.objects.get(key="q3")
    person.client.post(
        f"{person.home}questions/section-a/", {f"question-{on_section.pk}-choice": "Agree"}
    )
    person.client.post(f"{person.home}questions/", {f"question-{on_all.pk}-text": "No."})
    page = person.check().content.decode()
    assert f'href="{person.home}questions/section-a/"' in page
    assert f'href="{person.home}questions/"' in page
