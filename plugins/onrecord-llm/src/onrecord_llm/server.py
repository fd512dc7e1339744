"""Asking a server that speaks as OpenAI's does (`POST .../chat/completions`), over a connection for each question.

Nothing is followed or unpacked, and no proxy is used: what is asked goes to the address that the user named. An
answer may come slowly, never end or be no answer: time and bytes are bounded from the first byte to the last.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import ssl
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from onrecord_llm.faults import NoAnswer
from onrecord_llm.prompt import MOST_TOKENS, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord_llm.prompt import Message
    from onrecord_llm.settings import Address, Settings

_MOST_BYTES = 1 << 20
_LETTERS_A_TOKEN = 3  # fewer than there are in any common language: what is reckoned by it is not too little
_PAUSE = 1.0  # seconds before a server that is too busy is asked again
_KNOWS_NO_SCHEMA = (400, 422)
_BUSY = (429, 502, 503, 504)


class Reply(NamedTuple):
    """What a server answered, and what that cost in tokens."""

    words: str
    tokens: int


@dataclass(slots=True)
class Server:
    """A server, as the settings name it.

    Attributes:
        settings: What the user says.
    """

    settings: Settings
    _schema: bool = field(default=True)

    def body(self, messages: Sequence[Message]) -> str:
        """Return what is asked, as JSON; whether the server is told the form of an answer is no part of it."""
        told = {
            "model": self.settings.model,
            "messages": list(messages),
            "temperature": 0,
            "max_tokens": MOST_TOKENS,
            "stream": False,
        }
        return json.dumps(told, ensure_ascii=True)

    def most(self, body: str) -> int:
        """Return how many tokens a question and its answer may cost at most."""
        return len(body) // _LETTERS_A_TOKEN + MOST_TOKENS

    def ask(self, body: str, seconds: float) -> Reply:
        """Return the answer to a question.

        Raises:
            NoAnswer: None came in time, or what came is none.
        """
        deadline = time.monotonic() + seconds
        status, content = self._sent(body, deadline)
        if status in _KNOWS_NO_SCHEMA and self._schema:
            self._schema = False
            status, content = self._sent(body, deadline)
        if status in _BUSY and time.monotonic() + _PAUSE < deadline:
            time.sleep(_PAUSE)
            status, content = self._sent(body, deadline)
        if status != 200:
            raise NoAnswer(f"the server answered with status {status}")
        words, told = _read(content)
        return Reply(words, max(told, (len(body) + len(words)) // (2 * _LETTERS_A_TOKEN)))

    def _sent(self, body: str, deadline: float) -> tuple[int, bytes]:
        """Return status and content of what comes back, both within time and size."""
        address, left = self.settings.address, max(0.01, deadline - time.monotonic())
        connection = _connection(address, left)
        line: list[socket.socket] = []  # once it stands; a response takes it out of its connection
        was_cut = threading.Event()
        late = threading.Timer(left, _cut, (connection, line, was_cut))
        late.daemon = True
        late.start()
        try:
            connection.connect()
            line.append(connection.sock)
            connection.request("POST", f"{address.path}/chat/completions", self._dressed(body), self._headers())
            response = connection.getresponse()
            content = response.read(_MOST_BYTES + 1)
            if was_cut.is_set():  # what came is only the beginning
                raise TimeoutError
            return self._checked(response, content)
        except (TimeoutError, http.client.HTTPException, OSError, ValueError) as error:
            over = f"no answer came within {self.settings.seconds:g} seconds"
            cannot = f"the server at {address} {'broke off' if line else 'cannot be reached'} ({_why(error)})"
            raise NoAnswer(over if time.monotonic() >= deadline - 0.05 else cannot, spent=bool(line)) from error
        finally:
            late.cancel()
            connection.close()

    def _checked(self, response: http.client.HTTPResponse, content: bytes) -> tuple[int, bytes]:
        if len(content) > _MOST_BYTES:
            raise NoAnswer(f"an answer had more than {_MOST_BYTES >> 20} MiB", ends=False, spent=True)
        if response.getheader("Content-Encoding", "identity") != "identity":
            raise NoAnswer("an answer was packed, which was not asked for", spent=True)
        return response.status, content

    def _dressed(self, body: str) -> bytes:
        """Return a question with the form of its answer, unless the server knows no forms."""
        if not self._schema:
            return body.encode()
        form = {"type": "json_schema", "json_schema": {"name": "entries", "strict": True, "schema": SCHEMA}}
        return f'{body[:-1]}, "response_format": {json.dumps(form)}}}'.encode()

    def _headers(self) -> dict[str, str]:
        told = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
        return told | ({"Authorization": f"Bearer {self.settings.key}"} if self.settings.key else {})


def _connection(address: Address, seconds: float) -> http.client.HTTPConnection:
    if not address.secure:
        return http.client.HTTPConnection(address.host, address.port, timeout=seconds)
    known = ssl.create_default_context()  # the machine's own authorities
    return http.client.HTTPSConnection(address.host, address.port, timeout=seconds, context=known)


def _cut(connection: http.client.HTTPConnection, line: list[socket.socket], was_cut: threading.Event) -> None:
    """Break off a connection from outside: one that sends a byte a second never exceeds a socket's own limit."""
    was_cut.set()
    with contextlib.suppress(OSError, AttributeError):
        (line[0] if line else connection.sock).shutdown(socket.SHUT_RDWR)


def _why(error: Exception) -> str:
    """Return the system's words for an error; those of a server are nobody's to print."""
    return (isinstance(error, OSError) and error.strerror) or type(error).__name__


def _read(content: bytes) -> tuple[str, int]:
    """Return the words of an answer, and the tokens that the server says it cost."""
    try:
        told = json.loads(content)
        words = told["choices"][0]["message"]["content"]
        usage = told.get("usage") or {}
        tokens = usage.get("total_tokens", 0)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise NoAnswer("what the server sent is no answer to a question", ends=False, spent=True) from None
    if not isinstance(words, str):
        raise NoAnswer("what the server sent has no words in it", ends=False, spent=True)
    return words, tokens if isinstance(tokens, int) and 0 <= tokens < 1 << 40 else 0
