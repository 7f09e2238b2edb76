"""The chapter at a glance, and the list behind each of its numbers: the two never differ."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from consultation import clock
from consultation.findings.actions.coding import mark_read, mark_unread
from consultation.findings.models import Correction
from consultation.findings.rules import MOST, shortened
from consultation.responses.models import Response
from tests import planted
from tests.findings.test_pages import HERE, text_of

pytestmark = pytest.mark.django_db

LETTER = (
    "We are a charity and write as one of many. The month proposed in 1.2 is far too short for "
    "any board that takes records seriously, because records of four agencies must be read, "
    "families must be met, and a chair must be found who did not know the case. Give it two."
)
GLANCE, BEHIND = f"{HERE}clauses/", f"{HERE}behind/"


@pytest.fixture
def official() -> Client:
    """Signed in, over a run of fourteen responses of every kind the filters tell apart."""
    page = planted.consultation()
    for number in range(4):
        who = {"type": "gp", "region": "London"}
        said = [planted.comment("1.2", f"Six months is right, as case {number} shows.", "support")]
        planted.respond(page, f"gp{number}", comments=said, who=who, confidential=number == 0)
    board = {"type": "lscb", "kind": "organisation", "organisation": "Norland Board"}
    for number, position in enumerate(["oppose", "oppose", "not sure"]):
        early = planted.CLOSES - timedelta(days=30 + number)
        said = [
            planted.comment("1.2", "This is a terrible, cruel and shameful idea!", position),
            planted.comment("1.3", "Replace 'names' with 'posts'.", "support"),
        ]
        planted.respond(
            page, f"b{number}", comments=said, who=board, channel="letter", received_at=early,
            publish="yes",
        )  # fmt: skip
    for number in range(6):
        planted.respond(page, f"campaign{number}", letter=LETTER)
    planted.respond(page, "silent", comments=[planted.comment("1.1", "", "support")])
    planted.analysed(page)
    client = Client()
    client.force_login(planted.staff("official"))
    return client


def map_of(client: Client, query: str = "") -> dict[str, list[int]]:
    """The numbers in each clause's row: commented, five positions, changes, strong, since."""
    body = client.get(GLANCE + query).content.decode()
    rows = re.findall(r"<tr>(.*?)</tr>", body.split("<tbody>")[1], re.S)
    found = {}
    for row in rows:
        name = re.search(r"/clauses/(1\.\d)/", row)
        cells = re.findall(r'<td class="number heat[^>]*>(?:<a[^>]*>)?(\d+)', row)
        found[name[1]] = [int(cell) for cell in cells]
    return found


def links_of(client: Client, address: str) -> list[tuple[int, str]]:
    """Every number of a page that opens a list, with the list's address."""
    body = client.get(address).content.decode()
    found = re.findall(r'<a href="([^"]*/behind/[^"]*)">(\d+)', body)
    return [(int(number), unescape(link)) for link, number in found]


def listed(client: Client, address: str) -> int:
    """How many the list says it has."""
    heading = re.search(r"<h2>(\d+) ", client.get(address).content.decode())
    assert heading, address
    return int(heading[1])


def test_the_map_counts_every_clause(official: Client) -> None:
    found = map_of(official)
    assert found["1.1"] == [1, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    assert found["1.3"] == [3, 3, 0, 0, 0, 0, 3, 0, 0, 3]
    commented, *positions, _changes, strong, since, unread = found["1.2"]
    assert (commented, positions) == (13, [4, 0, 8, 1, 0])
    assert (strong, since, unread) == (3, 10, 13)


def test_the_map_counts_whom_the_address_asks_for(official: Client) -> None:
    commented = {
        "?type=gp": 10,
        "?type=none": 0,
        "?region=London": 4,
        "?channel=letter": 3,
        "?kind=organisation": 3,
        "?confidential=yes": 1,
        "?campaign=in": 6,
        "?campaign=out": 7,
        "?campaign=out&channel=letter&type=lscb": 3,
        "?region=Nowhere": 13,
    }
    assert {query: map_of(official, query)["1.2"][0] for query in commented} == commented


def test_every_number_opens_a_list_of_as_many(official: Client) -> None:
    pages = [GLANCE, f"{GLANCE}?campaign=out&kind=individual", f"{GLANCE}1.2/", f"{GLANCE}1.3/",
             f"{HERE}whole-text/"]  # fmt: skip
    links = {link: number for page in pages for number, link in links_of(official, page)}
    assert len(links) > 60
    assert {link: listed(official, link) for link in links} == links


def test_who_answered_and_what_opens_the_responses_counted(official: Client) -> None:
    answer = {"question": "q1", "choice": "Agree", "text": ""}
    page = Response.objects.first().consultation
    for number in range(2):
        planted.respond(page, f"answered{number}", answers=[answer])
    found = {}
    for page in (HERE, f"{GLANCE}1.2/"):
        html = official.get(page).content.decode()
        found |= dict(re.findall(rf'<a href="({HERE}responses/\?[^"]+)">(\d+)</a>', html))
    assert len(found) > 4 and any("answered=q1" in link for link in found)
    for link, number in found.items():
        shown = text_of(official, link.replace("&amp;", "&"))
        assert f" {number} response" in shown, link


def test_a_list_says_what_was_asked_and_quotes_it(official: Client) -> None:
    text = text_of(official, f"{BEHIND}?clause=1.2&position=oppose&type=lscb")
    assert "2 responses Clause: 1.2 ; Position: Oppose ; Respondent type: lscb ." in text
    assert text.count("This is a terrible, cruel and shameful idea!") == 2
    assert "Oppose (their closed answer)" in text


def test_a_list_is_paged_and_keeps_its_filter(official: Client) -> None:
    everything = official.get(f"{BEHIND}?channel=email").content.decode()
    assert everything.count('<article class="behind">') == listed(
        official, f"{BEHIND}?channel=email"
    )
    page = Response.objects.first().consultation
    for number in range(30):
        planted.respond(
            page, f"more{number}", comments=[planted.comment("1.1", f"Point {number}.")]
        )
    planted.analysed(page)
    first = official.get(f"{BEHIND}?clause=1.1").content.decode()
    assert first.count('<article class="behind">') == 25
    assert "?clause=1.1&amp;p=2" in first
    second = official.get(f"{BEHIND}?clause=1.1&p=2").content.decode()
    assert second.count('<article class="behind">') == 6


def test_nothing_held_since_is_quoted_in_a_list(official: Client) -> None:
    comment = Response.objects.filter(respondent_type="gp").first().comments.get()
    assert "Six months is right, as case 0" in text_of(official, f"{BEHIND}?confidential=yes")
    planted.hold(comment, "Six months")
    text = text_of(official, f"{BEHIND}?confidential=yes")
    assert "Six months" not in text
    assert "Held: may identify a person" in text


def test_conflicts_are_the_same_people_on_the_other_side(official: Client) -> None:
    text = text_of(official, f"{GLANCE}1.2/")
    assert "Other clause Support this, oppose that Oppose this, support that 1.3 0 2" in text


def test_an_organisation_is_named_only_where_it_agreed(official: Client) -> None:
    assert "3 organisations commented. Named are 3" in text_of(official, f"{GLANCE}1.2/")
    some = Response.objects.filter(organisation="Norland Board")
    some.filter(pk=some.first().pk).update(publish="anonymous")
    text = text_of(official, f"{GLANCE}1.2/")
    assert "3 organisations commented. Named are 2" in text
    planted.hold_details(some.last())
    assert "Named is 1" in text_of(official, f"{GLANCE}1.2/")


def test_what_somebody_has_read_is_unread_no_longer(official: Client) -> None:
    address = f"{BEHIND}?clause=1.2&unread=yes"
    assert listed(official, address) == 13
    user = planted.staff("official")
    response = Response.objects.filter(organisation="Norland Board").first()
    comments = response.comments.order_by("clause_version__clause__order")
    reading = mark_read(response, comments[0], user, clock.now())
    letter = Response.objects.exclude(letters=None).first().letters.get()
    mark_read(letter.response, letter, user, clock.now())
    assert listed(official, address) == 11
    assert listed(official, f"{BEHIND}?clause=1.3&unread=yes") == 3
    mark_unread(reading, user, clock.now())
    assert listed(official, address) == 12


def test_a_long_list_is_cut_on_the_page_and_says_how_long_it_is(official: Client) -> None:
    page = Response.objects.first().consultation
    for number in range(12):
        said = [planted.comment("1.3", f"Copying case {number} for all would cost £{number}00.")]
        planted.respond(page, f"cost{number}", comments=said)
    costs = planted.analysed(page).findings.get(clause__number="1.3").detail["flags"]["cost"]
    assert (costs["total"], len(costs["quotations"])) == (12, MOST)
    assert f"{MOST} of 12 are shown" in text_of(official, f"{GLANCE}1.3/")


def test_what_is_cut_is_counted() -> None:
    places = [{"source": f"comment:{number}", "start": 0, "end": 9} for number in range(12)]
    found = {"flags": {"cost": places}, "counter_arguments": places[:3], "made_by_one": places,
             "contradictions": [], "commenting": 12}  # fmt: skip
    short = shortened(found)
    assert short["made_by_one"] == places[:MOST] and short["made_by_one_total"] == 12
    assert short["counter_arguments"] == places[:3] and short["counter_arguments_total"] == 3
    assert short["flags"] == {"cost": {"total": 12, "quotations": places[:MOST]}}
    assert short["contradictions_total"] == 0 and short["commenting"] == 12


def test_a_point_made_by_one_is_considered_and_that_can_be_taken_back(official: Client) -> None:
    address = f"{GLANCE}1.3/alone/"
    assert "0 of 0 considered" in text_of(official, address)
    page = Response.objects.first().consultation
    planted.respond(
        page,
        "one",
        comments=[planted.comment("1.3", "Libraries would need shelf room for such summaries.")],
    )
    planted.analysed(page)
    body = official.get(address).content.decode()
    place = re.search(r'name="place" value="([^"]+)"', body)
    assert place and "Libraries would" in body
    official.post(address, {"place": place[1], "p": "1"})
    official.post(address, {"place": place[1], "p": "1"})
    assert "1 of 1 considered" in text_of(official, address)
    assert "Considered by official" in text_of(official, address)
    made = Correction.objects.get(kind="considered")
    assert (made.made_by.username, made.clause.number) == ("official", "1.3")
    official.post(address, {"place": place[1], "p": "1", "back": "yes"})
    assert "0 of 1 considered" in text_of(official, address)
    answer = official.post(address, {"place": "comment-0-0-5"}, follow=True)
    assert "This point is not in the latest findings" in answer.content.decode()
    duty = Client()
    duty.force_login(planted.staff("duty"))
    duty.post(address, {"place": place[1]})
    assert "0 of 1 considered" in text_of(official, address)
