"""E-mails into parts: the words somebody wrote, what they quoted, and what they attached.

The plain text of a message is preferred to its HTML. A message attached to a message is read with
it; other attachments become files of their own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

from consultation.responses.intake.particulars import of_message, of_outlook
from consultation.responses.intake.plain import decoded, of_html, paragraphs
from consultation.responses.intake.text import Attached, Part, ReadText, assembled

MOST_ATTACHED = 50
DEEPEST = 5
QUOTES = re.compile(
    r"^(?:-{3,}\s*(?:Original Message|Forwarded message)\s*-{3,}|On .{5,200} wrote:"
    r"|From: .+\n(?:Sent|Date|To): .+|Begin forwarded message:)[ \t]*$",
    re.M | re.I,
)
SIGNATURE = re.compile(r"^-- ?$", re.M)
QUOTED = "It quotes an earlier message. What is quoted is kept, and may be somebody else’s words."
SIGNED = "It ends in a signature, which is kept."


class Message:
    """One e-mail being read, with those attached to it."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.notes: list[str] = []
        self.attached: list[Attached] = []

    def read(self, message: EmailMessage, depth: int = 0) -> None:
        """The subject, then the body, then messages attached to it."""
        subject = str(message["Subject"] or "")
        self.parts.append(Part(subject, where="header" if depth else "body", level=1))
        self.enter(message, depth)

    def enter(self, message: EmailMessage, depth: int) -> None:
        """One part of the message, of whatever kind."""
        kind = message.get_content_type()
        if kind == "multipart/alternative":
            self.choose(message, depth)
        elif kind == "message/rfc822":
            self.attached_message(message, depth)
        elif message.is_multipart():
            for one in message.iter_parts():
                self.enter(cast(EmailMessage, one), depth)
        elif message.get_filename() or message.get_content_maintype() != "text":
            self.attach(message)
        else:
            words = text_of(message)
            self.say(of_html(words) if kind == "text/html" else words)

    def choose(self, message: EmailMessage, depth: int) -> None:
        """Of the same words in several forms, the plainest that has any."""
        forms = [cast(EmailMessage, one) for one in message.iter_parts()]
        plain = [one for one in forms if one.get_content_type() == "text/plain"]
        if plain and text_of(plain[0]).strip():
            # Pictures and files may hang on the other form.
            rest = [one for one in forms if one.is_multipart()]
            self.enter(plain[0], depth)
            for one in rest:
                for inner in one.walk():
                    if not inner.is_multipart() and inner.get_content_maintype() != "text":
                        self.attach(inner)
        elif forms:
            self.enter(forms[-1], depth)

    def attached_message(self, message: EmailMessage, depth: int) -> None:
        if depth >= DEEPEST:
            self.notes.append("Messages are attached to messages too deep to be read.")
            return
        for inner in message.iter_parts():
            self.read(cast(EmailMessage, inner), depth + 1)

    def attach(self, message: EmailMessage) -> None:
        """Put an attachment by; a picture within the text is noted only."""
        name = message.get_filename() or f"attachment.{message.get_content_subtype()}"
        if (
            message.get_content_maintype() == "image"
            and message.get_content_disposition() != "attachment"
        ):
            self.notes.append(f"A picture stands in the message and is not shown here: {name}.")
            return
        payload = message.get_payload(decode=True)
        self.add(name, payload if isinstance(payload, bytes) else b"")

    def add(self, name: str, content: bytes) -> None:
        """Another attachment, as long as there are not too many."""
        if len(self.attached) < MOST_ATTACHED:
            self.attached.append(Attached(name, content))
        else:
            self.notes.append(
                f"More than {MOST_ATTACHED} files are attached; not kept apart: {name}."
            )

    def say(self, words: str) -> None:
        """Words of a body: their own, then what they quote."""
        words = words.replace("\r\n", "\n")
        begins = QUOTES.search(words)
        own, quoted = (words[: begins.start()], words[begins.start() :]) if begins else (words, "")
        signed = SIGNATURE.search(own)
        own, signature = (own[: signed.start()], own[signed.start() :]) if signed else (own, "")
        self.parts += self.marked(own)
        self.parts += paragraphs(signature, "signature")
        self.parts += paragraphs(quoted, "quoted")
        self.notes += [SIGNED] * bool(signature) + [QUOTED] * bool(quoted)

    def marked(self, own: str) -> list[Part]:
        """Paragraphs; lines marked ">" are somebody else's."""
        found: list[Part] = []
        for part in paragraphs(own):
            lines = part.text.split("\n")
            runs: list[tuple[bool, list[str]]] = []
            for line in lines:
                theirs = line.startswith(">")
                if not runs or runs[-1][0] != theirs:
                    runs.append((theirs, []))
                runs[-1][1].append(line)
            if any(theirs for theirs, _ in runs) and QUOTED not in self.notes:
                self.notes.append(QUOTED)
            found += [
                Part("\n".join(words), where="quoted" if theirs else "body")
                for theirs, words in runs
            ]
        return found


def text_of(message: EmailMessage) -> str:
    """The characters of a text part, whatever it says of its encoding."""
    try:
        return str(message.get_content())
    except (LookupError, KeyError, UnicodeError, ValueError):
        payload = message.get_payload(decode=True)
        return decoded(payload)[0] if isinstance(payload, bytes) else ""


def read_eml(content: bytes) -> ReadText:
    """The text of an e-mail as servers send it (RFC 5322)."""
    found, message = Message(), message_from_bytes(content, policy=default)
    found.read(message)
    text = assembled("eml", found.parts, dict.fromkeys(found.notes), found.attached)
    return replace(text, particulars=of_message(message))


def read_msg(content: bytes) -> ReadText:
    """The text of an Outlook message."""
    from oxmsg import Message as Outlook

    given, found = Outlook.load(content), Message()
    found.parts.append(Part(given.subject, level=1))
    found.say(given.body or of_html(given.html_body or ""))
    for one in given.attachments:
        name = one.file_name or "attachment"
        data = one.file_bytes
        if data is None:
            found.notes.append(f"An attachment could not be read; open the original: {name}.")
        else:
            found.add(name, data)
    text = assembled("msg", found.parts, dict.fromkeys(found.notes), found.attached)
    return replace(text, particulars=of_outlook(given))
