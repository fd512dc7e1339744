"""The parties of an event: the phrases that `events_roles` finds, put into the roles that its sense gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Root
from onrecord.extractors.events.lexicon import ANY, PARTY, VERBAL, lexicon, modes, status_words
from onrecord.extractors.events.roles import (
    BORDERS,
    INSIDE,
    OWNING,
    agents,
    bordered,
    counting_head,
    is_passive,
    led_by,
    objects,
    parties_in,
    place,
    subject,
    two_sided,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.extractors.events.roles import Phrase
    from onrecord.extractors.events.syntax import Reading
    from onrecord.extractors.events.triggers import Trigger

_LEADS = ("against", "on", "with", "to", "into", "at", "from", "towards", "toward", "for", "in")
_VERBAL_LEADS = ("to", "with", "against", "from", "of")
_NOUN_LEADS = ("on", "against", "into", "of", "with", "to", "at", "towards", "toward", "for")
_OWNING = frozenset(
    (
        "order",
        "attempt",
        "threaten",
        "rule",
        "reject",
        "renounce",
        "consider",
        "contemplate",
        "deny",
        "seek",
        "simulate",
        "rehearse",
        "try",
    )
)
# Deeds that things and places undergo as well as parties.
_FORCEFUL = frozenset((Root.RETREAT, Root.SANCTION, Root.MOBILIZE, Root.COERCE, Root.ASSAULT, Root.PROTEST))
# Behind these stands where it is done, not against whom.
_SCENES = frozenset(("in", "through", "at", "outside", "across"))
# What is mostly told of those who suffer it.
_SUFFERED = frozenset(
    (
        "arrest",
        "deport",
        "convict",
        "expel",
        "release",
        "abduct",
        "torture",
        "sexual",
        "beat",
        "targeted",
        "firearms",
    )
)
_DEATHS = frozenset(
    ("killing", "murder", "poisoning", "slaying", "overthrow", "ouster", "execution", "assassination")
)
_MAKING = frozenset(("form", "create", "establish", "build", "set", "found", "launch", "make", "appoint", "draft"))
_ENDING = frozenset(("end", "finish", "leave", "interrupt", "wrap"))
_RECEIVERS = frozenset(("recipient", "beneficiary", "victim", "target", "receiver"))


class Parties(NamedTuple):
    """Who did it, to whom, where; phrases in the order of the text."""

    sources: tuple[Phrase, ...]
    targets: tuple[Phrase, ...]
    place: Phrase | None


def parties(reading: Reading, trigger: Trigger) -> Parties:
    """Return the parties of an event."""
    noun = reading.is_noun(trigger.token)
    sources, targets = (_of_noun if noun else _of_verb)(reading, trigger)
    if trigger.sense.hosts and targets:
        sources, targets = targets, sources
    if trigger.sense.together:
        sources, targets = [*sources, *targets], []
    heads = [head for head in (trigger.token, trigger.carrier, trigger.object) if head is not None]
    heads += counting(reading, trigger)
    where = place(reading, heads)
    if trigger.sense.root is Root.MOBILIZE:
        targets = bordered(reading, heads) or _whose_border(reading, heads) or targets
        sources = sources or _own_forces(reading, trigger)
        own = [
            phrase
            for phrase in targets
            if reading.tokens[phrase[0]].tag == "PRP$" and not reading.can_act(phrase[1] - 1)
        ]
        targets = [phrase for phrase in targets if phrase not in own]
        where = where or (own[0] if own else None)
    if trigger.sense.root is Root.CONCEDE:
        targets = [phrase for phrase in targets if reading.tokens[phrase[0]].tag != "PRP$"]
    if trigger.sense.root in (Root.PROTEST, Root.COERCE) or (
        trigger.sense.root is Root.MOBILIZE and is_exercise(reading, trigger)
    ):
        scenes = [phrase for phrase in targets if reading.tokens[phrase[0] - 1].text.lower() in _SCENES]
        targets = [phrase for phrase in targets if phrase not in scenes]
        where = where or (scenes[0] if scenes else None)
    kept = _distinct(sorted(sources, key=lambda phrase: not _is_name(reading, phrase)))
    done_to = _distinct(phrase for phrase in targets if not _overlaps(phrase, kept))
    return Parties(kept, done_to, None if where is None or _overlaps(where, done_to) else where)


def is_exercise(reading: Reading, trigger: Trigger) -> bool:
    """Say whether forces are not moved but exercised."""
    heads = (trigger.token, trigger.object)
    return any(head is not None and reading.tokens[head].lemma.lower() in modes()["exercise"] for head in heads)


def _own_forces(reading: Reading, trigger: Trigger) -> list[Phrase]:
    """Return the forces that are moved, where their name says whose they are: "Sudanese troops were massed"."""
    moved = trigger.object
    if moved is None or reading.tokens[moved].lemma not in lexicon().forces:
        return []
    phrase = reading.phrase(moved)
    return [phrase] if any(reading.labels.get(i) in ("GPE", "NORP") for i in range(*phrase)) else []


def _is_name(reading: Reading, phrase: Phrase) -> bool:
    """Say whether a phrase is headed by the name of a party: such stand before mere descriptions."""
    label = reading.labels.get(phrase[1] - 1)
    if label == "PERSON":
        return True
    return label in ("GPE", "ORG", "NORP") and all(reading.tokens[i].text != "of" for i in range(*phrase))


def is_pronoun(reading: Reading, phrase: Phrase) -> bool:
    """Say whether a phrase is a mere pronoun."""
    return phrase[1] - phrase[0] == 1 and reading.tokens[phrase[0]].tag in ("PRP", "PRP$", "WP", "WDT", "WP$")


def counting(reading: Reading, trigger: Trigger) -> list[int]:
    """Return the heads of the phrase that counts the object: what stands behind it may hang on any of them."""
    found: list[int] = []
    current = trigger.object
    while current is not None and len(found) < 4 and reading.tokens[current].dep == "pobj":
        current = reading.tokens[reading.tokens[current].head].head
        if current == trigger.token:
            break
        found.append(current)
    return found


def _of_verb(reading: Reading, trigger: Trigger) -> tuple[list[Phrase], list[Phrase]]:
    who = subject(reading, trigger.token)
    actors = agents(reading, trigger.token) if who.passive else who.heads
    sources = _acting(reading, actors)
    if trigger.sense.root is Root.ASSAULT:
        acting = [reading.phrase(head) for head in actors]
        sources = [phrase for phrase in sources if phrase in acting or not reading.may_be_place(phrase)]
    material = trigger.sense.root in _FORCEFUL and trigger.sense.mode != "resign"
    heads = [trigger.token] if trigger.object is None else [trigger.token, trigger.object]
    leads = trigger.pattern.leads
    targets: list[Phrase] = []
    if not trigger.pattern.objects and not trigger.pattern.needs_lead:
        undergoing = objects(reading, trigger.token)
        if trigger.sense.root is Root.ACCUSE:
            targets = [phrase for head in undergoing for phrase in _blamed(reading, head)]
        else:
            targets = _undergoing(reading, undergoing, whole=material)
    if trigger.pattern.objects:
        targets = _dative(reading, trigger)
    if not targets and leads:
        targets = _undergoing(reading, led_by(reading, heads, leads), whole=material)
    if not targets and trigger.pattern.through:
        targets = _undergoing(reading, objects(reading, trigger.token), whole=material)
    anything = trigger.sense.together and ANY in trigger.pattern.objects  # "discussed Libya" is not with Libya
    if (
        not targets
        and not anything
        and trigger.object is not None
        and (_is_upon(trigger) or reading.tokens[trigger.object].lemma not in lexicon().forces)
    ):
        signing = trigger.sense.together  # an agreement signed "in Khartoum" is not Khartoum's
        inside = parties_in(reading, trigger.object, 1, (*OWNING, "with", "to") if signing else INSIDE)
        targets = [phrase for phrase in inside if not _overlaps(phrase, sources)]
        if signing and ANY not in trigger.pattern.objects and PARTY not in trigger.pattern.objects:
            # The treaty is no party to itself, even where it has a name.
            targets = [phrase for phrase in targets if not phrase[0] <= trigger.object < phrase[1]]
    if not targets and not leads and trigger.sense.root is not Root.MOBILIZE:
        targets = _acting(
            reading, led_by(reading, heads, _VERBAL_LEADS if trigger.sense.root in VERBAL else _LEADS)
        )
    return sources, targets or ([] if trigger.sense.together else _in_clause(reading, trigger.token, trigger))


def _blamed(reading: Reading, head: int) -> list[Phrase]:
    """Return who is blamed: of a deed, who did it, not who suffered it ("condemned the attack on Kenya")."""
    inner = reading.content(head)
    senses = [entry.sense.root for entry in lexicon().nouns.get(reading.tokens[inner].lemma.lower(), ())]
    if reading.can_act(inner) or not any(root in _FORCEFUL for root in senses):
        return parties_in(reading, head, 1)
    return reading.preposed(inner) or parties_in(reading, head, 1, ("by",))


def _is_upon(trigger: Trigger) -> bool:
    """Say whether soldiers are those to whom it is done, not the means."""
    return trigger.sense.root in (Root.ASSAULT, Root.COERCE) or trigger.sense.mode == "release"


def _dative(reading: Reading, trigger: Trigger) -> list[Phrase]:
    """Return to whom something is given: Kenya, in "gave Kenya arms"."""
    return _acting(
        reading, [child.i for child in reading.below(trigger.token, "dative", "iobj") if child.pos != "ADP"]
    )


def _in_clause(reading: Reading, head: int, trigger: Trigger) -> list[Phrase]:
    """Return the party that a clause is about: Iran, in "demanded that Iran stop" or "refused to meet Iran"."""
    for child in reading.below(head, "ccomp", "xcomp", "acl"):
        found = [inner.i for inner in reading.below(child.i, "nsubj", "nsubjpass") if child.dep == "ccomp"]
        found += [inner.i for inner in reading.below(child.i, "dobj", "attr")]
        led = led_by(reading, [child.i, *found], _LEADS)
        if (
            trigger.sense.root is Root.AGREE
        ):  # nothing is promised to what will be made, or to whose rules will change
            made = child.lemma in _MAKING
            found = [inner for inner in found if not made and reading.can_act(reading.antecedent(inner))]
        # Whose the object is matters less than whom it is for: "declined to give a promise of Sudan's neutrality".
        phrases = [phrase for inner in found for phrase in parties_in(reading, reading.antecedent(inner), 0)]
        phrases += [phrase for inner in led for phrase in parties_in(reading, inner, 2)]
        phrases = [phrase for phrase in phrases if reading.tokens[phrase[0]].tag != "PRP$"]  # not one's own
        named = [phrase for phrase in phrases if reading.names_in(phrase)]
        if named or phrases:
            return named[:1] or phrases[:1]
    return []


def _of_noun(reading: Reading, trigger: Trigger) -> tuple[list[Phrase], list[Phrase]]:
    noun, leads = trigger.token, trigger.pattern.leads or _NOUN_LEADS
    both = two_sided(reading, noun)
    if both:
        return both, []
    own = reading.preposed(noun, pronouns=True)
    if not trigger.sense.together:
        own = own[:1]
    suffered = own if _is_suffered(reading, trigger) else []
    own = [] if suffered else own
    sources = own or _acting(reading, led_by(reading, [noun], ("by",)))
    if not sources and "of" not in leads:
        sources = _acting(reading, led_by(reading, [noun], ("of",)))
    if trigger.carrier is not None and (not sources or trigger.sense.together or is_pronoun(reading, sources[0])):
        who = subject(reading, trigger.carrier)
        actors = agents(reading, trigger.carrier) if is_passive(reading, trigger.carrier) else who.heads
        acting = _acting(reading, [k for k in actors if k != noun])
        sources = [*acting, *(phrase for phrase in sources if not acting or not is_pronoun(reading, phrase))]
    if not sources:
        sources = _planner(reading, noun)
    if trigger.sense.together and not own and trigger.carrier is None:
        sources = [*_attending(reading, noun), *sources]
    if trigger.sense.together and len(own) == 1 and _is_the_place(reading, own[0]):
        sources = [phrase for phrase in sources if phrase != own[0]]
    heads = [noun] if trigger.carrier is None else [noun, trigger.carrier]
    if trigger.sense.root in (Root.ASSAULT, Root.PROTEST) and own and not led_by(reading, heads, leads):
        sources = [phrase for phrase in sources if phrase not in own or not reading.may_be_place(phrase)]
    targets = suffered or _undergoing(
        reading, led_by(reading, heads, leads), whole=trigger.sense.root in _FORCEFUL
    )
    if not targets and trigger.carrier is not None:
        targets = _dative(reading, trigger._replace(token=trigger.carrier))
    targets = targets or _receiver(reading, noun)
    if not targets and trigger.pattern.clause:
        targets = _in_clause(reading, noun, trigger)
    return sources, targets


def _is_suffered(reading: Reading, trigger: Trigger) -> bool:
    """Say whether what stands before a noun suffers it: "the envoy's arrest", not "Iran's arrest of him"."""
    noun = reading.tokens[trigger.token]
    if trigger.carrier is not None or led_by(reading, [noun.i], ("of",)):
        return False
    owned = any(True for _ in reading.below(noun.i, "poss"))
    return owned and (trigger.sense.mode in _SUFFERED or noun.text.lower() in _DEATHS)


def _planner(reading: Reading, noun: int) -> list[Phrase]:
    """Return who plans, orders, attempts or denies what the noun names: it is theirs, done or not."""
    token = reading.tokens[noun]
    verb = reading.tokens[token.head]
    if token.lemma == "war" and verb.lemma == "at":  # "is at war with"
        return _acting(reading, subject(reading, verb.head).heads)
    if token.dep != "dobj" or verb.pos != "VERB":
        return []
    if verb.lemma == "resolve" or (status_words().of_verb(verb) != "planned" and verb.lemma not in _OWNING):
        return []
    return _acting(reading, subject(reading, verb.i).heads)


def _attending(reading: Reading, noun: int) -> list[Phrase]:
    """Return who does something "at" or "after a meeting with" another, or ends it: they were there."""
    top = reading.tokens[counting_head(reading, noun)]
    if top.dep == "dobj" and reading.tokens[top.head].lemma in _ENDING:
        return _acting(reading, subject(reading, top.head).heads)
    prep = reading.tokens[reading.tokens[noun].head]
    verb = reading.tokens[prep.head]
    if (
        prep.dep != "prep"
        or prep.lemma not in ("at", "during", "after", "in", "following", "for")
        or verb.pos != "VERB"
    ):
        return []
    return _acting(reading, subject(reading, verb.i).heads) if led_by(reading, [noun], ("with",)) else []


def _is_the_place(reading: Reading, phrase: Phrase) -> bool:
    """Say whether the one name before a noun of meeting is where it was: "the Geneva talks"."""
    token = reading.tokens[phrase[1] - 1]
    return phrase[1] - phrase[0] == 1 and reading.labels.get(token.i) == "GPE" and token.dep == "compound"


def _receiver(reading: Reading, noun: int) -> list[Phrase]:
    """Return who is a "recipient of", a "target of", a "victim of" what the noun names."""
    token = reading.tokens[noun]
    prep = reading.tokens[token.head]
    head = reading.tokens[prep.head]
    if token.dep != "pobj" or prep.lemma != "of" or head.lemma not in _RECEIVERS:
        return []
    while head.dep in ("pobj", "prep") and head.head != head.i:
        head = reading.tokens[head.head]
    return _acting(reading, subject(reading, head.head).heads) if head.dep == "attr" else []


def _acting(reading: Reading, heads: Iterable[int]) -> list[Phrase]:
    return [phrase for head in heads for phrase in parties_in(reading, head, 1, OWNING)]


def _undergoing(reading: Reading, heads: Iterable[int], *, whole: bool) -> list[Phrase]:
    """Return whom it is done to; with `whole`, a thing that cannot act is kept as the thing it is."""
    found: list[Phrase] = []
    for head in heads:
        if whole and reading.can_undergo(head):
            found.append(reading.phrase(head))
        elif not whole:
            found.extend(parties_in(reading, head, 1))
    return found


def _whose_border(reading: Reading, heads: Iterable[int]) -> list[Phrase]:
    """Return the country of "Sudan, on whose border ..."."""
    for head in heads:
        borders = [*reading.below(head, "nsubj", "dobj")]
        borders += [inner for prep in reading.below(head, "prep") for inner in reading.below(prep.i, "pobj")]
        for border in borders:
            for whose in reading.below(border.i, "poss"):
                if whose.tag == "WP$" and border.lemma in BORDERS:
                    return [reading.phrase(reading.antecedent(whose.i))]
    return []


def _overlaps(phrase: Phrase, others: Iterable[Phrase]) -> bool:
    return any(phrase[0] < last and first < phrase[1] for first, last in others)


def _distinct(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    kept: list[Phrase] = []
    for phrase in phrases:
        if phrase[0] < phrase[1] and not _overlaps(phrase, kept):
            kept.append(phrase)
    return tuple(kept)
