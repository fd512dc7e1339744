"""An entry as passages that are marked in its report, for programs in which people mark text.

The words of an entry are one passage, labelled with its kind and its act or root ("statement demand"); further
pieces of the same words, those who are named, the cue and the like are passages of their own, tied to it. What no
words say (a date, a status) stands on the passage as a value. Nothing that can be corrected is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Act, Attitude, Event, Manner, Root, Stated, Status
from onrecord.export.state import state_of
from onrecord.record.rows import mentions
from onrecord.record.values import values_of, whom

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.core.entry import Entry
    from onrecord.core.report import Citation

# The label of a piece that goes on with the words of an entry.
CONTINUED = "continued"
NAMED = ("speaker", "addressee", "source", "target", "place")
PARTS = (*NAMED, "cue", "trigger", "condition", "dating", CONTINUED)
# Values that are one of a few, by name, and those that are written.
CHOSEN: dict[str, tuple[str, ...]] = {
    "status": tuple(one.value for one in Status),
    "manner": tuple(one.value for one in Manner),
    "negated": ("yes",),
    "stated": tuple(one.value for one in Stated),
    "plover": tuple(one.value for one in Root),
}
WRITTEN = ("when", "issues", "mode", "reads", "told_in", "actor")
# The field that the label of each kind holds.
LABELLED = {"statement": "act", "stance": "attitude", "event": "plover"}
LABELS = (
    *(f"statement {one.value}" for one in Act),
    *(f"stance {one.value}" for one in Attitude),
    *(f"event {one.value}" for one in Root),
)


class Mark(NamedTuple):
    """A passage: its key in the record, its label, its words, and the values that stand on it."""

    key: str
    label: str
    cited: Citation
    values: Mapping[str, str]


def marks_of(entry: Entry) -> tuple[Mark, ...]:
    """Return the passages of an entry, its words first; the others are tied to these."""
    first, *others = entry.pieces
    head = Mark(entry.id, label_of(entry), first, _values(entry))
    pieces = (Mark(f"{entry.id}:{CONTINUED}.{n}", CONTINUED, one, {}) for n, one in enumerate(others))
    return (head, *pieces, *_parts(entry))


def label_of(entry: Entry) -> str:
    """Return the label of an entry's words."""
    kind = entry.kind
    return f"{kind} {values_of(entry)[LABELLED[kind]]}"


def marked_values(entry: Entry) -> dict[str, str]:
    """Return all that marks say of an entry, by field, as corrections write it."""
    return {name: tidy(value) for name, value in values_of(entry).items()}


def marked_state(entry: Entry) -> str:
    """Return the digest of all that marks say of an entry."""
    return state_of(marked_values(entry))


def tidy(value: str) -> str:
    """Return a value as programs give it back: without white space around, and one space each inside."""
    return " ".join(value.split())


def _values(entry: Entry) -> dict[str, str]:
    known = values_of(entry)
    told = {name: known.get(name, "") for name in (*CHOSEN, *WRITTEN) if name != LABELLED[entry.kind]}
    told["told_in"] = entry.told_in or ""
    return {name: value for name, value in told.items() if value and (name, value) != ("negated", "no")}


def _parts(entry: Entry) -> Iterator[Mark]:
    for role, number, mention in mentions(entry):
        yield Mark(f"{entry.id}:{role}.{number}", role, mention.citation, {"actor": whom(mention)})
    if isinstance(entry, Event):
        cited = {"trigger": entry.trigger, "dating": entry.when_words}
    else:
        cited = {"cue": entry.cue, "condition": entry.condition, "dating": entry.when_words}
    for role, words in cited.items():
        if words:
            yield Mark(f"{entry.id}:{role}.0", role, words, {})
