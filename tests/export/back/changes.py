"""Changes of every field that can be changed, drawn by a seed, as corrections write them: what people might do."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Act, Attitude, Manner, Root, Stated, Status
from onrecord.record.changes import FIELDS
from onrecord.record.values import values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.core.line import Line
    from onrecord.record import Record

_WORD = re.compile(r"\S+")
_WRITTEN = {
    "mode": ("arrest", "expel", "withdraw", "meet"),
    "when": ("2031-05-03", "2031-05", "2031", "2031-05-06/2031-05-12", "2031~", "2028/..", "203X", ""),
    "negated": ("yes", "no"),
    "issues": ("passage, water",),
    "reads": ("denies a plan, as read by hand",),
}
_ENUMS = {"act": Act, "attitude": Attitude, "manner": Manner, "plover": Root, "status": Status, "stated": Stated}
_OPTIONAL = {("statement", "plover"), ("statement", "stated")}


class Change(NamedTuple):
    """A field of an entry given another value."""

    entry: str
    kind: str
    field: str
    before: str
    after: str


def changes(rec: Record, seed: int, fields: Iterable[str] | None = None) -> Iterator[Change]:
    """Yield for each entry one change of a field, another one from entry to entry.

    Args:
        rec: The record.
        seed: Of the draw.
        fields: Those that the program at hand can change; by default all.
    """
    draw = random.Random(seed)
    can = {kind: [one for one in names if fields is None or one in fields] for kind, names in FIELDS.items()}
    actors = [one.id for one in rec.everyone()]
    for number, line in enumerate(rec.lines()):
        kind = line.entry.kind
        names = can[kind]
        for step in range(len(names)):
            name = names[(number + seed + step) % len(names)]
            before = values_of(line.entry)[name]
            after = _other(draw, rec, line, kind, name, actors)
            if after is not None and after != before:
                yield Change(line.entry.id, kind, name, before, after)
                break


def _other(draw: random.Random, rec: Record, line: Line, kind: str, name: str, actors: list[str]) -> str | None:
    """Return another value of a field, or None where there is none."""
    before = values_of(line.entry)[name]
    text = rec.report(line.report.id).text
    if name in {"speaker", "addressee", "place", "source", "target"}:
        return _whom(draw, text, actors, several=name in {"source", "target"})
    if name == "content" and draw.random() < 0.3:
        pieces = {_span(draw, text) for _ in range(2)}
        return " ".join(sorted(pieces, key=lambda one: int(one.partition(":")[0])))
    if name in {"content", "words", "trigger", "cue", "condition", "dating"}:
        return _span(draw, text)
    others = [one for one in _choices(rec, line, kind, name) if one != before]
    return draw.choice(others) if others else None


def _choices(rec: Record, line: Line, kind: str, name: str) -> Sequence[str]:
    """Return some values of a field that no words of the report say."""
    if name in _ENUMS:
        return [one.value for one in _ENUMS[name]] + [""] * ((kind, name) in _OPTIONAL)
    if name in {"via", "claim"}:
        said = (one.entry.id for one in rec.statements() if one.report.id == line.report.id)
        return [one for one in said if one != line.entry.id]
    return _WRITTEN[name]


def _span(draw: random.Random, text: str) -> str:
    """Return where some words of a text stand; words that stand there once, so that they can be named."""
    words = [match.span() for match in _WORD.finditer(text.lstrip("\ufeff"))]
    shift = len(text) - len(text.lstrip("\ufeff"))
    for _ in range(200):
        first = draw.randrange(len(words))
        last = min(first + draw.randint(0, 4), len(words) - 1)
        start, end = words[first][0] + shift, words[last][1] + shift
        pattern = r"\s+".join(map(re.escape, text[start:end].split()))
        if len(re.findall(pattern, text)) == 1 and " … " not in text[start:end]:
            return f"{start}:{end}"
    return f"{words[0][0] + shift}:{words[-1][1] + shift}"


def _whom(draw: random.Random, text: str, actors: list[str], *, several: bool) -> str:
    found: list[str] = []
    for _ in range(draw.randint(1, 2) if several else 1):
        two = draw.sample(actors, 2)
        who = draw.choice([two[0], "+".join(two), "|".join(two), "?"])
        place = _span(draw, text)
        while any(one.endswith(f"@{place}") for one in found) or ";" in text[slice(*map(int, place.split(":")))]:
            place = _span(draw, text)
        found.append(f"{who}@{place}")
    return ", ".join(sorted(found, key=lambda one: int(one.partition("@")[2].partition(":")[0])))
