"""A server on this machine that speaks as a language model's does, and answers what a test wants, however bad."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Asked = dict[str, Any]
    Answers = Callable[["Handler", Asked], str | bytes | None]


class Handler(BaseHTTPRequestHandler):
    """Answers one question: words are put in the usual form, bytes sent as they are, None was answered already."""

    protocol_version = "HTTP/1.1"
    server: FakeServer

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        asked["headers"] = dict(self.headers)
        self.server.asked.append(asked)
        answer = self.server.answers(self, asked)
        if isinstance(answer, str):
            answer = json.dumps(
                {"choices": [{"message": {"content": answer}}], "usage": {"total_tokens": 900}}
            ).encode()
        if answer is not None:
            self.reply(200, answer)

    def reply(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, text in headers.items():
            self.send_header(name.replace("_", "-"), text)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        del format, args


class FakeServer(ThreadingHTTPServer):
    """The server, and all that it was asked."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, answers: Answers) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = answers
        self.asked: list[Asked] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of connections that the other side broke off: some tests have it do so."""


@contextmanager
def serving(answers: Answers) -> Iterator[FakeServer]:
    """Run a server as long as a test needs it."""
    server = FakeServer(answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def sentences(asked: Asked) -> dict[int, str]:
    """Return the numbered sentences of a question."""
    told = json.loads(asked["messages"][1]["content"])
    return {int(number): words for number, words in told["sentences"].items()}


def entries(*given: object) -> str:
    """Return an answer with some entries."""
    return json.dumps({"entries": given}, ensure_ascii=False)


def statement(sentence: object, quotation: object, **more: object) -> dict[str, object]:
    told = {"kind": "statement", "sentence": sentence, "quotation": quotation, "who": None, "whom": None}
    return {**told, "act": "assert", "sure": 80, **more}


def event(sentence: object, quotation: object, **more: object) -> dict[str, object]:
    told = {"kind": "event", "sentence": sentence, "quotation": quotation, "who": None, "whom": None}
    return {**told, "root": "ASSAULT", "status": "happened", "sure": 90, **more}
