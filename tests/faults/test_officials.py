"""Every page of an official answers in time, over few responses and over a hundred thousand."""

import pytest

from tests.load import officials

pytestmark = pytest.mark.faults


@pytest.mark.parametrize("times", [officials.FEW, officials.MANY])
def test_every_page_of_an_official_answers_in_time(times: int) -> None:
    missed = [figure for figure in officials.figures(times) if figure.missed]
    assert missed == []
