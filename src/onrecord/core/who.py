"""Who: actors, and the mentions by which reports name them; issues, what a dispute is about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from onrecord.core.report import Citation


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "state"
    BODY = "body"  # an international body: NATO, the EU, the OSCE
    ORGANISATION = "organisation"  # a ministry, a company, an agency
    PERSON = "person"
    ARMED_GROUP = "armed group"
    MOVEMENT = "movement"  # a political party, an opposition, a people that claims a state, a campaign
    OUTLET = "outlet"
    UNNAMED = "unnamed"  # "officials", "a source close to the talks": kept as the unnamed that they are


# Those who are parties of their own; whoever else speaks or acts does so for one of them, or for none.
PARTIES = frozenset((ActorKind.STATE, ActorKind.BODY, ActorKind.ARMED_GROUP, ActorKind.MOVEMENT))


def is_unnamed(actor: str) -> bool:
    """Say whether an id is that of people who stay unnamed: of "officials", not of certain ones.

    Such ids begin with their kind; one gathers all who are called alike, whoever they are.
    """
    return actor.startswith(f"{ActorKind.UNNAMED}-")


class Sector(StrEnum):
    """The part of a society that a mention names, with the name of PLOVER's code list for it."""

    GOVERNMENT = "GOV"
    MILITARY = "MIL"
    POLICE = "COP"
    INTELLIGENCE = "SPY"
    LEGISLATURE = "LEG"
    JUDICIARY = "JUD"
    OPPOSITION = "OPP"
    REBELS = "REB"
    MEDIA = "MED"
    BUSINESS = "BUS"
    CIVILIANS = "CVL"


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a person holds or held, for whom, and from when to when (None: open)."""

    title: str
    party: str
    since: date | None = None
    until: date | None = None

    def held_on(self, day: date) -> bool:
        """Say whether the office was held on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Membership:
    """A member of a body, from when to when (None: open)."""

    member: str
    since: date | None = None
    until: date | None = None

    def held_on(self, day: date) -> bool:
        """Say whether it was a member on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Actor:
    """One who speaks or acts.

    Attributes:
        id: A short name in lower case with hyphens: `russia`, `vladimir-putin`, `nato`.
        name: As shown: "Vladimir Putin".
        kind: What it is.
        party: The id of the state or body it belongs to or speaks for; None for one that is its own, or whose
            is not known.
        aliases: Other names that stand for it: capitals, palaces, demonyms, acronyms.
        code: ISO 3166 alpha-3 of a state, or the CAMEO code of a body; None where there is none.
        wikidata: Wikidata identifier, where known.
        offices: A person's offices with their dates.
        pronoun: "he" or "she" for a person; None where not known.
        cameo: CAMEO code, where it differs from `code`.
        members: A body's members with their dates.
    """

    id: str
    name: str
    kind: ActorKind
    party: str | None = None
    aliases: tuple[str, ...] = ()
    code: str | None = None
    wikidata: str | None = None
    offices: tuple[Office, ...] = ()
    pronoun: str | None = None
    cameo: str | None = None
    members: tuple[Membership, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """The words by which a report names someone, and whom they stand for as far as that is known.

    Attributes:
        citation: The words as printed ("his Polish counterpart").
        actor: The id of the actor, or None where unsure or unknown.
        party: The id of the state or body that the actor speaks or acts for, or None.
        candidates: Ids that the words may stand for, best first, where more than one remains.
        name: The name that the report itself gives in full for this mention ("Zbigniew Rau"; for people who stay
            unnamed, what it calls them: "Senior officials in Cairo"), or None.
        sector: The part of a society that the words name ("Russian troops"), where they do.
        together: The words name all of `candidates` ("Egypt and Sudan"), not one of them: there is no doubt.
    """

    citation: Citation
    actor: str | None = None
    party: str | None = None
    candidates: tuple[str, ...] = ()
    name: str | None = None
    sector: Sector | None = None
    together: bool = False

    @property
    def side(self) -> str | None:
        """For whom it speaks or acts: the party, or the actor where it is of none; None where neither is known."""
        return self.party or self.actor


@dataclass(frozen=True, slots=True)
class Issue:
    """Something the parties dispute: an id, its name, and the words that tell that an entry is about it."""

    id: str
    name: str
    words: tuple[str, ...] = ()
