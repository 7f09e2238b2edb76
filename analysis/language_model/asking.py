"""Ask a model over HTTP, in the form that most servers of language models understand."""

from __future__ import annotations

import http.client
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from analysis.errors import InputError
from analysis.language_model import prompts

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
#: Bytes of an answer that are read; a paragraph has a few thousand.
LONGEST = 100_000


class NoAnswer(Exception):
    """No answer came in time, or none that can be read."""


@dataclass(frozen=True)
class Model:
    """The model called ``name`` of a server at ``address`` (its ``/chat/completions`` is asked).

    ``key`` is sent as a bearer token where there is one. Redirects are not followed and no proxy
    is used: the words go to this host or nowhere.
    """

    address: str
    name: str
    key: str = ""
    seconds: float = 60.0

    @classmethod
    def configured(cls, address: str, name: str, outside: bool) -> Model:
        """The model the options name; its key is in the environment as LANGUAGE_MODEL_KEY.

        Policy: nothing leaves the building. A host other than this machine is refused unless
        ``outside`` says that the words of responses may be sent there. Raises InputError.
        """
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or not name:
            raise InputError(
                f"The language model {address!r} {name!r} cannot be asked: give an address such as "
                "http://localhost:8080/v1 as --language-model and the model's name as --model."
            )
        if parts.hostname not in LOOPBACK and not outside:
            raise InputError(
                f"The language model is at {parts.hostname}, which is another machine: words of "
                "responses would leave this one. Add --outside if that is allowed."
            )
        return cls(address.rstrip("/"), name, os.environ.get("LANGUAGE_MODEL_KEY", ""))

    def describe(self) -> dict[str, str]:
        """The host, the model and the digest of its instructions, for the record of a run."""
        host = urlsplit(self.address).hostname or ""
        return {"host": host, "model": self.name, "instructions": prompts.digest()}

    def ask(self, prompt: str) -> str:
        """The model's answer to ``prompt``. Raises NoAnswer."""
        body = {
            "model": self.name,
            "temperature": 0,
            "seed": 0,
            "messages": [
                {"role": "system", "content": prompts.SYSTEM},
                {"role": "user", "content": prompt},
            ],
        }
        try:
            answer = self._post(body)
            said = answer["choices"][0]["message"]["content"]
        except (OSError, http.client.HTTPException, ValueError, LookupError, TypeError) as error:
            raise NoAnswer(type(error).__name__) from None
        if not isinstance(said, str):
            raise NoAnswer("no text")
        return said

    def _post(self, body: Mapping[str, Any]) -> Any:
        parts = urlsplit(self.address)
        kind = (
            http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        )
        connection = kind(parts.hostname or "", parts.port, timeout=self.seconds)
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        try:
            connection.request(
                "POST", f"{parts.path}/chat/completions", json.dumps(body).encode(), headers
            )
            response = connection.getresponse()
            if response.status != http.client.OK:
                raise NoAnswer(f"status {response.status}")
            return json.loads(response.read(LONGEST))
        finally:
            connection.close()
