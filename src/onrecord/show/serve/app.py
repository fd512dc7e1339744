"""What the server answers: the page, the rows that it shows, and corrections. No path leads to a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from onrecord.core.problem import OnRecordError
from onrecord.show.page import page
from onrecord.show.serve.guard import Guard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from onrecord.show.serve.desk import Corrected, Desk
    from onrecord.show.serve.guard import Keys

LONGEST = 64_000  # bytes of what a correction may say
KINDS = ("accept", "reject", "edit")
MARKS = ("tag", "note", "star")


class BadRequest(OnRecordError):
    """The page asked for something in a form that the server does not take."""


class Answers:
    """The answers of a server about one record."""

    def __init__(self, desk: Desk, title: str) -> None:
        self._desk = desk
        self._page = page(title)

    def page(self, request: Request) -> Response:
        """Return the page."""
        del request
        return HTMLResponse(self._page)

    def views(self, request: Request) -> Response:
        """Return the record as rows."""
        del request
        return _json(self._desk.views())

    def texts(self, request: Request) -> Response:
        """Return the texts of all reports, with their entries marked."""
        del request
        return _json(self._desk.texts())

    def text(self, request: Request) -> Response:
        """Return the text of one report: `id`, its id or path in the record."""
        report = request.query_params.get("id", "")
        if not report:
            raise BadRequest("say which report: its id")
        return _json(self._desk.text(report))

    async def correct(self, request: Request) -> Response:
        """Accept, reject or edit an entry."""
        asked = await _asked(request)
        kind, entry = _text(asked, "kind"), _text(asked, "entry")
        changes = _texts(asked, "changes")
        if kind not in KINDS or not entry:
            raise BadRequest("a correction needs an entry and its kind: accept, reject or edit")
        why = _text(asked, "why")
        return _corrected(await run_in_threadpool(self._desk.correct, kind, entry, changes, why))

    async def mark(self, request: Request) -> Response:
        """Lay a tag, a note or a star on an entry."""
        asked = await _asked(request)
        kind, entry = _text(asked, "kind"), _text(asked, "entry")
        if kind not in MARKS or not entry:
            raise BadRequest("a mark needs an entry and its kind: tag, note or star")
        return _corrected(await run_in_threadpool(self._desk.mark, kind, entry, _text(asked, "text")))

    async def preset(self, request: Request) -> Response:
        """Keep a filter under a name."""
        asked = await _asked(request)
        name, conditions = _text(asked, "name"), _texts(asked, "conditions")
        return _corrected(await run_in_threadpool(self._desk.preset, name, conditions))

    async def merge(self, request: Request) -> Response:
        """Say that one actor is another."""
        asked = await _asked(request)
        actor, into = _text(asked, "actor"), _text(asked, "into")
        if not actor or not into:
            raise BadRequest("say which actor is which")
        return _corrected(await run_in_threadpool(self._desk.merge, actor, into))

    async def undo(self, request: Request) -> Response:
        """Take a correction back."""
        asked = await _asked(request)
        correction, entry = _text(asked, "correction"), _text(asked, "entry")
        if not correction:
            raise BadRequest("say which correction")
        return _corrected(await run_in_threadpool(self._desk.undo, correction, entry))


def app(desk: Desk, title: str, keys: Keys) -> Starlette:
    """Return the application."""
    answers = Answers(desk, title)
    return Starlette(
        routes=[
            Route("/", answers.page),
            Route("/api/views", answers.views),
            Route("/api/texts", answers.texts),
            Route("/api/report", answers.text),
            Route("/api/correct", answers.correct, methods=["POST"]),
            Route("/api/merge", answers.merge, methods=["POST"]),
            Route("/api/mark", answers.mark, methods=["POST"]),
            Route("/api/preset", answers.preset, methods=["POST"]),
            Route("/api/undo", answers.undo, methods=["POST"]),
        ],
        middleware=[Middleware(Guard, keys=keys), Middleware(GZipMiddleware, minimum_size=1000)],
        exception_handlers={OnRecordError: _fault},
    )


async def _asked(request: Request) -> dict[str, object]:
    """Return what a request says, as JSON of a bounded length."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise BadRequest("corrections come as application/json")
    said = b""
    async for part in request.stream():
        said += part
        if len(said) > LONGEST:
            raise BadRequest(f"a correction has at most {LONGEST} bytes")
    try:
        found = json.loads(said)
    except (ValueError, RecursionError):
        raise BadRequest("that is no JSON") from None
    if not isinstance(found, dict):
        raise BadRequest("a correction is a JSON object")
    return found


def _text(asked: Mapping[str, object], name: str) -> str:
    value = asked.get(name, "")
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _texts(asked: Mapping[str, object], name: str) -> dict[str, str]:
    given = asked.get(name, {})
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise BadRequest(f"the {name} are names with their values as text")
    return {key: _text(given, key) for key in given}


def _corrected(done: Corrected) -> Response:
    return JSONResponse({"correction": done.correction, "entries": done.entries})


def _json(content: bytes) -> Response:
    return Response(content, media_type="application/json")


def _fault(request: Request, error: Exception) -> Response:
    del request
    return JSONResponse({"error": str(error)}, 400)
