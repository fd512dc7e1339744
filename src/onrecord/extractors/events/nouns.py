"""The parties of an event that a noun names: before it, behind it, and of the verb that carries it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Root
from onrecord.extractors.events.lexicon import status_words, word_set
from onrecord.extractors.events.phrases import FORCEFUL, acting, dative, in_clause, is_pronoun, undergoing
from onrecord.extractors.events.roles import agents, counting_head, is_passive, led_by, subject, two_sided

if TYPE_CHECKING:
    from onrecord.extractors.events.roles import Phrase
    from onrecord.extractors.events.syntax import Reading
    from onrecord.extractors.events.triggers import Trigger

_NOUN_LEADS = word_set.in_order("noun_leads")
_OWNING = word_set("planning_verbs")
_SUFFERED = word_set("suffered_modes")
_DEATHS = word_set("deaths")
_ENDING = word_set("ending_verbs")
_RECEIVERS = word_set("receivers")
_ATTENDING = word_set("attending")


def of_noun(reading: Reading, trigger: Trigger) -> tuple[list[Phrase], list[Phrase]]:
    """Return who does what a noun names, and to whom."""
    noun, leads = trigger.token, trigger.pattern.leads or _NOUN_LEADS
    both = two_sided(reading, noun)
    if both:
        return both, []
    own = reading.preposed(noun, pronouns=True)
    if not trigger.sense.together:
        own = own[:1]
    suffered = own if _is_suffered(reading, trigger) else []
    own = [] if suffered else own
    sources = own or acting(reading, led_by(reading, [noun], ("by",)))
    if not sources and "of" not in leads:
        sources = acting(reading, led_by(reading, [noun], ("of",)))
    if trigger.carrier is not None and (not sources or trigger.sense.together or is_pronoun(reading, sources[0])):
        who = subject(reading, trigger.carrier)
        actors = agents(reading, trigger.carrier) if is_passive(reading, trigger.carrier) else who.heads
        doing = acting(reading, [k for k in actors if k != noun])
        sources = [*doing, *(phrase for phrase in sources if not doing or not is_pronoun(reading, phrase))]
    if not sources:
        sources = _planner(reading, noun)
    if trigger.sense.together and not own and trigger.carrier is None:
        sources = [*_attending(reading, noun), *sources]
    if trigger.sense.together and len(own) == 1 and _is_the_place(reading, own[0]):
        sources = [phrase for phrase in sources if phrase != own[0]]
    heads = [noun] if trigger.carrier is None else [noun, trigger.carrier]
    if trigger.sense.root in (Root.ASSAULT, Root.PROTEST) and own and not led_by(reading, heads, leads):
        scenes = [phrase for phrase in own if reading.may_be_place(phrase)]
        sources = [phrase for phrase in sources if phrase not in scenes]
        if trigger.sense.root is Root.ASSAULT and not sources:
            suffered = [phrase for phrase in scenes if reading.is_scene(phrase)]
    targets = suffered or undergoing(reading, led_by(reading, heads, leads), whole=trigger.sense.root in FORCEFUL)
    if not targets and trigger.carrier is not None:
        targets = dative(reading, trigger._replace(token=trigger.carrier))
    targets = targets or _receiver(reading, noun)
    if not targets and trigger.pattern.clause:
        targets = in_clause(reading, noun, trigger)
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
        return acting(reading, subject(reading, verb.head).heads)
    if token.dep != "dobj" or verb.pos != "VERB":
        return []
    if verb.lemma == "resolve" or (status_words().of_verb(verb) != "planned" and verb.lemma not in _OWNING):
        return []
    return acting(reading, subject(reading, verb.i).heads)


def _attending(reading: Reading, noun: int) -> list[Phrase]:
    """Return who does something "at" or "after a meeting with" another, or ends it: they were there."""
    top = reading.tokens[counting_head(reading, noun)]
    if top.dep == "dobj" and reading.tokens[top.head].lemma in _ENDING:
        return acting(reading, subject(reading, top.head).heads)
    prep = reading.tokens[reading.tokens[noun].head]
    verb = reading.tokens[prep.head]
    if prep.dep != "prep" or prep.lemma not in _ATTENDING or verb.pos != "VERB":
        return []
    return acting(reading, subject(reading, verb.i).heads) if led_by(reading, [noun], ("with",)) else []


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
    return acting(reading, subject(reading, head.head).heads) if head.dep == "attr" else []
