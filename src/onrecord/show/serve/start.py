"""What `onrecord start` answers besides the record: files are dropped, read, and a dispute file is proposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from onrecord.record import open as open_record
from onrecord.show.proposal import proposal
from onrecord.show.serve.asking import BadRequest, asked_of, text_in
from onrecord.show.serve.tray import REPORTS
from onrecord.writing import written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.requests import Request

    from onrecord.show.serve.reading_apart import ReadingApart
    from onrecord.show.serve.tray import Tray


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where somebody makes a record without a terminal.

    Attributes:
        record: Where the record lies, or will.
        dispute: Where the dispute file lies, or will.
        tray: The dropped files.
        reading: Reads them into the record.
        check: Raises an `OnRecordError` where a text is no dispute file.
    """

    record: Path
    dispute: Path
    tray: Tray
    reading: ReadingApart
    check: Callable[[str], object]

    def routes(self) -> list[Route]:
        """Return the routes to it."""
        return [
            Route("/api/start", self.state),
            Route("/api/start/drop", self.drop, methods=["POST"]),
            Route("/api/start/read", self.read, methods=["POST"]),
            Route("/api/start/stop", self.stop, methods=["POST"]),
            Route("/api/start/proposal", self.propose),
            Route("/api/start/dispute", self.settle, methods=["POST"]),
        ]

    def state(self, request: Request) -> Response:
        """Tell what was dropped, how far reading is, and where all lies."""
        del request
        files = [{name: one[name] for name in ("name", "was", "size")} for one in self.tray.files()]
        return JSONResponse(
            {
                "folder": str(self.tray.folder),
                "record": str(self.record),
                "made": self.record.exists(),
                "files": files,
                "reading": self.reading.state(),
                "dispute": self.dispute.read_text(encoding="utf-8") if self.dispute.exists() else "",
            }
        )

    async def drop(self, request: Request) -> Response:
        """Copy one file; its name is in the address, its content is the body."""
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/octet-stream":
            raise BadRequest("a file comes as application/octet-stream")
        before = {one["name"] for one in self.tray.files()}
        kept = await self.tray.take(request.query_params.get("name", ""), request.stream())
        return JSONResponse({"name": kept["name"], "again": kept["name"] in before})

    async def read(self, request: Request) -> Response:
        """Begin to read what was dropped."""
        await asked_of(request)
        if not self.tray.files():
            raise BadRequest("there is nothing to read; drop a file first")
        await run_in_threadpool(self.reading.begin)
        return JSONResponse(self.reading.state())

    async def stop(self, request: Request) -> Response:
        """End the reading."""
        await asked_of(request)
        await run_in_threadpool(self.reading.stop)
        return JSONResponse(self.reading.state())

    def propose(self, request: Request) -> Response:
        """Propose a dispute file for what was read."""
        del request
        with open_record(self.record) as record:
            return JSONResponse({"text": proposal(record, self.tray.folder.name, [REPORTS])})

    async def settle(self, request: Request) -> Response:
        """Keep a dispute file."""
        text = text_in(await asked_of(request), "text")
        await run_in_threadpool(self._keep, text)
        return JSONResponse({"dispute": text})

    def _keep(self, text: str) -> None:
        self.check(text)
        with written(self.dispute) as target:
            target.write(text.encode())
