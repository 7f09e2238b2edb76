"""From HTML to a tagged PDF (PDF/UA-1), in a process of its own with limits.

A person's words can be a hundred thousand, or one word of a million letters, and laying them out
then takes long. So it is done outside the web server, for a limited time and with limited memory,
one at a time for each server process; and nothing that the HTML names is ever fetched.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from threading import Lock

SECONDS = 60
MEGABYTES = 1500
ONE_AT_A_TIME = Lock()


def gettext_noop(words: str) -> str:
    """Marks words for the catalogue; the site translates them. The other process knows no Django."""
    return words


NO_LIBRARY = gettext_noop("This site cannot make PDF files at the moment.")
TOO_LONG = gettext_noop(
    "It would take this site too long to make one of a response of this length."
)
BUSY = gettext_noop(
    "This site is making too many others at the moment. You can try again in a few minutes."
)


class NotMade(Exception):
    """There is no PDF; the text says why, for the person who asked for it."""


def tagged_pdf(html: str, seconds: int = SECONDS) -> bytes:
    """The HTML as PDF/UA-1. Raises NotMade."""
    if not ONE_AT_A_TIME.acquire(timeout=seconds):
        raise NotMade(BUSY)
    try:
        made = subprocess.run(  # noqa: S603
            # -P: the folder of this file has modules whose names would hide others.
            [sys.executable, "-P", __file__],
            input=html.encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotMade(TOO_LONG) from None
    finally:
        ONE_AT_A_TIME.release()
    if made.returncode or not made.stdout.startswith(b"%PDF-"):
        raise NotMade(NO_LIBRARY if made.returncode == os.EX_UNAVAILABLE else TOO_LONG)
    return made.stdout


def main() -> None:
    """In the other process: HTML comes in, PDF goes out."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError:
        # Pango, or another library of the system that it loads, is not there.
        sys.exit(os.EX_UNAVAILABLE)

    class Nothing(URLFetcher):
        def fetch(self, url: str, headers: object = None) -> None:
            raise PermissionError("A receipt fetches nothing.")

    html = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(
        HTML(string=html, url_fetcher=Nothing()).write_pdf(pdf_variant="pdf/ua-1")
    )


if __name__ == "__main__":
    main()
