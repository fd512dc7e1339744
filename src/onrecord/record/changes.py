"""Changes by hand applied to an entry: text in, the entry with other fields out. Knows nothing of the store.

Words are named by their offsets in the report (`40:75`, several pieces apart by spaces), actors by their id, with
the words that name them where the entry names none yet (`egypt@12:17`; `egypt|sudan@12:17` for one of two, nobody
knows which; `?@12:17` for words that stand for nobody known). An empty value takes a field away. `values` is the
way back.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from onrecord.core.entry import Act, Attitude, Event, Manner, Root, Stance, Stated, Statement, Status
from onrecord.core.report import Citation
from onrecord.core.who import Mention
from onrecord.core.withheld import is_out
from onrecord.record.edtf import when_by_hand
from onrecord.record.errors import InvalidCorrection
from onrecord.record.values import mention_value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from enum import StrEnum

    from onrecord.core.correction import Change
    from onrecord.core.entry import Entry

    PartyOf = Callable[[str], str | None]

BY_HAND = "by hand"

_SPAN = re.compile(r"(\d+):(\d+)")
_WHO = re.compile(r"(?P<actor>[^@,\s]+)(@(?P<start>\d+):(?P<end>\d+))?")
_SPOKEN = (
    "manner",
    "negated",
    "speaker",
    "addressee",
    "content",
    "cue",
    "condition",
    "via",
    "when",
    "dating",
    "issues",
)
FIELDS: dict[str, tuple[str, ...]] = {
    "statement": ("act", "plover", "stated", "reads", *_SPOKEN),
    "stance": ("attitude", *_SPOKEN),
    "event": (
        "plover", "mode", "status", "source", "target", "place", "words", "trigger", "claim", "when", "dating",
        "issues",
    ),
}  # fmt: skip
# The fields whose values are words of the report.
WORDS_FIELDS = frozenset({"content", "cue", "condition", "dating", "words", "trigger"})
_SIDED = frozenset({"act", "attitude", "negated", "content", "condition", "words", "status"})
_NEEDED = {
    "statement": ("act", "content"),
    "stance": ("attitude", "content"),
    "event": ("plover", "status", "words"),
}
_ENUMS: dict[str, type[StrEnum]] = {
    "act": Act, "attitude": Attitude, "manner": Manner, "plover": Root, "status": Status,
    "stated": Stated,
}  # fmt: skip
_SURE = {"sources": "source_confidence", "targets": "target_confidence"}
_OPTIONAL_ENUMS = {("statement", "plover"), ("statement", "stated")}
# What a denial reads as is worked out from these: changed by hand, it is what the hand says, or nothing.
_TURNING = frozenset({"act", "negated", "content"})
_NAMES = {"dating": "when_words", "source": "sources", "target": "targets"}


def changed(entry: Entry, changes: Sequence[Change], text: str, report: str, party_of: PartyOf) -> Entry:
    """Return an entry with changes applied.

    Raises:
        InvalidCorrection: A field or value cannot be.
    """
    kind = entry.kind
    values: dict[str, Any] = {}
    if kind == "statement" and any(change.field in _TURNING for change in changes):
        values |= {"stated": None, "reads": None}
    for change in changes:
        _check_field(kind, change.field)
        name = _NAMES.get(change.field, change.field)
        values[name] = _value(entry, kind, change, _Words(text, report), party_of)
        values |= _no_longer(kind, change.field, name)
    return replace(entry, **values)


def _one(kind: str) -> str:
    return "an event" if kind == "event" else f"a {kind}"


def _check_field(kind: str, field: str) -> None:
    if field not in FIELDS[kind]:
        known = ", ".join(FIELDS[kind])
        raise InvalidCorrection(f"{_one(kind)} has no field '{field}'; its fields are {known}")


def _no_longer(kind: str, field: str, name: str) -> dict[str, Any]:
    """Return what is no longer known of an entry once a field of it was set by hand."""
    gone: dict[str, Any] = {}
    if (kind, name) == ("statement", "act"):
        gone["act_confidence"] = None
    if kind == "event" and name in _SURE:
        gone[_SURE[name]] = None
    if field in _SIDED:
        gone["propositions"] = ()  # which side other words or another act take is for the parse to say
        if kind != "event":
            gone["deed"] = None
    return gone


def made(kind: str, entry: str, changes: Sequence[Change], text: str, report: str, party_of: PartyOf) -> Entry:
    """Return an entry made wholly by hand.

    Raises:
        InvalidCorrection: The kind is none, or a field it needs is not given or cannot be.
    """
    if kind not in FIELDS:
        raise InvalidCorrection(f"there is no kind of entry '{kind}'; it is one of {', '.join(FIELDS)}")
    given = {change.field: change for change in changes}
    for need in _NEEDED[kind]:
        if not given.get(need) or not given[need].value:
            raise InvalidCorrection(f"{_one(kind)} added by hand needs '{need}'")
    return changed(_blank(kind, entry, given, _Words(text, report)), changes, text, report, party_of)


def spans_of(value: str) -> tuple[tuple[int, int], ...]:
    """Return the offsets that a value names, in order.

    >>> spans_of("egypt@12:17")
    ((12, 17),)
    """
    return tuple((int(start), int(end)) for start, end in _SPAN.findall(value))


def words_at(value: str, text: str) -> tuple[str, ...]:
    """Return the words at the offsets that a value names.

    Raises:
        InvalidCorrection: The report has no words there.
    """
    words = _Words(text, "")
    return tuple(words.cite(*span).words for span in spans_of(value))


def moved(change: Change, text: str, shift: int) -> Change:
    """Return a change whose offsets are those at which its words stand in a report that may have changed.

    Raises:
        InvalidCorrection: The words are gone, or stand in several places and none is where they stood.
    """
    if not change.words:
        return change
    places = iter(
        [
            _find(words, span, text, shift)
            for words, span in zip(change.words, spans_of(change.value), strict=False)
        ]
    )
    return replace(change, value=_SPAN.sub(lambda old: next(places, old[0]), change.value))


def _find(words: str, span: tuple[int, int], text: str, shift: int) -> str:
    for start in (span[0], span[0] + shift):
        if start >= 0 and text[start : start + len(words)] == words:
            return f"{start}:{start + len(words)}"
    start = text.find(words)
    if start < 0 or text.find(words, start + 1) >= 0:
        problem = "are gone from the report" if start < 0 else "now stand in several places of the report"
        raise InvalidCorrection(f"the words '{words}' {problem}")
    return f"{start}:{start + len(words)}"


class _Words:
    """The words of a report by their offsets."""

    def __init__(self, text: str, report: str) -> None:
        self.text = text
        self.report = report

    def cite(self, start: int, end: int) -> Citation:
        if not 0 <= start < end <= len(self.text):
            raise InvalidCorrection(
                f"the report has no words at {start}:{end}; its text runs from 0 to {len(self.text)}"
            )
        words = self.text[start:end]
        if is_out(words):
            raise InvalidCorrection(
                f"the words at {start}:{end} were taken out to share the record; rejoin its texts"
            )
        return Citation(self.report, start, end, words)

    def cite_all(self, value: str) -> tuple[Citation, ...]:
        pieces = value.split()
        if not all(_SPAN.fullmatch(piece) for piece in pieces):
            raise InvalidCorrection(f"'{value}' names no words; name them by their offsets, as in 40:75")
        return tuple(self.cite(*span) for span in spans_of(value))


def _value(entry: Entry, kind: str, change: Change, words: _Words, party_of: PartyOf) -> Any:
    name, value = change.field, change.value.strip()
    if name in _ENUMS:
        return _member(_ENUMS[name], name, value, optional=(kind, name) in _OPTIONAL_ENUMS)
    if name in {"speaker", "addressee", "place"}:
        return _one_mention(name, _mentions(_present(getattr(entry, name)), value, words, party_of))
    if name in {"source", "target"}:
        return _mentions(getattr(entry, _NAMES[name]), value, words, party_of)
    if name in {"content", "words", "trigger", "cue", "condition", "dating"}:
        return _cited(name, words.cite_all(value), words)
    return _PLAIN[name](value) if name in _PLAIN else value or None


def _one_mention(name: str, several: tuple[Mention, ...]) -> Mention | None:
    if len(several) > 1:
        raise InvalidCorrection(f"'{name}' names one, not {len(several)}")
    return several[0] if several else None


def _issues(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(issue for issue in re.split(r"[,\s]+", value) if issue))


def _blank(kind: str, entry: str, given: dict[str, Change], words: _Words) -> Entry:
    """Return an entry with what its kind cannot be without, for `changed` to fill."""
    if kind == "event":
        whole = words.cite_all(given["words"].value)[0]
        return Event(entry, Root.CONSULT, Status.HAPPENED, whole, whole, BY_HAND)
    content = words.cite_all(given["content"].value)
    if kind == "stance":
        return Stance(entry, Attitude.BELIEVE, Manner.INDIRECT, content, BY_HAND)
    return Statement(entry, Act.ASSERT, Manner.INDIRECT, content, BY_HAND)


def _member(enum: type[StrEnum], name: str, value: str, *, optional: bool) -> StrEnum | None:
    if not value and optional:
        return None
    for member in enum:
        if member.value.casefold() == value.casefold():
            return member
    known = ", ".join(member.value for member in enum)
    raise InvalidCorrection(f"'{value}' is no {name}; it is one of {known}")


def _mentions(present: tuple[Mention, ...], value: str, words: _Words, party_of: PartyOf) -> tuple[Mention, ...]:
    parts = [part.strip() for part in value.split(",") if part.strip()]
    as_they_are = {mention_value(mention): mention for mention in present}
    found = []
    for number, part in enumerate(parts):
        if part in as_they_are:
            found.append(as_they_are[part])
            continue
        match = _WHO.fullmatch(part)
        if not match:
            raise InvalidCorrection(f"'{part}' names nobody; give an actor's id, or id@start:end")
        in_place = present[number] if len(present) == len(parts) else None
        found.append(_named(_stood(match, present, in_place, words), match["actor"], party_of))
    return tuple(found)


def _stood(match: re.Match[str], present: tuple[Mention, ...], in_place: Mention | None, words: _Words) -> Mention:
    """Return the mention whose actor is given: by its words, else the one that stood in its place."""
    if match["start"]:
        citation = words.cite(int(match["start"]), int(match["end"]))
        return next((mention for mention in present if mention.citation == citation), Mention(citation))
    if in_place is None:
        raise InvalidCorrection(f"say which words of the report name '{match[0]}', as in {match[0]}@12:17")
    return in_place


def _named(stood: Mention, actors: str, party_of: PartyOf) -> Mention:
    """Return a mention that stands for an actor, for several together (`egypt+sudan`), for one of several, or `?`.

    What the words themselves say (a name in full, a part of society) stays.
    """
    if actors == "?":
        return replace(stood, actor=None, party=None, candidates=(), together=False)
    several = tuple(dict.fromkeys(part for part in re.split(r"[+|]", actors) if part))
    parties = {party_of(actor) for actor in several}
    party = parties.pop() if len(parties) == 1 else None
    if len(several) == 1 and "|" not in actors:
        return replace(stood, actor=several[0], party=party, candidates=(), together=False)
    return replace(stood, actor=None, party=party, candidates=several, together="|" not in actors)


def _present(mention: Mention | None) -> tuple[Mention, ...]:
    return (mention,) if mention else ()


def _cited(name: str, cited: tuple[Citation, ...], words: _Words) -> Any:
    if name == "content":
        if not cited:
            raise InvalidCorrection("an entry without words does not exist; reject it instead")
        return cited
    if len(cited) > 1:
        # One field, one stretch of words: from the first piece to the last.
        return words.cite(cited[0].start, cited[-1].end)
    if not cited and name in {"words", "trigger"}:
        raise InvalidCorrection("an entry without words does not exist; reject it instead")
    return cited[0] if cited else None


def _when(value: str) -> Any:
    if not value:
        return None
    when = when_by_hand(value)
    if when is None:
        raise InvalidCorrection(
            f"'{value}' is no date; write it as 2022-01-12, 2022-01, 2022 or 2021-12-06/2021-12-12"
        )
    return when


def _yes(value: str) -> bool:
    if value.casefold() not in {"yes", "true", "1", "no", "false", "0", ""}:
        raise InvalidCorrection(f"'{value}' is neither yes nor no")
    return value.casefold() in {"yes", "true", "1"}


# Fields whose value is neither a choice of several nor words of the report.
_PLAIN: dict[str, Callable[[str], Any]] = {"when": _when, "negated": _yes, "issues": _issues}
