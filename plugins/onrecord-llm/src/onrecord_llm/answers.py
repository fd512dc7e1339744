"""Reading claims out of an answer, which may be anything: what fits no list and names no sentence is a fault."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from onrecord.core.entry import Act, Root, Status
from onrecord.core.problem import ProblemKind
from onrecord.core.visible import one_line

if TYPE_CHECKING:
    from enum import StrEnum

T = TypeVar("T", bound="StrEnum")

MOST_ENTRIES = 40  # of one answer: a stretch has twelve sentences
_MOST_WORDS = 6000
_SHOWN = 60


class Unusable(ValueError):
    """An answer holds no list of entries at all."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What an answer says, in our lists: not yet found in any sentence.

    Attributes:
        sentence: Number of the sentence, from 1.
        quotation: The words that it is said to rest on.
        who, whom: The words that are said to name the parties.
        act: Of a statement.
        root, status: Of an event.
        sure: How sure the model says it is, from 0 to 100.
        given: The claim as the answer has it.
    """

    sentence: int
    quotation: str
    who: str | None
    whom: str | None
    act: Act | None
    root: Root | None
    status: Status | None
    sure: float | None
    given: str


class Fault(NamedTuple):
    """Why something that an answer gives is no entry."""

    given: str
    why: str
    kind: ProblemKind = ProblemKind.EXTRACTOR


def claims_in(answer: str, sentences: int) -> list[Claim | Fault]:
    """Return what an answer claims, each a claim or what is wrong with it.

    Raises:
        Unusable: It is no JSON object with a list of entries.
    """
    try:
        told, _ = json.JSONDecoder().raw_decode(answer, answer.index("{"))
        given = told["entries"]
        if not isinstance(given, list):
            raise Unusable("'entries' is no list")
        claims = [_claim(one, sentences) for one in given[:MOST_ENTRIES]]
    except Unusable:
        raise
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unusable("it is no whole JSON object with a list 'entries'") from None
    if len(given) > MOST_ENTRIES:
        claims.append(Fault("", f"more than {MOST_ENTRIES} entries were given, and the rest was left out"))
    return claims


class _Wrong(ValueError):
    """What is wrong with one claim, in words."""


def _claim(one: object, sentences: int) -> Claim | Fault:
    given = json.dumps(one, ensure_ascii=False)[:_MOST_WORDS]
    try:
        return _read(one, sentences, given)
    except _Wrong as error:
        return Fault(given, str(error))


def _read(one: object, sentences: int, given: str) -> Claim:
    if not isinstance(one, dict):
        raise _Wrong("it is no object")
    kind, number = one.get("kind"), one.get("sentence")
    if kind not in ("statement", "event"):
        raise _Wrong(f"its kind is {_shown(kind)}, and there are statement and event")
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= sentences:
        raise _Wrong(f"there is no sentence {_shown(number)}")
    quotation = _words(one.get("quotation"), "quotation")
    if quotation is None:
        raise _Wrong("it has no quotation")
    spoken = kind == "statement"
    return Claim(
        number,
        quotation,
        _words(one.get("who"), "who"),
        _words(one.get("whom"), "whom"),
        _member(Act, one.get("act"), "act") if spoken else None,
        None if spoken else _member(Root, one.get("root"), "root"),
        None if spoken else _member(Status, one.get("status"), "status"),
        _sure(one.get("sure")),
        given,
    )


def _words(given: object, name: str) -> str | None:
    if given is None or (isinstance(given, str) and not given.strip()):
        return None
    if not isinstance(given, str) or len(given) > _MOST_WORDS:
        raise _Wrong(f"'{name}' is no words of a sentence")
    return given


def _member(among: type[T], given: object, name: str) -> T:
    if not isinstance(given, str) or given not in list(among):
        raise _Wrong(f"there is no {name} {_shown(given)}")
    return among(given)


def _sure(given: object) -> float | None:
    fits = isinstance(given, int | float) and not isinstance(given, bool) and 0 <= given <= 100
    return float(given) if fits and isinstance(given, int | float) else None


def _shown(given: object) -> str:
    return f"'{one_line(str(given)[:_SHOWN])}'"
