"""Entries made by hand, for tests of what the model takes from the record."""

from __future__ import annotations

from datetime import date

from onrecord.core.entry import Act, Attitude, Event, Manner, Root, Stance, Statement, Status
from onrecord.core.report import Citation
from onrecord.core.when import Basis, When
from onrecord.core.who import Mention


def _citation(words: str) -> Citation:
    return Citation("report", 0, len(words), words)


def _mention(party: str | None) -> Mention | None:
    return Mention(_citation(party), party, party) if party else None


def _when(day: str) -> When | None:
    return When.on(date.fromisoformat(day), Basis.WORDS) if day else None


def said(
    ident: str,
    party: str | None,
    act: Act,
    words: str,
    day: str = "",
    to: str | None = None,
    *,
    negated: bool = False,
) -> Statement:
    return Statement(
        ident,
        act,
        Manner.INDIRECT,
        (_citation(words),),
        "test 1",
        negated=negated,
        speaker=_mention(party),
        addressee=_mention(to),
        when=_when(day),
    )


def thought(ident: str, party: str, attitude: Attitude, words: str, day: str = "") -> Stance:
    return Stance(
        ident, attitude, Manner.INDIRECT, (_citation(words),), "test 1", speaker=_mention(party), when=_when(day)
    )


def done(ident: str, party: str, words: str, status: Status = Status.HAPPENED) -> Event:
    source = _mention(party)
    return Event(
        ident,
        Root.COERCE,
        status,
        _citation(words),
        _citation(words),
        "test 1",
        sources=(source,) if source else (),
    )
