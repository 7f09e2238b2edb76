"""Which languages a site offers: the environment's SITE_LANGUAGES, such as "en-gb,cy"; the first is its own.

Editors write in the site's own language; whatever no catalogue translates is in English.
"""

from pathlib import Path

from django.conf.locale import LANG_INFO

ENGLISH = "en-gb"


def languages(codes: str, catalogues: Path) -> list[tuple[str, str]]:
    """Each code with the name the language gives itself. Raises ValueError for one without catalogue."""
    asked = list(dict.fromkeys(code.strip().lower() for code in codes.split(",") if code.strip()))
    return [(code, name_of(code, catalogues)) for code in asked or [ENGLISH]]


def name_of(code: str, catalogues: Path) -> str:
    if code == ENGLISH:
        return "English"
    there = sorted(path.parents[1].name for path in catalogues.glob("*/LC_MESSAGES/django.mo"))
    if code not in LANG_INFO or code not in there:
        raise ValueError(
            f"SITE_LANGUAGES names “{code}”, which has no catalogue; there are {ENGLISH}, "
            f"{', '.join(there)}. See docs/deploying.md for how to add one."
        )
    return str(LANG_INFO[code]["name_local"])
