"""Reading reports in a process of its own, so that the page stays quick and a fault in one harms nothing else."""

from __future__ import annotations

import multiprocessing
from threading import Lock, Thread
from typing import TYPE_CHECKING, TypedDict

from onrecord.core.problem import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    # Reads all reports, telling how many of how many are done; returns what it did, in one sentence.
    Read = Callable[[Callable[[int, int | None], None]], str]


class ReadingGoesOn(OnRecordError):
    """Reports are being read already."""


class State(TypedDict):
    """How far reading is: waiting, reading, done, stopped or failed; `said` tells the end in a sentence."""

    stage: str
    done: int
    of: int
    said: str


class ReadingApart:
    """One reading at a time, watched.

    Args:
        read: Is sent to the process; it must be importable there.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self._lock = Lock()
        self._process: BaseProcess | None = None
        self._state = State(stage="waiting", done=0, of=0, said="")

    def state(self) -> State:
        """Return how far it is."""
        with self._lock:
            return self._state.copy()

    def begin(self) -> None:
        """Begin to read.

        Raises:
            ReadingGoesOn: It is reading.
        """
        with self._lock:
            if self._state["stage"] == "reading":
                raise ReadingGoesOn("Reports are being read; wait until that is done, or stop it.")
            context = multiprocessing.get_context("spawn")
            near, far = context.Pipe(duplex=False)
            self._process = context.Process(target=_run, args=(self._read, far))
            self._process.start()
            far.close()
            self._state = State(stage="reading", done=0, of=0, said="")
        Thread(target=self._watch, args=(self._process, near), daemon=True).start()

    def stop(self) -> None:
        """End the reading, if it goes on: what is in stays in."""
        process = self._process
        if process and process.is_alive():
            self._tell(stage="stopped", said="Stopped. What was read is kept; read again to go on.")
            process.terminate()
            process.join()

    def _watch(self, process: BaseProcess, line: Connection) -> None:
        try:
            while True:
                stage, done, of, said = line.recv()
                self._tell(stage=stage, done=done, of=of, said=said)
        except EOFError:
            process.join()
        if process is self._process and self.state()["stage"] == "reading":
            self._tell(stage="failed", said="Reading broke off. Read again to go on.")

    def _tell(self, *, stage: str, said: str, done: int | None = None, of: int | None = None) -> None:
        with self._lock:
            before = self._state
            self._state = State(
                stage=stage,
                done=before["done"] if done is None else done,
                of=before["of"] if of is None else of,
                said=said,
            )


def _run(read: Read, line: Connection) -> None:
    """Read in the process of its own, and send how far it is."""
    far = [0, 0]

    def told(done: int, of: int | None) -> None:
        far[:] = [done, of or 0]
        line.send(("reading", *far, ""))

    try:
        said = read(told)
    except OnRecordError as error:
        line.send(("failed", *far, str(error)))
    else:
        line.send(("done", *far, said))
    finally:
        line.close()
