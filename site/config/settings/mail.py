"""From the environment's EMAIL_URL to Django's settings of outgoing mail."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
#: Seconds in which a mail server must answer; well within the time that one attempt may take.
PATIENCE = 60


def mail(url: str, folder: Path) -> dict[str, Any]:
    """`smtp://host`, `smtp+tls://user:password@host:587`, `smtps://host`, or nothing: files in `folder`.

    `smtp+tls` begins in the clear and goes on encrypted (STARTTLS); `smtps` is encrypted from the
    first byte. Raises ValueError when the address is none of these.
    """
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": folder,
        }
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError(
            f"EMAIL_URL begins with {parts.scheme or 'nothing'}://; expected smtp://host, "
            "smtp+tls://user:password@host or smtps://user:password@host."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": PATIENCE,
    }
