"""Entries whose words match a pattern of the reader's, in bounded time: one may take for ever on a sentence."""

from __future__ import annotations

import re
import signal
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from onrecord.record.errors import InvalidFilter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.record.port import Connection

SECONDS = 5.0


class _TooSlow(BaseException):
    """The time is over. Not an `Exception`: nothing on the way may take it for its own."""


def entries_that_match(connection: Connection, pattern: str) -> list[str]:
    """Return the ids of the entries in whose words a regular expression is found, whatever their case.

    It is looked for here, not by SQLite, which would keep Ctrl-C from being heard while it runs.

    Raises:
        InvalidFilter: It is none, or takes longer than `SECONDS`.
    """
    try:
        wanted = re.compile(pattern, re.IGNORECASE)
    except (re.error, RecursionError, OverflowError) as error:
        raise InvalidFilter("grep", pattern[:80], f"it is no regular expression ({error})") from error
    rows = connection.execute("SELECT id, words FROM entry WHERE words IS NOT NULL").fetchall()
    try:
        with _bounded(SECONDS) as is_over:
            return [entry for entry, words in rows if not is_over() and wanted.search(words)]
    except _TooSlow:
        why = f"it takes longer than {SECONDS:g} seconds; write it without a repetition inside another"
        raise InvalidFilter("grep", pattern[:80], why) from None


@contextmanager
def _bounded(seconds: float) -> Iterator[_Clock]:
    """End the block when the time is over: by an alarm where there is one, else when it next asks the clock."""
    clock = _Clock(seconds)
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield clock
        return
    before = signal.signal(signal.SIGALRM, clock.ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield clock
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class _Clock:
    """Says that time is not over, or ends the block."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def __call__(self) -> bool:
        if time.monotonic() > self._end:
            raise _TooSlow
        return False

    def ring(self, number: int, frame: object) -> None:
        """Take the alarm."""
        del number, frame
        raise _TooSlow
