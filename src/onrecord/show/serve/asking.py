"""What the page asks, as JSON: taken in only where it is what it should be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from onrecord.core.problem import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

LONGEST = 64_000  # bytes of what a correction may say
LONGEST_TOGETHER = 2_000_000  # the same of many entries at once
MOST_TOGETHER = 5_000  # entries that are decided at once: more take a minute, and nobody has read them


class BadRequest(OnRecordError):
    """The page asked for something in a form that the server does not take."""


async def asked_of(request: Request, longest: int = LONGEST) -> dict[str, object]:
    """Return what a request says, as JSON of a bounded length.

    Raises:
        BadRequest: It is no JSON object, or too long.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise BadRequest("corrections come as application/json")
    said = b""
    async for part in request.stream():
        said += part
        if len(said) > longest:
            raise BadRequest(f"a correction has at most {longest} bytes")
    try:
        found = json.loads(said)
    except (ValueError, RecursionError):
        raise BadRequest("that is no JSON") from None
    if not isinstance(found, dict):
        raise BadRequest("a correction is a JSON object")
    return found


def text_in(asked: Mapping[str, object], name: str) -> str:
    """Return a text that a request gives; empty where it gives none."""
    value = asked.get(name, "")
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def texts_in(asked: Mapping[str, object], name: str) -> dict[str, str]:
    """Return a table of texts that a request gives.

    Raises:
        BadRequest: It holds something else.
    """
    given = asked.get(name, {})
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise BadRequest(f"the {name} are names with their values as text")
    return {key: text_in(given, key) for key in given}


def list_in(asked: Mapping[str, object], name: str) -> list[str]:
    """Return a list of ids that a request gives.

    Raises:
        BadRequest: It gives none, too many, or something else.
    """
    given = asked.get(name)
    if not isinstance(given, list) or not all(isinstance(value, str) and value for value in given):
        raise BadRequest(f"the {name} are a list of ids")
    if not 0 < len(given) <= MOST_TOGETHER:
        raise BadRequest(f"1 to {MOST_TOGETHER:,} {name} at once; filter closer")
    return [value.encode("utf-8", "replace").decode() for value in given]


def number_in(given: str, name: str, most: int) -> int:
    """Return a whole number that an address gives.

    Raises:
        BadRequest: It is none, or out of bounds.
    """
    if not given.isascii() or not given.isdigit() or len(given) > 9 or not 1 <= int(given) <= most:
        raise BadRequest(f"the {name} is a number from 1 to {most:,}")
    return int(given)
