"""Which pages are visited: all that the table of access shows an official, with values in them."""

import csv
import json
import re
from pathlib import Path

from django.contrib.auth.models import User
from django.test import Client

from consultation import clock
from consultation.findings.actions import frame, sampling
from consultation.findings.models import ClauseFinding, Run
from consultation.outcome.actions import (
    carry_out_seal,
    carry_out_verification,
    start_drafting,
    start_seal,
    start_verifying,
)
from consultation.outcome.models import Seal
from consultation.responses.models import Comment, Disclosure, Hold, Response

TABLE = Path(__file__).resolve().parents[2] / "access.csv"

#: Who visits: each page the first of them that is shown it. Their user names are those of the demo.
VISITORS = ("official", "cleared", "duty")

#: Where the project's own pages for staff begin; the others are Wagtail's.
OURS = ("admin/analysis/", "admin/holds/", "admin/disclosures/")

#: By which the sample is drawn that two people code.
SEED = 1

#: Pages of choices, which the table of access has once.
CHOSEN = (
    "clauses/?type=lscb&campaign=out&sort=oppose",
    "clauses/?kind=individual&region=London",
    "clauses/?campaign=in",
    "behind/?clause={clause}&position=oppose",
    "behind/?clause={clause}&position=oppose&p=100",
    "behind/?channel=letter&flag=evidence",
    "behind/?clause={clause}&position=oppose&elsewhere={other}&elsewhere_position=for",
    "campaigns/{campaign}/?show=texts",
    "campaigns/{campaign}/?p=100",
    "responses/?status=held",
    "responses/?p=500",
    "ledger/?p=2",
    "search/?q=family",
    "search/?q=%22six+months%22",
    "search/?q=the",
    "search/?q=family+-court&clause={clause}&type=lscb",
    "search/?q=secret&meaning=yes",
    "search/?q=unheardof",
)


def plant() -> None:
    """What the demo has none of: a code frame, and a sample being coded."""
    now, run, clause = clock.now(), _run(), _busiest(_run())[0].clause
    official, cleared = (User.objects.get(username=name) for name in ("official", "cleared"))
    frame.make_theme(run.consultation, "time", official, now, clause=clause)
    sampling.draw_sample(run, [official, cleared], SEED, cleared, now, clause=clause)


def answer() -> None:
    """Seal the run, verify the seal, and draft the answer to it."""
    now, run, official = clock.now(), _run(), User.objects.get(username="official")
    seal = carry_out_seal(start_seal(run, official, now, enqueue=False).pk)
    carry_out_verification(start_verifying(seal, official, now, enqueue=False).pk)
    start_drafting(seal, official, now)


def asked() -> str:
    """JSON: each page, and the cookie of who visits it."""
    cookies = {name: _signed_in(name) for name in VISITORS}
    run = _run()
    slug = run.consultation.slug
    values = _values(run)
    found: dict[str, str] = {"/admin/": cookies["official"]}
    with TABLE.open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    for row in rows:
        named = _named(row["address"])
        who = next((name for name in VISITORS if row[name] == "shown"), None)
        if who and named.startswith(OURS) and _parts(named) <= values.keys():
            found[f"/{_filled(named, values)}"] = cookies[who]
    for chosen in CHOSEN:
        page = f"/admin/analysis/{slug}/{chosen.format(**values)}"
        found[page] = cookies["official"]
    return json.dumps(found)


def _run() -> Run:
    return Run.objects.filter(state=Run.State.DONE).latest("pk")


def _busiest(run: Run) -> list[ClauseFinding]:
    found = ClauseFinding.objects.filter(run=run).select_related("clause")
    return list(found.order_by("-commenting", "pk")[:2])


def _signed_in(name: str) -> str:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return str(client.cookies["sessionid"].value)


def _values(run: Run) -> dict[str, str]:
    """The busiest clauses, and one each of what there may be: a part that is missing has no page."""
    busy, other = _busiest(run)
    consultation = run.consultation
    response = Response.objects.filter(consultation=consultation, set_aside="").earliest("pk")
    said = (
        Comment.objects.filter(clause_version__clause=busy.clause).exclude(text="").earliest("pk")
    )
    seal = Seal.objects.filter(run=run).first()
    request = consultation.format_requests.order_by("pk").first()
    hold = Hold.objects.order_by("pk").first()
    disclosure = Disclosure.objects.order_by("pk").first()
    found = {
        "consultation": consultation.slug,
        "run": run.pk,
        "clause": busy.clause.number,
        "other": other.clause.number,
        "change": _change(consultation.slug, busy.clause.number),
        "reference": response.reference,
        "request": request and request.reference,
        "hold": hold and hold.pk,
        "disclosure": disclosure and disclosure.pk,
        "campaign": run.campaigns.values_list("name", flat=True).first(),
        "said": f"comment-{said.pk}",
        "kind": "comment",
        "source": said.pk,
        "sample": consultation.samples.get().pk,
        "theme": consultation.themes.latest("pk").number,
        "seal": seal and seal.number,
        "verification": seal and seal.verifications.get().pk,
    }
    return {name: str(value) for name, value in found.items() if value is not None}


def _change(slug: str, clause: str) -> str | None:
    """The change that most propose, by the name it has in addresses."""
    client = Client()
    client.force_login(User.objects.get(username="official"))
    body = client.get(f"/admin/analysis/{slug}/clauses/{clause}/", headers={"host": "127.0.0.1"})
    found = re.search(rf"{clause}/amendments/([\w-]+)/", body.content.decode())
    return found[1] if found else None


def _named(address: str) -> str:
    """``address`` with the reference of a request for another format told from a response's."""
    return address.replace("formats/<str:reference>", "formats/<str:request>")


def _parts(address: str) -> set[str]:
    return set(re.findall(r"<(?:\w+:)?(\w+)>", address))


def _filled(address: str, values: dict[str, str]) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: values[part[1]], address)
