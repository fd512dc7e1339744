"""What a reader cannot read, thrown from wherever it shows and turned into a Problem at the reader's door."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from onrecord.core.problem import Outcome, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from onrecord.core.problem import Problem
    from onrecord.core.report import Report
    from onrecord.readers.source import Source


class Fault(Exception):
    """A file, or a part of one, that cannot be read: what kind of fault, and one sentence for the reader."""

    def __init__(self, kind: ProblemKind, words: str) -> None:
        super().__init__(words)
        self.kind = kind
        self.words = words


def missing_extra(extra: str, what: str) -> Fault:
    """Return the fault of a format whose library is not installed: `extra` brings it."""
    return Fault(
        ProblemKind.UNREADABLE,
        f"{what} can be read once its part is installed: pip install 'onrecord[{extra}]'; it was left out.",
    )


@contextmanager
def sound(what: str) -> Iterator[None]:
    """Turn whatever a library throws at a damaged file into a Fault that names what the file should be ("a PDF").

    Libraries of formats promise no set of exceptions for bytes that are none of theirs.
    """
    try:
        yield
    except (Fault, MemoryError):
        raise
    except RecursionError:
        raise Fault(ProblemKind.MALFORMED, f"this is {what} that nests too deep; it was not read.") from None
    except Exception as error:
        why = type(error).__name__
        words = f"this is {what} that is damaged ({why}); it was not read."
        raise Fault(ProblemKind.MALFORMED, words) from error


def listed(
    source: Source, found: Callable[[Source], Iterator[Source | Problem]], what: str = ""
) -> Iterator[Source | Problem]:
    """Yield what a reader finds in a file; what is wrong with the whole of it is a problem.

    Args:
        source: The file.
        found: Looks through it.
        what: What it should be ("a feed"), where a library looks that may throw anything.
    """
    try:
        with sound(what) if what else nullcontext():
            yield from found(source)
    except Fault as fault:
        yield source.problem(fault.kind, fault.words)
    except OSError as error:
        words = f"it was left out: {(error.strerror or 'it cannot be opened').lower()}."
        yield source.problem(ProblemKind.UNREADABLE, words)


def outcome_of(source: Source, made: Callable[[], Outcome[Report]]) -> Outcome[Report]:
    """Return what reading a source gives, or the problem with it."""
    try:
        return made()
    except Fault as fault:
        return source.nothing(fault.kind, fault.words)
