"""PLOVER's own rules: which root and mode an event has, once its words, parties and status are known.

The rules are those of the PLOVER manual (2021): cooperation that is still to come is AGREE; a withdrawal that is
announced is CONCEDE; an exercise is COOPERATE when it is joint, MOBILIZE when it is not; and so on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Root, Status
from onrecord.extractors.events.lexicon import modes, word_set
from onrecord.extractors.events.parties import is_exercise
from onrecord.extractors.events.syntax import DATE_LABELS, PLACE_LABELS
from onrecord.extractors.events.triggers import verb_trigger

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.core.document import Token
    from onrecord.extractors.events.parties import Parties
    from onrecord.extractors.events.syntax import Reading
    from onrecord.extractors.events.triggers import Trigger

_HOSTILE = frozenset((Root.ASSAULT, Root.COERCE, Root.SANCTION))
_REACH = 12
_ALSO_OF_WORDS = word_set("also_of_words")
_WHEN_AND_WHERE = DATE_LABELS | PLACE_LABELS
_EXTENTS = word_set("extents")
_BACKING, _FOR, _OVER = word_set("backing"), word_set("for"), word_set("over")
_BROKERING = word_set("brokering")
_OFFICES = word_set("offices")
_PLAIN_ASSAULTS = word_set("plain_assaults")
_PERSONS = word_set("persons")
_MEDIUM_LEADS = word_set("medium_leads")


Coding = tuple[Root, str | None]


def coded(
    reading: Reading, trigger: Trigger, parties: Parties, status: Status, *, promised: bool
) -> tuple[Root, str | None]:
    """Return the root and mode of an event.

    Args:
        promised: The clause itself says that it is to come ("will meet", "agreed to send"); a mere "before the
            meeting" does not.
    """
    told = _Told(reading, trigger, parties, _near(reading, trigger), status is Status.PLANNED and promised)
    rules = _BY_ROOT.get(trigger.sense.root, ())
    plain = trigger.sense.root, trigger.sense.mode or _mode(reading, trigger, parties, told.near)
    return next((coding for rule in rules if (coding := rule(told))), plain)


class _Told(NamedTuple):
    """An event, as the rules of its coding need it.

    Attributes:
        near: The lemmas that hang on its words.
        to_come: It is promised, and still to come.
    """

    reading: Reading
    trigger: Trigger
    parties: Parties
    near: set[str]
    to_come: bool


def _with_words(told: _Told) -> Coding | None:
    """The senator attacked his rival."""
    of_words = told.trigger.sense.mode is None and _is_of_mere_words(
        told.reading, told.trigger, told.parties, told.near
    )
    return (Root.ACCUSE, "disapprove") if of_words else None


def _exercised(told: _Told) -> Coding | None:
    """Held an exercise: with others, or alone."""
    if not is_exercise(told.reading, told.trigger):
        return None
    joint = len(told.parties.sources) > 1 or _told(told.near, "joint")
    return (Root.COOPERATE, None) if joint else (Root.MOBILIZE, "troops")


def _loyal(told: _Told) -> Coding | None:
    """The senator's support for the minister."""
    return (Root.SUPPORT, None) if _is_of_loyalty(told.reading, told.trigger, told.parties) else None


def _vowing(told: _Told) -> Coding | None:
    """A vow to attack threatens."""
    hostile = told.trigger.pattern.clause and _vowed(told.reading, told.trigger) & _HOSTILE
    return (Root.THREATEN, _content(told.reading, told.trigger, "threatened")) if hostile else None


def _agreed(told: _Told) -> Coding | None:
    """Cooperation that is still to come is agreed upon."""
    return (Root.AGREE, None) if told.to_come and told.parties.sources else None


def _conceded(told: _Told) -> Coding | None:
    """A withdrawal that is announced is conceded."""
    return (Root.CONCEDE, None) if told.to_come else None


# The rules of a root, in order: the first that fits gives another root and mode.
_BY_ROOT: dict[Root, tuple[Callable[[_Told], Coding | None], ...]] = {
    Root.ASSAULT: (_with_words,),
    Root.MOBILIZE: (_exercised,),
    Root.COOPERATE: (_exercised, _agreed),
    Root.AID: (_loyal, _agreed),
    Root.CONSULT: (_agreed,),
    Root.SUPPORT: (_agreed,),
    Root.AGREE: (_vowing,),
    Root.RETREAT: (_conceded,),
}


def _mode(reading: Reading, trigger: Trigger, parties: Parties, near: set[str]) -> str | None:
    """Return the mode that the words around an event tell, where its own word has none."""
    telling = _MODES.get(trigger.sense.root)
    return telling(reading, trigger, parties, near) if telling else None


def _of_talks(reading: Reading, trigger: Trigger, parties: Parties, near: set[str]) -> str | None:
    many = "multilateral" if len(parties.sources) > 2 else None
    return _told(near, "phone") or _brokered(reading, trigger) or many


def _of_assault(_: Reading, __: Trigger, ___: Parties, near: set[str]) -> str | None:
    return _told(near, "weapon")


def _of_threat(reading: Reading, trigger: Trigger, _: Parties, __: set[str]) -> str | None:
    return _content(reading, trigger, "threatened")


def _of_demand(reading: Reading, trigger: Trigger, _: Parties, __: set[str]) -> str | None:
    return _content(reading, trigger, "asked")


def _of_forces(reading: Reading, trigger: Trigger, _: Parties, __: set[str]) -> str | None:
    moved = set() if trigger.object is None else {reading.tokens[trigger.object].lemma}
    return _told(moved, "moved") or "troops"


# What tells the mode of a root, where its own word has none.
_MODES = {
    Root.CONSULT: _of_talks,
    Root.ASSAULT: _of_assault,
    Root.THREATEN: _of_threat,
    Root.REQUEST: _of_demand,
    Root.REJECT: _of_demand,
    Root.MOBILIZE: _of_forces,
}


def _brokered(reading: Reading, trigger: Trigger) -> str | None:
    """Return the mode of talks that a third party brings about."""
    told = reading.below(trigger.token, "acl", "relcl")
    return "third-party" if any(clause.lemma in _BROKERING for clause in told) else None


def _is_of_mere_words(reading: Reading, trigger: Trigger, parties: Parties, near: set[str]) -> bool:
    """Say whether words attack: those of one person another, with no weapon told, or over what somebody did."""
    if reading.tokens[trigger.token].lemma.lower() not in _ALSO_OF_WORDS or _told(near, "weapon"):
        return False
    if _has_reason(reading, trigger.token):
        return True
    return bool(parties.sources and parties.targets) and all(
        _is_person(reading, phrase[1] - 1) for phrase in (*parties.sources, *parties.targets)
    )


def is_of_nobody(reading: Reading, trigger: Trigger, parties: Parties) -> bool:
    """Say whether what is done to nobody told is words or votes: "his attacks", an end of "his campaign"."""
    if parties.targets:
        return False
    if trigger.object is not None and trigger.sense.mode == "ceasefire":
        return reading.tokens[trigger.object].lemma == "campaign"
    token = reading.tokens[trigger.token]
    return (
        token.lemma in _PLAIN_ASSAULTS
        and reading.is_noun(token.i)
        and bool(parties.sources)
        and all(_is_person(reading, last - 1) and last <= token.i for _, last in parties.sources)
        and not _told(_near(reading, trigger), "weapon")
    )


def _has_reason(reading: Reading, i: int) -> bool:
    """Say whether somebody is attacked for doing something, or over it: "attacked them for failing to act"."""
    for prep in reading.below(i, "prep"):
        if prep.lemma in _FOR and any(child.tag == "VBG" for child in reading.below(prep.i, "pcomp")):
            return True
        if prep.lemma in _OVER and any(_is_a_matter(reading, child) for child in reading.below(prep.i, "pobj")):
            return True
    return False


def _is_a_matter(reading: Reading, token: Token) -> bool:
    """Say whether what stands behind "over" is what it is about: no time, no place, no number of dead."""
    return reading.labels.get(token.i) not in _WHEN_AND_WHERE and token.lemma not in _EXTENTS


def _is_of_loyalty(reading: Reading, trigger: Trigger, parties: Parties) -> bool:
    """Say whether "support for" is that of one person, or for one: that is no aid."""
    token = reading.tokens[trigger.token]
    if token.lemma not in _BACKING or reading.has(token.i, "amod"):
        return False
    return any(_is_person(reading, phrase[1] - 1) for phrase in (*parties.sources, *parties.targets))


def _is_person(reading: Reading, i: int) -> bool:
    token = reading.tokens[i]
    return reading.labels.get(i) == "PERSON" or token.lemma.lower() in _OFFICES or token.text.lower() in _PERSONS


def concedes(reading: Reading, trigger: Trigger) -> bool:
    """Say whether an agreement or promise is to yield: to withdraw, to release, to lift sanctions.

    The manual has these under CONCEDE. The table from CAMEO, and who codes pairs by it, leaves them under AGREE.
    """
    clause = trigger.sense.root is Root.AGREE and trigger.pattern.clause
    return clause and Root.RETREAT in _vowed(reading, trigger)


def _vowed(reading: Reading, trigger: Trigger) -> frozenset[Root]:
    """Return the roots of what a vow, an agreement or a promise says will be done."""
    inner = (verb_trigger(reading, child) for child in reading.below(trigger.token, "xcomp", "ccomp"))
    return frozenset(found.sense.root for found in inner if found is not None)


def _told(words: set[str], kind: str) -> str | None:
    """Return the mode that one of these words tells, by a list of `modes.toml`."""
    known = modes()[kind]
    return min(
        ((order, mode) for word in words if word in known for order, mode in (known[word],)), default=(0, None)
    )[1]


def _near(reading: Reading, trigger: Trigger) -> set[str]:
    """Return the lemmas that hang on the event's words: modifiers, and what stands behind "with", "by", "on"."""
    found: set[str] = set()
    for head in (trigger.token, trigger.carrier, trigger.object):
        if head is None:
            continue
        if reading.tokens[head].pos != "VERB":
            found.add(reading.tokens[head].lemma.lower())
        for child in reading.below(head, "amod", "compound", "nmod", "prep", "advmod", "dobj"):
            found.add(child.lemma.lower())
            if child.dep == "prep" and child.lemma in _MEDIUM_LEADS:
                found.update(inner.lemma.lower() for inner in reading.below(child.i, "pobj"))
    return found


def _content(reading: Reading, trigger: Trigger, kind: str) -> str | None:
    """Return the mode of what is asked, refused or threatened, by the first telling word behind the trigger."""
    sentence = reading.document.sentences[reading.tokens[trigger.token].sentence]
    known = modes()[kind]
    behind = (reading.tokens[i].lemma.lower() for i in range(trigger.token + 1, sentence.last)[:_REACH])
    return next((known[lemma][1] for lemma in behind if lemma in known), None)
