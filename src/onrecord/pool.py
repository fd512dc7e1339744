"""Workers under bounds: each piece of work has a time and a memory limit that it cannot exceed for the others.

A worker that outlasts the time limit, or dies, is replaced, and its piece of work comes back as `Failed`; all
other results are unharmed. Results come in the order of the work, whichever worker is done first, so that a build
does not depend on timing.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

Work = TypeVar("Work")
Result = TypeVar("Result")

# How far ahead of the slowest piece of work results may pile up, for each worker: bounds memory.
AHEAD = 16
_ASKED_TO_END = (signal.SIGINT, signal.SIGTERM)
_SIGNAL_AT_PARENTS_DEATH = 1  # PR_SET_PDEATHSIG of Linux's prctl


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one piece of work may take: seconds of wall clock, bytes of memory beyond those at the start."""

    seconds: float = 180.0
    memory: int = 3 << 30


@dataclass(frozen=True, slots=True)
class Failed:
    """A piece of work that did not come back: `slow` (over its time) or `died` (memory, or a crash)."""

    why: str


class _Worker(Generic[Work, Result]):
    """One process and the line to it."""

    def __init__(self, function: Callable[[Work], Result], bounds: Bounds, others: Iterable[Connection]) -> None:
        # Forked where that can be: a forked worker has the language pipeline at once, and shares its memory.
        context: BaseContext = multiprocessing.get_context("fork" if _can_fork() else "spawn")
        self.line, far = context.Pipe()
        # A forked worker holds our ends of all lines too: while it does, none of them ends when we do.
        ours = (self.line, *others) if _can_fork() else ()
        self.process: BaseProcess = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(function, far, bounds.memory, os.getpid(), ours), daemon=True
        )
        with _unheard():
            self.process.start()
        far.close()
        self.busy_with: int | None = None
        self.since = 0.0

    def give(self, number: int, work: Work) -> None:
        self.busy_with = number
        self.since = time.monotonic()
        self.line.send(work)

    def heard(self) -> Result | Failed:
        """Return the result that it sends, and be free; one that has died sends none."""
        try:
            result: Result = self.line.recv()
        except (EOFError, OSError):
            return Failed("died")
        self.busy_with = None
        return result

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.line.close()


def run_bounded(
    function: Callable[[Work], Result], work: Iterable[Work], *, workers: int, bounds: Bounds
) -> Iterator[Result | Failed]:
    """Yield `function(piece)` for each piece of work, in order.

    Args:
        function: Must be importable (or bound to picklable objects) where processes cannot fork.
        work: Taken lazily.
        workers: How many processes.
        bounds: What one piece may take.
    """
    crew: list[_Worker[Work, Result]] = []
    pending = enumerate(work)
    done: dict[int, Result | Failed] = {}
    next_out = 0
    exhausted = False
    try:
        while True:
            while not exhausted:
                idle = _idle(crew, function, bounds, workers, len(done))
                if idle is None:
                    break
                piece = next(pending, None)
                if piece is None:
                    exhausted = True
                else:
                    idle.give(*piece)
            while next_out in done:
                yield done.pop(next_out)
                next_out += 1
            if any(worker.busy_with is not None for worker in crew):
                _collect(crew, done, bounds)
            elif exhausted:
                return
    finally:
        for worker in crew:
            worker.stop()


def _idle(
    crew: list[_Worker[Work, Result]],
    function: Callable[[Work], Result],
    bounds: Bounds,
    workers: int,
    waiting: int,
) -> _Worker[Work, Result] | None:
    """Return a worker with nothing to do, a new one if the crew is not complete, or None."""
    if waiting > AHEAD * workers:
        return None
    for worker in crew:
        if worker.busy_with is None:
            return worker
    if len(crew) < workers:
        crew.append(_Worker(function, bounds, [worker.line for worker in crew]))
        return crew[-1]
    return None


def _collect(crew: list[_Worker[Work, Result]], done: dict[int, Result | Failed], bounds: Bounds) -> None:
    """Wait for the next result, death or time limit, and take it in."""
    busy = deque(worker for worker in crew if worker.busy_with is not None)
    nearest = min(worker.since for worker in busy) + bounds.seconds
    ready = wait([worker.line for worker in busy], max(0.0, nearest - time.monotonic()))
    for worker in busy:
        number = worker.busy_with
        assert number is not None
        if worker.line in ready:
            done[number] = worker.heard()
        elif time.monotonic() - worker.since >= bounds.seconds:
            done[number] = Failed("slow")
        if isinstance(done.get(number), Failed):
            crew.remove(worker)
            worker.stop()


@contextmanager
def _unheard() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM wait: in the hooks that Python runs around a fork an interruption would be lost.

    Not by a mask, which holds for one thread: another would be handed the signal, and the main one would hear it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is ever interrupted
        return
    heard: list[int] = []
    before = {number: signal.signal(number, lambda sent, _: heard.append(sent)) for number in _ASKED_TO_END}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        for sent in heard:
            signal.raise_signal(sent)


def _serve(
    function: Callable[[Work], Result], line: Connection, memory: int, parent: int, ours: tuple[Connection, ...]
) -> None:
    """Work until the line closes. Runs in the worker's process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and stops us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for end in ours:
        end.close()
    die_with(parent)
    _limit_memory(memory)
    while True:
        try:
            work = line.recv()
        except EOFError:
            return
        try:
            result: Result | Failed = function(work)
        except MemoryError:
            result = Failed("died")
        line.send(result)


def die_with(parent: int) -> None:
    """Ask the system to end this process when its parent ends, however that comes; where it can."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_SIGNAL_AT_PARENTS_DEATH, signal.SIGKILL)
    except (OSError, AttributeError, TypeError):
        return
    if os.getppid() != parent:  # it ended before we could ask
        os._exit(1)


def _limit_memory(more: int) -> None:
    """Allow this process `more` bytes beyond what it has now, where the system can limit that."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):
        return
    now = pages * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + more, now + more))


def _can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()
