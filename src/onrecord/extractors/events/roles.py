"""Who did it, to whom and where: the phrases that stand in the roles of an event, by syntax.

Subjects are followed through conjunctions, control ("pushed X to invade"), relative clauses and participles;
objects through passives. Roles are (first, last) phrases of tokens, in the order of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.extractors.events.lexicon import word_set
from onrecord.extractors.events.syntax import DATE_LABELS, PLACE_LABELS, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.document import Token

Phrase = tuple[int, int]

_MEANING = word_set("meaning")
_PRESSING = word_set("pressing")
_SUBJECT_CONTROL = word_set("subject_control")
INSIDE = word_set.in_order("inside")
OWNING = word_set.in_order("owning")
BORDERS = word_set("borders")
_NEAR = word_set.in_order("near")
_TWO_SIDED = word_set("two_sided")


_OUTCOMES = word_set("outcomes")
_PARTICIPLE_LEADS = word_set("participle_leads")
_APPEALING = word_set("appealing")
_PRESSED_LEADS = word_set.in_order("pressed_leads")
_STANDING_UNDER = word_set("standing_under")
_OWNER_LEADS = word_set("owner_leads")
_PLACE_LEADS = word_set("place_leads")
_APPEALED_LEADS = word_set.in_order("appealed_leads")
_BORDER_LEADS = word_set.in_order("border_leads")


class Subject(NamedTuple):
    """The heads of a verb's subject, and whether they undergo what the verb says."""

    heads: tuple[int, ...]
    passive: bool


def subject(reading: Reading, verb: int) -> Subject:
    """Return the subject of a verb, also where the verb itself has none."""
    found = _subject(reading, verb)
    if found.heads and _is_quoted_away(reading, found.heads[-1], verb):
        return Subject((), found.passive)
    return found


def _subject(reading: Reading, verb: int) -> Subject:
    tokens = reading.tokens
    passive = is_passive(reading, verb)
    for _ in range(6):
        token = tokens[verb]
        own = [child.i for child in reading.below(verb, "nsubj", "nsubjpass", "csubj")]
        if own:
            before = [k for k in own if k < verb] or own
            return Subject(tuple(reading.coordinated(reading.antecedent(before[-1]))), passive)
        head = tokens[token.head]
        if token.dep == "conj" and head.pos in ("VERB", "AUX"):
            passive = passive or (
                token.tag == "VBN" and is_passive(reading, head.i) and not _auxiliaries(reading, verb)
            )
        elif _is_imperative(reading, token):
            break
        elif token.dep == "acl":
            return _of_noun_clause(reading, token, passive)
        elif token.dep == "relcl":
            return Subject((token.head,), passive)
        elif token.dep in ("xcomp", "ccomp", "advcl", "pcomp", "oprd", "dep", "prep"):
            controller = _object_control(reading, token)
            if controller is not None:
                return Subject(tuple(reading.coordinated(controller)), passive)
            if _is_outcome(reading, token):
                return Subject(tuple(agents(reading, token.head)), passive)
        else:
            break
        verb = _governor(reading, token)
        if verb == token.i or tokens[verb].lemma in _MEANING:
            break
        if tokens[verb].pos in ("NOUN", "PROPN"):
            return Subject(tuple(owners(reading, verb)), passive)
    return Subject((), passive)


def _is_outcome(reading: Reading, token: Token) -> bool:
    """Say whether a clause tells what came of what was done to something: "was shelled, killing five"."""
    return (
        token.dep == "advcl"
        and token.tag == "VBG"
        and token.lemma in _OUTCOMES
        and reading.tokens[token.i - 1].text == ","
        and is_passive(reading, token.head)
    )


def _is_imperative(reading: Reading, token: Token) -> bool:
    """Say whether a verb is the imperative of a quotation: "Leave," the envoy said."""
    told = token.dep in ("ccomp", "advcl") and token.tag == "VB" and token.i < token.head
    return told and not _auxiliaries(reading, token.i)


def _is_quoted_away(reading: Reading, first: int, verb: int) -> bool:
    """Say whether a quotation ends between a subject and its verb: then the two are not one clause."""
    if reading.tokens[first].sentence != reading.tokens[verb].sentence:
        return False
    between = range(first + 1, min(verb, first + 60))
    marks = [reading.tokens[k].text for k in between if reading.tokens[k].text in ("”", '"', "“", "''", "’’")]
    return len(marks) % 2 == 1 and marks[-1] != "“"


def _governor(reading: Reading, token: Token) -> int:
    """Return the verb or noun above a verb without subject, prepositions and adjectives passed over."""
    current = reading.tokens[token.head]
    for _ in range(4):
        if current.pos in ("VERB", "NOUN", "PROPN") or current.head == current.i:
            return current.i
        if current.pos == "AUX":
            return current.i
        current = reading.tokens[current.head]
    return current.i


def _object_control(reading: Reading, token: Token) -> int | None:
    """Return the object of the governing verb, where that one acts: "pushed X to invade", "accused X of"."""
    head = reading.tokens[token.head]
    if token.dep == "pcomp":
        if head.lemma in _PARTICIPLE_LEADS:
            return None
        head = reading.tokens[head.head]
    if token.dep == "advcl" and token.tag != "VB":
        return None
    if head.pos != "VERB" or head.lemma in _SUBJECT_CONTROL:
        return None
    if token.dep == "advcl" and head.lemma != "lead" and not is_pressed(reading, head.i):
        return None
    found = reading.first(head.i, "dobj", "dative")
    if found is not None and reading.tokens[found].lemma in _PRESSING:
        return next(iter(led_by(reading, [found, head.i], _PRESSED_LEADS)), None)
    if found is None and head.lemma in _APPEALING:
        found = next(iter(led_by(reading, [head.i], _APPEALED_LEADS)), None)
    if found is None and is_passive(reading, head.i):
        found = reading.first(head.i, "nsubjpass")
    return reading.antecedent(found) if found is not None and reading.can_act(found) else None


def is_pressed(reading: Reading, verb: int) -> bool:
    """Say whether a verb's object is a call on others: "put pressure on"."""
    found = reading.first(verb, "dobj")
    return found is not None and reading.tokens[found].lemma in _PRESSING


def _of_noun_clause(reading: Reading, token: Token, passive: bool) -> Subject:
    """Return the subject of a clause that hangs on a noun: "troops massing", "plans to invade"."""
    tokens, noun = reading.tokens, token.head
    if token.tag == "VBN" and not _auxiliaries(reading, token.i):
        return Subject(tuple(reading.coordinated(noun)), passive=True)
    if token.tag != "VB" or reading.can_act(noun):
        return Subject((noun,), passive)
    if tokens[noun].lemma in _PRESSING:
        pressed = led_by(reading, [noun], _PRESSED_LEADS)
        if pressed and reading.can_act(pressed[0]):
            return Subject(tuple(pressed), passive)
    return Subject(tuple(owners(reading, noun)), passive)


def owners(reading: Reading, noun: int) -> list[int]:
    """Return whose plan, threat or promise a noun is: its possessor, or the subject of the verb it belongs to."""
    owner = reading.first(noun, "poss")
    if owner is not None:
        return reading.coordinated(reading.antecedent(owner))
    for child in reading.below(noun, "compound", "amod", "nmod"):
        if reading.labels.get(child.i) in ("GPE", "NORP", "ORG", "PERSON"):
            return [child.i]
    by = [reading.first(prep.i, "pobj") for prep in reading.below(noun, "prep") if prep.lemma in _OWNER_LEADS]
    agents = [found for found in by if found is not None and reading.can_act(found)]
    if agents:
        return reading.coordinated(agents[0])
    token = reading.tokens[noun]
    if token.dep == "pobj" and reading.tokens[token.head].lemma in _STANDING_UNDER:
        token = reading.tokens[token.head]
    if token.dep in ("dobj", "attr", "prep") and reading.tokens[token.head].pos in ("VERB", "AUX"):
        return list(subject(reading, token.head).heads)
    return []


def is_passive(reading: Reading, verb: int) -> bool:
    """Say whether a verb is in the passive."""
    if any(True for _ in reading.below(verb, "auxpass", "nsubjpass")):
        return True
    token = reading.tokens[verb]
    if token.tag != "VBN" or _auxiliaries(reading, verb):
        return False
    # "Asked whether ..., she declined": it is she who was asked.
    return token.dep == "acl" or (token.dep == "advcl" and reading.first(verb, "dobj") is None)


def _auxiliaries(reading: Reading, verb: int) -> list[str]:
    return [child.lemma for child in reading.below(verb, "aux", "auxpass")]


def agents(reading: Reading, verb: int) -> list[int]:
    """Return who does it, of a verb in the passive."""
    for child in reading.below(verb, "agent", "prep"):
        if child.lemma == "by":
            inner = reading.first(child.i, "pobj")
            if inner is not None and (child.dep == "agent" or reading.can_act(inner)):
                return reading.coordinated(inner)
    return []


def doers(reading: Reading, verb: int) -> Iterable[int]:
    """Return who does it: the agents of a passive, the subject of another verb."""
    return agents(reading, verb) if is_passive(reading, verb) else subject(reading, verb).heads


def objects(reading: Reading, verb: int) -> list[int]:
    """Return what a verb is done to: its object, the subject of its passive, what a relative clause hangs on."""
    found = [child.i for child in reading.below(verb, "dobj", "obj")]
    if found:
        return [joined for i in found[:3] for joined in reading.coordinated(reading.antecedent(i))]
    who = subject(reading, verb)
    if who.passive:
        return list(who.heads)
    token = reading.tokens[verb]
    where = any(child.tag == "WRB" for child in reading.below(verb, "advmod"))
    if token.dep == "relcl" and not where and any(True for _ in reading.below(verb, "nsubj")):
        inner = reading.first(verb, "nsubj")
        if inner is not None and reading.antecedent(inner) == inner:
            return [token.head]
    dative = [child.i for child in reading.below(verb, "dative") if child.pos != "ADP"]
    return reading.coordinated(dative[0]) if dative else []


# What stands behind the preposition is no party: "in order to".
_SET_PHRASES = frozenset(
    (("in", "order"), ("in", "fact"), ("on", "condition"), ("in", "response"), ("in", "return"))
)


def led_by(reading: Reading, heads: Iterable[int], leads: tuple[str, ...]) -> list[int]:
    """Return the heads that the best of these prepositions leads to from one of these tokens."""
    found: dict[str, int] = {}
    for head in heads:
        for prep in reading.below(head, "prep", "dative", "agent", "prt"):
            word = prep.text.lower()
            if word in leads and word not in found:
                inner = _object_of(reading, prep.i)
                if inner is None or reading.labels.get(inner) in DATE_LABELS:
                    continue  # "on Wednesday called on the rebels"
                if (word, reading.tokens[inner].text) not in _SET_PHRASES:
                    found[word] = inner
    best = min(found, key=leads.index, default=None)
    return reading.coordinated(reading.antecedent(found[best])) if best else []


def _object_of(reading: Reading, prep: int) -> int | None:
    """Return the object of a preposition, through a second one ("out of", "away from")."""
    inner = reading.first(prep, "pobj")
    if inner is None:
        second = reading.first(prep, "prep")
        inner = reading.first(second, "pobj") if second is not None else None
    return inner


def counting_head(reading: Reading, noun: int) -> int:
    """Return the head of the phrase that counts a noun: series, in "a series of attacks"."""
    for _ in range(3):
        token = reading.tokens[noun]
        prep = reading.tokens[token.head]
        if token.dep != "pobj" or prep.lemma != "of" or reading.content(prep.head) == prep.head:
            break
        noun = prep.head
    return noun


def parties_in(reading: Reading, head: int, depth: int = 3, leads: tuple[str, ...] = INSIDE) -> list[Phrase]:
    """Return the phrase if it can act, else the parties named inside it: Egypt, in "the demands of Egypt"."""
    inner = reading.content(head)
    if reading.can_act(inner):
        return [reading.phrase(head)]
    before = reading.preposed(inner)
    if before or not depth:
        return before
    for lead in leads:
        joined = led_by(reading, [inner], (lead,))
        parties = [phrase for found in joined for phrase in parties_in(reading, found, depth - 1, leads)]
        if parties:
            return parties
    return []


def bordered(reading: Reading, heads: Iterable[int]) -> list[Phrase]:
    """Return whose border something is done at: Ukraine, in "near the border with Ukraine", "on whose border"."""
    for head in heads:
        for prep in reading.below(head, "prep", "advmod"):
            inner = reading.first(prep.i, "pobj")
            if prep.text.lower() not in _NEAR or inner is None or reading.tokens[inner].lemma not in BORDERS:
                continue
            whose = reading.first(inner, "poss")
            if whose is not None and reading.tokens[whose].tag == "PRP$":
                whose = None
            named = [reading.antecedent(whose)] if whose is not None else led_by(reading, [inner], _BORDER_LEADS)
            phrases = [phrase for found in named for phrase in parties_in(reading, found, 1)]
            return phrases or reading.preposed(inner) if not _own(reading, inner) else []
    return []


def _own(reading: Reading, noun: int) -> bool:
    return any(child.tag == "PRP$" for child in reading.below(noun, "poss"))


def place(reading: Reading, heads: Iterable[int]) -> Phrase | None:
    """Return where something is done: a named place behind "in", "at", "near", "on" or "off"."""
    for head in heads:
        for prep in reading.below(head, "prep"):
            if prep.text.lower() not in _PLACE_LEADS:
                continue
            inner = reading.first(prep.i, "pobj")
            if inner is not None and _is_place(reading, inner):
                return reading.phrase(inner)
    return None


def _is_place(reading: Reading, head: int) -> bool:
    first, last = reading.phrase(head)
    return reading.labels.get(head) in PLACE_LABELS or (
        reading.tokens[head].lemma in BORDERS
        and any(
            reading.labels.get(k) in (*PLACE_LABELS, "NORP") or reading.tokens[k].tag == "PRP$"
            for k in range(first, last)
        )
    )


def two_sided(reading: Reading, noun: int) -> list[Phrase]:
    """Return the parties of "talks between X and Y"."""
    heads = led_by(reading, [noun], tuple(_TWO_SIDED - {"by"}))
    if len(heads) == 1:  # "between the envoy, Ali Said, and his colleague": the second is joined to the name
        heads += [k for named in reading.below(heads[0], "appos") for k in reading.coordinated(named.i)[1:]]
    return [reading.phrase(head) for head in heads if reading.can_act(head)]
