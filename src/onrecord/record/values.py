"""The fields of an entry as corrections write them: the way back of `changes`, so that nothing is lost in between.

An entry whose fields are given the values that stand here stays as it is. What goes out to be changed elsewhere
is these values; what comes back changed is told from them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

    from onrecord.core.entry import Entry, Stance
    from onrecord.core.report import Citation
    from onrecord.core.who import Mention


def values_of(entry: Entry) -> dict[str, str]:
    """Return each field that can be corrected, by its name; of one that is empty an empty text."""
    return _of_event(entry) if isinstance(entry, Event) else _of_spoken(entry)


def mention_value(mention: Mention) -> str:
    """Return whom a mention stands for and where its words stand.

    `egypt@12:17` for one who is known, `egypt+sudan@12:28` for several together, `egypt|sudan@12:21` for one of
    several, nobody knows which, `?@12:21` for one of whom nothing is known.
    """
    return f"{whom(mention)}@{_place(mention.citation)}"


def whom(mention: Mention) -> str:
    """Return whom a mention stands for, without its words."""
    if mention.together:
        return "+".join(mention.candidates)
    if mention.actor:
        return mention.actor
    if len(mention.candidates) == 1:
        return f"{mention.candidates[0]}|"
    return "|".join(mention.candidates) or "?"


def _of_spoken(entry: Statement | Stance) -> dict[str, str]:
    if isinstance(entry, Statement):
        first = {
            "act": entry.act.value,
            "plover": _named(entry.plover),
            "stated": _named(entry.stated),
            "reads": entry.reads or "",
        }
    else:
        first = {"attitude": entry.attitude.value}
    return first | {
        "manner": entry.manner.value,
        "negated": "yes" if entry.negated else "no",
        "speaker": _mentions((entry.speaker,)),
        "addressee": _mentions((entry.addressee,)),
        "content": _places(entry.content),
        "cue": _places((entry.cue,)),
        "condition": _places((entry.condition,)),
        "via": entry.via or "",
        **_shared(entry),
    }


def _of_event(entry: Event) -> dict[str, str]:
    return {
        "plover": entry.plover.value,
        "mode": entry.mode or "",
        "status": entry.status.value,
        "source": _mentions(entry.sources),
        "target": _mentions(entry.targets),
        "place": _mentions((entry.place,)),
        "words": _places((entry.words,)),
        "trigger": _places((entry.trigger,)),
        "claim": entry.claim or "",
        **_shared(entry),
    }


def _shared(entry: Entry) -> dict[str, str]:
    return {
        "when": entry.when.edtf() if entry.when else "",
        "dating": _places((entry.when_words,)),
        "issues": ", ".join(entry.issues),
    }


def _named(member: StrEnum | None) -> str:
    return member.value if member else ""


def _mentions(mentions: Iterable[Mention | None]) -> str:
    return ", ".join(mention_value(one) for one in mentions if one)


def _places(cited: Iterable[Citation | None]) -> str:
    return " ".join(_place(one) for one in cited if one)


def _place(cited: Citation) -> str:
    return f"{cited.start}:{cited.end}"
