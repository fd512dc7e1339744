"""The parties of an event that a noun names: before it, behind it, and of the verb that carries it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Root
from onrecord.extractors.events.lexicon import Bearing, status_words, word_set
from onrecord.extractors.events.phrases import FORCEFUL, acting, dative, in_clause, is_pronoun, undergoing
from onrecord.extractors.events.roles import counting_head, doers, led_by, subject, two_sided

if TYPE_CHECKING:
    from onrecord.extractors.events.roles import Phrase
    from onrecord.extractors.events.syntax import Reading
    from onrecord.extractors.events.triggers import Trigger

_BY, _OF = word_set.in_order("by"), word_set.in_order("of")
_WITH = word_set.in_order("with")
_WAR, _AT = word_set("war"), word_set("at")
_RESOLVING = word_set("resolving")
_LOCATED = frozenset((Root.ASSAULT, Root.PROTEST))
_NOUN_LEADS = word_set.in_order("noun_leads")
_OWNING = word_set("planning_verbs")
_SUFFERED = word_set("suffered_modes")
_DEATHS = word_set("deaths")
_ENDING = word_set("ending_verbs")
_RECEIVERS = word_set("receivers")
_ATTENDING = word_set("attending")


class _Named(NamedTuple):
    """A noun that names a deed, as the looks for its parties need it.

    Attributes:
        own: The parties before it that do it.
        suffered: Those before it that suffer it.
    """

    reading: Reading
    trigger: Trigger
    own: list[Phrase]
    suffered: list[Phrase]

    @property
    def noun(self) -> int:
        """The noun."""
        return self.trigger.token

    @property
    def leads(self) -> tuple[str, ...]:
        """The prepositions that lead to whom it is done to."""
        return self.trigger.pattern.leads or _NOUN_LEADS

    @property
    def heads(self) -> list[int]:
        """The words on which these hang: the noun, and the verb that carries it."""
        return [head for head in (self.noun, self.trigger.carrier) if head is not None]


def of_noun(reading: Reading, trigger: Trigger) -> tuple[list[Phrase], list[Phrase]]:
    """Return who does what a noun names, and to whom."""
    both = two_sided(reading, trigger.token)
    if both:
        return both, []
    named = _named(reading, trigger)
    scenes = _scenes(named)
    sources = [phrase for phrase in _sources(named) if phrase not in scenes]
    struck = scenes if trigger.sense.root is Root.ASSAULT and not sources else []
    done_to = list(filter(reading.is_scene, struck))
    return sources, done_to or next((found for look in _DONE_TO if (found := look(named))), [])


def _named(reading: Reading, trigger: Trigger) -> _Named:
    before = reading.preposed(trigger.token, pronouns=True)
    before = before if trigger.sense.together else before[:1]
    return (
        _Named(reading, trigger, [], before)
        if _is_suffered(reading, trigger)
        else _Named(reading, trigger, before, [])
    )


def _sources(named: _Named) -> list[Phrase]:
    """Return who does it: who stands before or behind the noun, whose its verb is, or who plans it."""
    sources = _with_subject(named, named.own or _behind(named)) or _planner(named.reading, named.noun)
    return _meeting(named, sources) if named.trigger.sense.together else sources


def _behind(named: _Named) -> list[Phrase]:
    """Return who does it by the prepositions behind the noun: "by", then "of" where that leads to no target."""
    of = tuple(lead for lead in _OF if lead not in named.leads)
    by_or_of = (acting(named.reading, led_by(named.reading, [named.noun], leads)) for leads in (_BY, of))
    return next((found for found in by_or_of if found), [])


def _with_subject(named: _Named, sources: list[Phrase]) -> list[Phrase]:
    """Return who does it with the subject of the verb that carries the noun, where nobody else is named."""
    reading, verb = named.reading, named.trigger.carrier
    told = any(not is_pronoun(reading, phrase) for phrase in sources[:1])
    if verb is None or (told and not named.trigger.sense.together):
        return sources
    doing = acting(reading, [k for k in doers(reading, verb) if k != named.noun])
    kept = [phrase for phrase in sources if not is_pronoun(reading, phrase)] if doing else sources
    return [*doing, *kept]


def _meeting(named: _Named, sources: list[Phrase]) -> list[Phrase]:
    """Return those who meet: with those who were there, without a name that is the place."""
    if not named.own and named.trigger.carrier is None:
        return [*_attending(named.reading, named.noun), *sources]
    alone = named.own if len(named.own) == 1 else []
    return [phrase for phrase in sources if phrase not in alone or not _is_the_place(named.reading, phrase)]


def _scenes(named: _Named) -> list[Phrase]:
    """Return which names before the noun may be where it was: "the Nairobi bombing"."""
    if named.trigger.sense.root not in _LOCATED or led_by(named.reading, named.heads, named.leads):
        return []
    return [phrase for phrase in named.own if named.reading.may_be_place(phrase)]


def _suffering(named: _Named) -> list[Phrase]:
    """The envoy's arrest."""
    return named.suffered


def _undergone(named: _Named) -> list[Phrase]:
    """The attack on the town."""
    heads = led_by(named.reading, named.heads, named.leads)
    return undergoing(named.reading, heads, whole=named.trigger.sense.root in FORCEFUL)


def _given(named: _Named) -> list[Phrase]:
    """Gave Kenya support."""
    verb = named.trigger.carrier
    return [] if verb is None else dative(named.reading, named.trigger._replace(token=verb))


def _received(named: _Named) -> list[Phrase]:
    """Was the target of the attack."""
    return _receiver(named.reading, named.noun)


def _in_its_clause(named: _Named) -> list[Phrase]:
    """The demand that Iran stop."""
    return in_clause(named.reading, named.noun, named.trigger) if named.trigger.pattern.clause else []


# The looks for whom it is done to, in order: the first that finds somebody is right.
_DONE_TO = (_suffering, _undergone, _given, _received, _in_its_clause)


def _is_suffered(reading: Reading, trigger: Trigger) -> bool:
    """Say whether what stands before a noun suffers it: "the envoy's arrest", not "Iran's arrest of him"."""
    noun = reading.tokens[trigger.token]
    if trigger.carrier is not None or led_by(reading, [noun.i], _OF):
        return False
    owned = reading.has(noun.i, "poss")
    return owned and (trigger.sense.mode in _SUFFERED or noun.text.lower() in _DEATHS)


def _planner(reading: Reading, noun: int) -> list[Phrase]:
    """Return who plans, orders, attempts or denies what the noun names: it is theirs, done or not."""
    token = reading.tokens[noun]
    verb = reading.tokens[token.head]
    if token.lemma in _WAR and verb.lemma in _AT:  # "is at war with"
        return acting(reading, subject(reading, verb.head).heads)
    if token.dep != "dobj" or verb.pos != "VERB":
        return []
    plans = status_words().of_verb(verb) is Bearing.PLANNED or verb.lemma in _OWNING
    if not plans or verb.lemma in _RESOLVING:
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
    return acting(reading, subject(reading, verb.i).heads) if led_by(reading, [noun], _WITH) else []


def _is_the_place(reading: Reading, phrase: Phrase) -> bool:
    """Say whether the one name before a noun of meeting is where it was: "the Geneva talks"."""
    token = reading.tokens[phrase[1] - 1]
    return phrase[1] - phrase[0] == 1 and reading.labels.get(token.i) == "GPE" and token.dep == "compound"


def _receiver(reading: Reading, noun: int) -> list[Phrase]:
    """Return who is a "recipient of", a "target of", a "victim of" what the noun names."""
    token = reading.tokens[noun]
    prep = reading.tokens[token.head]
    head = reading.tokens[prep.head]
    if token.dep != "pobj" or prep.lemma not in _OF or head.lemma not in _RECEIVERS:
        return []
    while head.dep in ("pobj", "prep") and head.head != head.i:
        head = reading.tokens[head.head]
    return acting(reading, subject(reading, head.head).heads) if head.dep == "attr" else []
