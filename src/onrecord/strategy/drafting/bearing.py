"""How entries of the record bear on options: whose option, wanted or intended, yes or no, and when it was said.

A cheap reading by act, negation and shared words: good enough to propose and to warn, never to decide. The analyst
sees every entry that it points to.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Protocol

from onrecord.core.entry import Act, Attitude, Event, Root, Stance, Statement, Status
from onrecord.strategy.model.model import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from onrecord.core.entry import Entry
    from onrecord.core.when import When
    from onrecord.core.who import Mention


class Shelf(Protocol):
    """What the strategic model asks of the record."""

    def entry(self, ident: str) -> Entry | None:
        """Return an entry by its id, or None where the record has no such entry."""

    def entries(self) -> Iterable[Entry]:
        """Return every entry."""

    def path(self, report: str) -> str | None:
        """Return the path of a report by its id, or None where it is not known."""


class EntryShelf:
    """Entries in memory, by id."""

    def __init__(self, entries: Iterable[Entry], paths: Mapping[str, str] | None = None) -> None:
        self._by_id = {entry.id: entry for entry in entries}
        self._paths = dict(paths or {})

    def entry(self, ident: str) -> Entry | None:
        """Return an entry by its id, or None."""
        return self._by_id.get(ident)

    def entries(self) -> Iterable[Entry]:
        """Return every entry."""
        return self._by_id.values()

    def path(self, report: str) -> str | None:
        """Return the path of a report by its id, or None."""
        return self._paths.get(report)


@dataclass(frozen=True, slots=True)
class Bearing:
    """How one entry bears on what someone may do.

    Attributes:
        entry: The entry's id. party: Who speaks or acts. owner: Whose doing it is about: its own for an
        intention, the addressee's for a demand; None where not told. kind: What the party wants, or what it
        says it will do. says: Yes or no; None where only doubt is voiced. words: The words said. when: When.
        done: It is told as having happened, so it is nothing that is still to be decided.
        issues: Ids of the issues it is about.
    """

    entry: str
    party: str
    owner: str | None
    kind: CellKind
    says: bool | None
    words: str
    when: When | None
    done: bool = False
    issues: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """Return the last day on which it can have been said, or None."""
        return (self.when.latest or self.when.earliest) if self.when else None


def bearings(entries: Iterable[Entry]) -> Iterator[Bearing]:
    """Yield how entries bear on options, read together: what a party denies that it intends, it says no to."""
    known = tuple(entries)
    denials = {e.id: e for e in known if isinstance(e, Statement) and e.act is Act.DENY and not e.negated}
    for entry in known:
        told = bearing(entry)
        denial = denials.get(entry.via or "") if isinstance(entry, Stance) else None
        if told and denial and told.says is not None:
            # A denial of another's plans tells nothing of what that other one intends.
            told = replace(told, says=not told.says) if _party(denial.speaker) == told.party else None
        if told:
            yield told


def bearing(entry: Entry) -> Bearing | None:
    """Return how an entry bears on what someone may do; None where it does not, or no party is known."""
    if isinstance(entry, Event):
        return _of_event(entry)
    party = _party(entry.speaker)
    reading = _reading(entry)
    if party is None or reading is None:
        return None
    kind, says = reading
    words = " ".join(citation.words for citation in entry.content)
    if says is not None:
        says ^= entry.negated ^ bool(negations(words) % 2)
    owner = party if kind is CellKind.INTENTION else _party(entry.addressee)
    return Bearing(entry.id, party, owner, kind, says, words, entry.when, issues=entry.issues)


def party_of(entry: Entry) -> str | None:
    """Return who speaks or acts: the party, or the actor where no party is known."""
    if isinstance(entry, Event):
        return next((found for mention in entry.sources if (found := _party(mention))), None)
    return _party(entry.speaker)


def _of_event(entry: Event) -> Bearing | None:
    party = party_of(entry)
    if party is None or entry.status in (Status.DENIED, Status.DEMANDED, Status.POSSIBLE):
        return None
    if entry.plover.value in _lexicon()["event.verbal"]:
        return None  # what was said is told by its statement; saying it is no option
    return Bearing(
        entry.id,
        party,
        party,
        CellKind.INTENTION,
        says=True,
        words=entry.words.words,
        when=entry.when,
        done=entry.status is Status.HAPPENED,
        issues=entry.issues,
    )


def _party(mention: Mention | None) -> str | None:
    return (mention.party or mention.actor) if mention else None


def _reading(entry: Statement | Stance) -> tuple[CellKind, bool | None] | None:
    """Return which kind of cell an act or thought speaks to, and which way."""
    words = _lexicon()
    if isinstance(entry, Stance):
        attitude = entry.attitude.value
        if attitude in words["stance.intention"]:
            return CellKind.INTENTION, True
        if attitude in words["stance.doubt"]:
            return CellKind.POSITION, None
        if attitude in words["stance.wanted"] | words["stance.unwanted"]:
            return CellKind.POSITION, attitude in words["stance.wanted"]
        return None
    act = entry.act.value
    to_another = entry.addressee is not None and entry.act is not Act.REFUSE
    for kind in (CellKind.POSITION, CellKind.INTENTION) if to_another else (CellKind.INTENTION, CellKind.POSITION):
        for way in (True, False):
            if act in words[f"{kind.value}.{'yes' if way else 'no'}"]:
                return kind, way
    return None


def negations(words: str) -> int:
    """Return how many words in a text turn its sense round.

    >>> negations("will never join"), negations("will not stop")
    (1, 2)
    """
    found = re.findall(r"n't|n’t|\w+", words.lower().replace("n't", " n't").replace("n’t", " n't"))
    return sum(word in _lexicon()["negation.words"] for word in found)


@cache
def telling(words: str) -> frozenset[str]:
    """Return the words of a text that tell what it is about, without endings, cut to their first six letters.

    >>> sorted(telling("The filling of the reservoirs"))
    ['fill', 'reserv']
    """
    found = re.findall(r"\w+", words.lower())
    return frozenset(_stem(word) for word in found if word not in _lexicon()["empty.words"] and len(word) > 1)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)][:6]
    return word[:6]


def about(option: str, words: str) -> bool:
    """Say whether a text seems to be about an option: it has three in five of the option's telling words."""
    wanted = telling(option)
    return bool(wanted) and 5 * len(wanted & telling(words)) >= 3 * len(wanted)


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    """Return the word lists; a word that is no act or attitude of ours is a fault in our own data."""
    text = resources.files("onrecord").joinpath("data/strategy_lexicon.toml").read_text(encoding="utf-8")
    found = {
        f"{table}.{key}": frozenset(words)
        for table, lists in tomllib.loads(text).items()
        for key, words in lists.items()
    }
    for name, known in (("intention.", Act), ("position.", Act), ("stance.", Attitude), ("event.", Root)):
        for key, words in found.items():
            if key.startswith(name) and (strange := words - {member.value for member in known}):
                raise ValueError(f"strategy_lexicon.toml: {key}: {sorted(strange)} are none of ours")
    return found
