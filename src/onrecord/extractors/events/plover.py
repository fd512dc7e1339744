"""PLOVER's own rules: which root and mode an event has, once its words, parties and status are known.

The rules are those of the PLOVER manual (2021): cooperation that is still to come is AGREE; a withdrawal that is
announced is CONCEDE; an exercise is COOPERATE when it is joint, MOBILIZE when it is not; and so on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Root, Status
from onrecord.extractors.events.lexicon import modes, word_set
from onrecord.extractors.events.parties import is_exercise
from onrecord.extractors.events.syntax import DATE_LABELS, PLACE_LABELS
from onrecord.extractors.events.triggers import verb_trigger

if TYPE_CHECKING:
    from onrecord.extractors.events.parties import Parties
    from onrecord.extractors.events.syntax import Reading
    from onrecord.extractors.events.triggers import Trigger

_HOSTILE = frozenset((Root.ASSAULT, Root.COERCE, Root.SANCTION))
_COOPERATIVE = frozenset((Root.CONSULT, Root.SUPPORT, Root.COOPERATE, Root.AID))
_REACH = 12
_ALSO_OF_WORDS = word_set("also_of_words")
_WHEN_AND_WHERE = DATE_LABELS | PLACE_LABELS
_EXTENTS = word_set("extents")
_BROKERING = word_set("brokering")
_OFFICES = word_set("offices")
_PLAIN_ASSAULTS = word_set("plain_assaults")
_PERSONS = word_set("persons")
_MEDIUM_LEADS = word_set("medium_leads")


def coded(
    reading: Reading, trigger: Trigger, parties: Parties, status: Status, *, promised: bool
) -> tuple[Root, str | None]:
    """Return the root and mode of an event.

    Args:
        promised: The clause itself says that it is to come ("will meet", "agreed to send"); a mere "before the
            meeting" does not.
    """
    root, mode = trigger.sense.root, trigger.sense.mode
    near = _near(reading, trigger)
    if root is Root.ASSAULT and mode is None and _is_of_mere_words(reading, trigger, parties, near):
        return Root.ACCUSE, "disapprove"
    if root in (Root.MOBILIZE, Root.COOPERATE) and is_exercise(reading, trigger):
        joint = len(parties.sources) > 1 or _told(near, "joint")
        return (Root.COOPERATE, None) if joint else (Root.MOBILIZE, "troops")
    if root is Root.AID and _is_of_loyalty(reading, trigger, parties):
        return Root.SUPPORT, None
    if root is Root.AGREE and trigger.pattern.clause and _vowed(reading, trigger) & _HOSTILE:
        return Root.THREATEN, _content(reading, trigger, "threatened")  # a vow to attack threatens
    if root in _COOPERATIVE and status is Status.PLANNED and promised and parties.sources:
        return Root.AGREE, None
    if root is Root.RETREAT and status is Status.PLANNED and promised:
        return Root.CONCEDE, None
    return root, mode or _mode(reading, trigger, parties, near)


def _mode(reading: Reading, trigger: Trigger, parties: Parties, near: set[str]) -> str | None:
    """Return the mode that the words around an event tell, where its own word has none."""
    root = trigger.sense.root
    if root is Root.CONSULT:
        return (
            _told(near, "phone")
            or _brokered(reading, trigger)
            or ("multilateral" if len(parties.sources) > 2 else None)
        )
    if root is Root.ASSAULT:
        return _told(near, "weapon")
    if root in (Root.REQUEST, Root.REJECT, Root.THREATEN):
        return _content(reading, trigger, "threatened" if root is Root.THREATEN else "asked")
    if root is Root.MOBILIZE:
        moved = set() if trigger.object is None else {reading.tokens[trigger.object].lemma}
        return _told(moved, "moved") or "troops"
    return None


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
        if prep.lemma == "for" and any(child.tag == "VBG" for child in reading.below(prep.i, "pcomp")):
            return True
        if prep.lemma == "over" and any(
            reading.labels.get(child.i) not in _WHEN_AND_WHERE and child.lemma not in _EXTENTS
            for child in reading.below(prep.i, "pobj")
        ):
            return True
    return False


def _is_of_loyalty(reading: Reading, trigger: Trigger, parties: Parties) -> bool:
    """Say whether "support for" is that of one person, or for one: that is no aid."""
    token = reading.tokens[trigger.token]
    if token.lemma != "support" or token.pos != "NOUN" or any(True for _ in reading.below(token.i, "amod")):
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
