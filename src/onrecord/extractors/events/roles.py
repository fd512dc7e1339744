"""Who did it, to whom and where: the phrases that stand in the roles of an event, by syntax.

Subjects are followed through conjunctions, control ("pushed X to invade"), relative clauses and participles;
objects through passives. Roles are (first, last) phrases of tokens, in the order of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.extractors.events.lexicon import word_set
from onrecord.extractors.events.syntax import DATE_LABELS, PARTY_LABELS, PLACE_LABELS, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.document import Token

Phrase = tuple[int, int]

_LEANING = frozenset({"xcomp", "ccomp", "advcl", "pcomp", "oprd", "dep", "prep"})
_LEADING_TO = word_set("leading_to")
_OF = word_set("of")
_MEANING = word_set("meaning")
_PRESSING = word_set("pressing")
_SUBJECT_CONTROL = word_set("subject_control")
INSIDE = word_set.in_order("inside")
OWNING = word_set.in_order("owning")
BORDERS = word_set("borders")
_NEAR = word_set.in_order("near")
_TWO_SIDED = word_set.in_order("two_sided")


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
    passive = is_passive(reading, verb)
    for _ in range(6):
        token = reading.tokens[verb]
        own = _own_subjects(reading, verb)
        if own:
            return Subject(tuple(reading.coordinated(reading.antecedent(own[-1]))), passive)
        passive = passive or _shares_passive(reading, token)
        shared = _shared_subject(reading, token, passive)
        if shared is not None:
            return shared
        verb = _governor(reading, token)
        if verb == token.i or reading.tokens[verb].lemma in _MEANING:
            break
        if reading.tokens[verb].pos in ("NOUN", "PROPN"):
            return Subject(tuple(owners(reading, verb)), passive)
    return Subject((), passive)


def _own_subjects(reading: Reading, verb: int) -> list[int]:
    """Return a verb's own subjects; of those before it and behind it, those before it."""
    own = [_doing(reading, child) for child in reading.below(verb, "nsubj", "nsubjpass", "csubj")]
    return [k for k in own if k < verb] or own


def _doing(reading: Reading, own: Token) -> int:
    """Return the head of a subject; the noun of one that the parse takes for a clause: "scorching heat hit"."""
    noun = own.i + 1
    beside = own.dep == "csubj" and own.tag == "VBG" and reading.tokens[noun].head == own.i
    return noun if beside and reading.tokens[noun].dep == "dobj" else own.i


def _is_joined(reading: Reading, token: Token) -> bool:
    return token.dep == "conj" and reading.tokens[token.head].pos in ("VERB", "AUX")


def _shares_passive(reading: Reading, token: Token) -> bool:
    """Say whether a participle is joined to a passive: "were shelled and burned"."""
    joined = token.tag == "VBN" and _is_joined(reading, token)
    return joined and is_passive(reading, token.head) and not _auxiliaries(reading, token.i)


def _shared_subject(reading: Reading, token: Token, passive: bool) -> Subject | None:
    """Return the subject of a verb without one, by how it hangs on what is above; None: that one's is its own."""
    if _is_joined(reading, token):
        return None
    if token.dep == "acl" and not _is_imperative(reading, token):
        return _of_noun_clause(reading, token, passive)
    if token.dep == "relcl":
        return Subject((token.head,), passive)
    if token.dep not in _LEANING or _is_imperative(reading, token):
        return Subject((), passive)
    controller = _object_control(reading, token)
    if controller is not None:
        return Subject(tuple(reading.coordinated(controller)), passive)
    return Subject(tuple(agents(reading, token.head)), passive) if _is_outcome(reading, token) else None


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
    head = _controller(reading, token)
    if head is None or (token.dep == "advcl" and not _leads_to(reading, head)):
        return None
    found = reading.first(head.i, "dobj", "dative")
    if found is not None and reading.tokens[found].lemma in _PRESSING:
        return next(iter(led_by(reading, [found, head.i], _PRESSED_LEADS)), None)
    if found is None:
        found = _called_on(reading, head)
    return reading.antecedent(found) if found is not None and reading.can_act(found) else None


def _controller(reading: Reading, token: Token) -> Token | None:
    """Return the word above a clause whose object may be its subject, or None."""
    head = reading.tokens[token.head]
    if token.dep == "pcomp":
        head = reading.tokens[head.head] if head.lemma not in _PARTICIPLE_LEADS else head
    purpose = token.dep != "advcl" or token.tag == "VB"
    return head if purpose and head.pos == "VERB" and head.lemma not in _SUBJECT_CONTROL else None


def _leads_to(reading: Reading, verb: Token) -> bool:
    """Say whether the object of a verb does what the parse takes for a purpose: "led them to attack"."""
    return verb.lemma in _LEADING_TO or is_pressed(reading, verb.i)


def _called_on(reading: Reading, verb: Token) -> int | None:
    """Return who is called on by a verb without an object: behind its preposition, or the passive's subject."""
    led = led_by(reading, [verb.i], _APPEALED_LEADS) if verb.lemma in _APPEALING else []
    passive = not led and is_passive(reading, verb.i)
    return reading.first(verb.i, "nsubjpass") if passive else next(iter(led), None)


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
    before = (child.i for child in reading.below(noun, "compound", "amod", "nmod"))
    named = [i for i in before if reading.labels.get(i) in PARTY_LABELS][:1]
    return named or _owners_behind(reading, noun)


def _owners_behind(reading: Reading, noun: int) -> list[int]:
    """Return who stands behind "by" or "of", else the subject of the verb that a plan or threat belongs to."""
    by = (reading.first(prep.i, "pobj") for prep in reading.below(noun, "prep") if prep.lemma in _OWNER_LEADS)
    agent = next((found for found in by if found is not None and reading.can_act(found)), None)
    return _bearers(reading, noun) if agent is None else reading.coordinated(agent)


def _bearers(reading: Reading, noun: int) -> list[int]:
    """Return the subject of the verb that a plan or threat belongs to: "is at risk of", "made plans"."""
    token = reading.tokens[noun]
    if token.dep == "pobj" and reading.tokens[token.head].lemma in _STANDING_UNDER:
        token = reading.tokens[token.head]
    belongs = token.dep in ("dobj", "attr", "prep") and reading.tokens[token.head].pos in ("VERB", "AUX")
    return list(subject(reading, token.head).heads) if belongs else []


def is_passive(reading: Reading, verb: int) -> bool:
    """Say whether a verb is in the passive."""
    if reading.has(verb, "auxpass", "nsubjpass"):
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
    hung_on = _hung_on(reading, verb)
    dative = [child.i for child in reading.below(verb, "dative") if child.pos != "ADP"]
    return hung_on or (reading.coordinated(dative[0]) if dative else [])


def _hung_on(reading: Reading, verb: int) -> list[int]:
    """Return what a relative clause without an object hangs on: "the town that they shelled"."""
    token = reading.tokens[verb]
    inner = reading.first(verb, "nsubj") if token.dep == "relcl" else None
    if inner is None or any(child.tag == "WRB" for child in reading.below(verb, "advmod")):
        return []
    return [token.head] if reading.antecedent(inner) == inner else []


# What stands behind the preposition is no party: "in order to".
_SET_PHRASES = frozenset(tuple(phrase.split("_")) for phrase in word_set.in_order("set_phrases"))


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
        if token.dep != "pobj" or prep.lemma not in _OF or reading.content(prep.head) == prep.head:
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
    borders = (
        inner
        for head in heads
        for prep in reading.below(head, "prep", "advmod")
        if prep.text.lower() in _NEAR and (inner := reading.first(prep.i, "pobj")) is not None
        if reading.tokens[inner].lemma in BORDERS
    )
    border = next(borders, None)
    return [] if border is None or _own(reading, border) else _beyond(reading, border)


def _beyond(reading: Reading, border: int) -> list[Phrase]:
    """Return whose a border is: its owner, who stands behind "with" or "of", or before it."""
    whose = reading.first(border, "poss")
    named = led_by(reading, [border], _BORDER_LEADS) if whose is None else [reading.antecedent(whose)]
    return [phrase for found in named for phrase in parties_in(reading, found, 1)] or reading.preposed(border)


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
    heads = led_by(reading, [noun], _TWO_SIDED)
    if len(heads) == 1:  # "between the envoy, Ali Said, and his colleague": the second is joined to the name
        heads += [k for named in reading.below(heads[0], "appos") for k in reading.coordinated(named.i)[1:]]
    return [reading.phrase(head) for head in heads if reading.can_act(head)]
