"""Entries made by hand, for tests of what the model takes from the record."""

from __future__ import annotations

from datetime import date

from onrecord.core.entry import Act, Attitude, Event, Manner, Root, Stance, Statement, Status
from onrecord.core.proposition import DEED, Proposition, Sense, Sign
from onrecord.core.report import Citation
from onrecord.core.when import Basis, When
from onrecord.core.who import Mention


def _citation(words: str) -> Citation:
    return Citation("report", 0, len(words), words)


def _mention(party: str | None) -> Mention | None:
    return Mention(_citation(party), party, party) if party else None


def _when(day: str) -> When | None:
    return When.on(date.fromisoformat(day), Basis.WORDS) if day else None


_AGAINST = (Act.REFUSE, Act.DENY, Act.PROTEST, Act.CRITICISE, Act.WARN, Attitude.FEAR)


def _deed(kind: Act | Attitude, words: str, says: bool | None, doer: str | None) -> Proposition:
    """Return the deed that was said, as the first half tells it; yes or no as the act has it unless told."""
    sense = Sense.FACT if kind is Act.ASSERT else Sense.WILL
    yes = kind not in _AGAINST if says is None else says
    return Proposition(DEED, _citation(words), sense, Sign.FOR if yes else Sign.AGAINST, doer=doer)


def said(
    ident: str,
    party: str | None,
    act: Act,
    words: str,
    day: str = "",
    to: str | None = None,
    *,
    negated: bool = False,
    says: bool | None = None,
    of: str = "",
    doer: str | None = None,
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
        deed=_deed(act, of or words, says, doer),
    )


def thought(
    ident: str, party: str, attitude: Attitude, words: str, day: str = "", *, says: bool | None = None
) -> Stance:
    return Stance(
        ident,
        attitude,
        Manner.INDIRECT,
        (_citation(words),),
        "test 1",
        speaker=_mention(party),
        when=_when(day),
        deed=_deed(attitude, words, says, None),
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
