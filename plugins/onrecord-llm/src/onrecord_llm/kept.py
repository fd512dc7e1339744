"""Answers that are kept, one small file each: asked again of the same report, they cost nothing.

An answer is kept under its report and the digest of all that was asked: prompt, model and sentences. So a build
that was broken off goes on where it was, and another prompt or model begins anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord_llm.faults import NoAnswer

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """The folder of answers."""

    folder: Path

    def answer(self, report: str, body: str, ask: Callable[[], str]) -> str:
        """Return what is kept of an answer, or what asking gives, which is then kept.

        Raises:
            NoAnswer: Nothing is kept, and no answer came or none can be kept.
        """
        path = self.folder / report / f"{hashlib.sha256(body.encode()).hexdigest()[:32]}.json"
        kept = _read(path)
        if kept is not None:
            return kept
        answer = ask()
        try:
            _write(path, json.dumps({"answer": answer}))
        except OSError as error:
            raise NoAnswer(f"its answers cannot be kept in {self.folder} ({error.strerror})") from error
        return answer


def _read(path: Path) -> str | None:
    """Return the answer in a file; None where there is none, or half of one."""
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(_MOST_BYTES))
        answer = told["answer"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return answer if isinstance(answer, str) else None


def _write(path: Path, content: str) -> None:
    """Write a file that is there wholly or not at all, for its owner alone: it holds words of a report."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
