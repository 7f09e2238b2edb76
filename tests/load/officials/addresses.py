"""Which pages are visited: all that the table of access shows an official, with values in them."""

import csv
import json
import re
from pathlib import Path

from django.contrib.auth.models import User
from django.test import Client

from consultation.findings.models import ClauseFinding, Run
from consultation.responses.models import Hold, Response

TABLE = Path(__file__).resolve().parents[2] / "access.csv"

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
)


def asked() -> str:
    """JSON: the cookie of an official who is signed in, and the pages."""
    client = Client()
    client.force_login(User.objects.get(username="official"))
    run = Run.objects.filter(state=Run.State.DONE).latest("pk")
    slug = run.consultation.slug
    values = _values(run)
    with TABLE.open(encoding="utf-8") as table:
        shown = [row["address"] for row in csv.DictReader(table) if row["official"] == "shown"]
    here = [_named(each) for each in shown if each.startswith("admin/analysis/")]
    pages = [f"/{_filled(each, values)}" for each in here if _parts(each) <= values.keys()]
    pages += [
        f"/admin/analysis/{slug}/{chosen.format(**values)}"
        for chosen in CHOSEN
        if {*re.findall(r"{(\w+)}", chosen)} <= values.keys()
    ]
    return json.dumps({"cookie": client.cookies["sessionid"].value, "pages": ["/admin/", *pages]})


def _values(run: Run) -> dict[str, str]:
    """The busiest clauses, and one each of what there may be: a part that is missing has no page."""
    busy = (
        ClauseFinding.objects.filter(run=run).order_by("-commenting").select_related("clause")[:2]
    )
    response = Response.objects.filter(consultation=run.consultation, set_aside="").earliest("pk")
    hold = Hold.objects.order_by("pk").first()
    request = run.consultation.format_requests.order_by("pk").first()
    found = {
        "consultation": run.consultation.slug,
        "run": run.pk,
        "clause": busy[0].clause.number,
        "other": busy[1].clause.number,
        "reference": response.reference,
        "request": request.reference if request else None,
        "hold": hold.pk if hold else None,
        "campaign": run.campaigns.values_list("name", flat=True).first(),
    }
    return {name: str(value) for name, value in found.items() if value is not None}


def _named(address: str) -> str:
    """``address`` with the reference of a request for another format told from a response's."""
    return address.replace("formats/<str:reference>", "formats/<str:request>")


def _parts(address: str) -> set[str]:
    return set(re.findall(r"<(?:\w+:)?(\w+)>", address))


def _filled(address: str, values: dict[str, str]) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: values[part[1]], address)
