"""What the server answers: the page, the rows that it shows, and corrections. No path leads to a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from onrecord.core.problem import OnRecordError
from onrecord.show.page import page
from onrecord.show.serve.asking import (
    LONGEST_TOGETHER,
    BadRequest,
    asked_of,
    list_in,
    number_in,
    text_in,
    texts_in,
)
from onrecord.show.serve.guard import Guard, who_asks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from onrecord.show.serve.desk import Corrected, Decided, Desk
    from onrecord.show.serve.guard import Keys

KINDS = ("accept", "reject", "edit")
MARKS = ("tag", "note", "star")
LONGEST_QUOTATION = 2000  # characters
MOST_DRAWN = 2000  # entries
MOST_WHOLE = 200  # entries at once
QUICK = 1  # of 9: nothing is far on this machine, and ten megabytes at 9 take a second


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
        return _json(self._at(request).views())

    def entries(self, request: Request) -> Response:
        """Return some entries whole: `ids`, with commas between them."""
        ids = [one for one in request.query_params.get("ids", "").split(",") if one]
        if not ids or len(ids) > MOST_WHOLE:
            raise BadRequest(f"say which entries: 1 to {MOST_WHOLE} ids, with commas between them")
        return JSONResponse({"entries": self._at(request).entries(ids)})

    def search(self, request: Request) -> Response:
        """Return where the words `q` stand."""
        text = request.query_params.get("q", "")
        if not text.strip() or len(text) > LONGEST_QUOTATION:
            raise BadRequest(f"what is looked for has 1 to {LONGEST_QUOTATION:,} characters")
        return JSONResponse(self._at(request).search(text)._asdict())

    def texts(self, request: Request) -> Response:
        """Return the texts of all reports, with their entries marked."""
        return _json(self._at(request).texts())

    def text(self, request: Request) -> Response:
        """Return the text of one report: `id`, its id or path in the record."""
        report = request.query_params.get("id", "")
        if not report:
            raise BadRequest("say which report: its id")
        return _json(self._at(request).text(report))

    async def correct(self, request: Request) -> Response:
        """Accept, reject or edit an entry."""
        asked = await asked_of(request)
        kind, entry = text_in(asked, "kind"), text_in(asked, "entry")
        changes = texts_in(asked, "changes")
        if kind not in KINDS or not entry:
            raise BadRequest("a correction needs an entry and its kind: accept, reject or edit")
        why = text_in(asked, "why")
        return _corrected(await run_in_threadpool(self._at(request).correct, kind, entry, changes, why))

    async def mark(self, request: Request) -> Response:
        """Lay a tag, a note or a star on an entry."""
        asked = await asked_of(request)
        kind, entry = text_in(asked, "kind"), text_in(asked, "entry")
        if kind not in MARKS or not entry:
            raise BadRequest("a mark needs an entry and its kind: tag, note or star")
        return _corrected(await run_in_threadpool(self._at(request).mark, kind, entry, text_in(asked, "text")))

    async def preset(self, request: Request) -> Response:
        """Keep a filter under a name."""
        asked = await asked_of(request)
        name, conditions = text_in(asked, "name"), texts_in(asked, "conditions")
        return _corrected(await run_in_threadpool(self._at(request).preset, name, conditions))

    async def merge(self, request: Request) -> Response:
        """Say that one actor is another."""
        asked = await asked_of(request)
        actor, into = text_in(asked, "actor"), text_in(asked, "into")
        if not actor or not into:
            raise BadRequest("say which actor is which")
        return _corrected(await run_in_threadpool(self._at(request).merge, actor, into))

    async def decide(self, request: Request) -> Response:
        """Accept or reject all the entries named, or none."""
        asked = await asked_of(request, LONGEST_TOGETHER)
        kind, entries = text_in(asked, "kind"), list_in(asked, "entries")
        if kind not in KINDS[:2]:
            raise BadRequest("what is decided together is accept or reject")
        return _decided(await run_in_threadpool(self._at(request).decide, kind, entries))

    async def take_back(self, request: Request) -> Response:
        """Take corrections back together."""
        asked = await asked_of(request, LONGEST_TOGETHER)
        corrections, entries = list_in(asked, "corrections"), list_in(asked, "entries")
        return _decided(await run_in_threadpool(self._at(request).take_back, corrections, entries))

    def quoted(self, request: Request) -> Response:
        """Say what the reports have of a quotation: `words`, and `by`, who is said to have said it."""
        words, by = (request.query_params.get(name, "") for name in ("words", "by"))
        if not words.strip() or len(words) > LONGEST_QUOTATION:
            raise BadRequest(f"a quotation has 1 to {LONGEST_QUOTATION:,} characters")
        return JSONResponse(self._at(request).quoted(words, by[:200]))

    def audit(self, request: Request) -> Response:
        """Return the draw of a `seed`, so many as `sample` says, with what is judged of it."""
        asked = request.query_params
        size = number_in(asked.get("sample", ""), "sample", MOST_DRAWN)
        return JSONResponse(self._at(request).audit(size, number_in(asked.get("seed", ""), "seed", 999_999_999)))

    async def judge(self, request: Request) -> Response:
        """Keep a verdict on a field of an entry."""
        asked = await asked_of(request)
        entry, field, right = text_in(asked, "entry"), text_in(asked, "field"), asked.get("right")
        if not entry or not field or not isinstance(right, bool):
            raise BadRequest("a verdict needs an entry, a field, and whether it is right")
        await run_in_threadpool(partial(self._at(request).judge, entry, field, right=right))
        return JSONResponse({"entry": entry, "field": field, "right": right})

    async def undo(self, request: Request) -> Response:
        """Take a correction back."""
        asked = await asked_of(request)
        correction, entry = text_in(asked, "correction"), text_in(asked, "entry")
        if not correction:
            raise BadRequest("say which correction")
        return _corrected(await run_in_threadpool(self._at(request).undo, correction, entry))

    def _at(self, request: Request) -> Desk:
        """Return the desk as whoever asks stands at it."""
        return self._desk.by(who_asks(request.scope))


def app(desk: Desk, title: str, keys: Keys, more: Sequence[Route] = ()) -> Starlette:
    """Return the application; `more` are routes besides those of a record."""
    answers = Answers(desk, title)
    return Starlette(
        routes=[
            Route("/", answers.page),
            Route("/api/views", answers.views),
            Route("/api/entries", answers.entries),
            Route("/api/search", answers.search),
            Route("/api/texts", answers.texts),
            Route("/api/report", answers.text),
            Route("/api/correct", answers.correct, methods=["POST"]),
            Route("/api/merge", answers.merge, methods=["POST"]),
            Route("/api/mark", answers.mark, methods=["POST"]),
            Route("/api/preset", answers.preset, methods=["POST"]),
            Route("/api/undo", answers.undo, methods=["POST"]),
            Route("/api/decide", answers.decide, methods=["POST"]),
            Route("/api/take-back", answers.take_back, methods=["POST"]),
            Route("/api/quote", answers.quoted),
            Route("/api/audit", answers.audit),
            Route("/api/judge", answers.judge, methods=["POST"]),
            *more,
        ],
        middleware=[
            Middleware(Guard, keys=keys),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=QUICK),
        ],
        exception_handlers={OnRecordError: _fault},
    )


def _corrected(done: Corrected) -> Response:
    return JSONResponse({"correction": done.correction, "entries": done.entries})


def _decided(done: Decided) -> Response:
    return JSONResponse({"corrections": done.corrections, "entries": done.entries})


def _json(content: bytes) -> Response:
    return Response(content, media_type="application/json")


def _fault(request: Request, error: Exception) -> Response:
    del request
    return JSONResponse({"error": str(error)}, 400)
