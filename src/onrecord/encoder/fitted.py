"""What was fitted on what: the manifest of the trained parts, held against what is there before any is used.

A head that was fitted on another encoder, or weights that were fitted on other rules, answer all the same, and
wrongly. So each part names the parts it was fitted on by their digests (`data/fitted.toml`, written by
`training/fitted.py`), and a set that does not fit is refused.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.core.problem import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable


class DoesNotFit(OnRecordError):
    """The trained parts are not all there, or were not fitted on one another."""

    def __init__(self, file: str, why: str, script: str) -> None:
        super().__init__(
            f"the trained part {file} cannot be used: {why}. Install onrecord again, or run {script}."
        )


@dataclass(frozen=True, slots=True)
class Part:
    """A trained part.

    Attributes:
        file: Where it lies in the package's data.
        sha256: Its digest.
        script: What makes it.
        on: The parts that it was fitted on, with their digests then.
        rules: The finders by rule that it was fitted on, by name and version.
    """

    file: str
    sha256: str
    script: str
    on: Mapping[str, str]
    rules: tuple[str, ...] = ()


def manifest(data: Traversable) -> dict[str, Part]:
    """Return the parts that the manifest of a data folder names."""
    listed = tomllib.loads((data / "fitted.toml").read_text(encoding="utf-8"))["part"]
    parts = (
        Part(row["file"], row["sha256"], row["script"], row.get("on", {}), tuple(row.get("rules", ())))
        for row in listed
    )
    return {part.file: part for part in parts}


def checked(data: Traversable, file: str, rules: tuple[str, ...] = ()) -> bytes:
    """Return a part, if it is the one that the manifest names, fitted on those that are there.

    Args:
        data: The folder of data.
        file: The part.
        rules: The finders by rule that it is to be used with.

    Raises:
        DoesNotFit: It is missing, another, or fitted on others.
    """
    known = manifest(data)
    part = known[file]
    content = _read(data, part)
    if hashlib.sha256(content).hexdigest() != part.sha256:
        raise DoesNotFit(
            file, "it is not the one that data/fitted.toml names", "training/fitted.py after a new fit"
        )
    for other, sha256 in part.on.items():
        if known[other].sha256 != sha256:
            raise DoesNotFit(file, f"it was fitted on another {other} than the one that is here", part.script)
    if rules and rules != part.rules:
        raise DoesNotFit(file, f"it was fitted on {', '.join(part.rules)}, not on {', '.join(rules)}", part.script)
    return content


@lru_cache(maxsize=16)
def fitted_bytes(file: str, *rules: str) -> bytes:
    """Return a part that ships with the package, checked; see `checked`."""
    return checked(files("onrecord") / "data", file, rules)


def check_all() -> None:
    """Hold every part that ships against the manifest.

    Raises:
        DoesNotFit: One is missing, another, or fitted on others.
    """
    data = files("onrecord") / "data"
    for file in manifest(data):
        checked(data, file)


def _read(data: Traversable, part: Part) -> bytes:
    try:
        return (data / part.file).read_bytes()
    except OSError:
        raise DoesNotFit(part.file, "it is missing", part.script) from None
