"""What sounds like an event and is none: figures of speech, mishaps, estimates, what is told to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.document import printed
from onrecord.core.entry import Root
from onrecord.extractors.events.lexicon import lexicon, word_set
from onrecord.extractors.events.roles import agents, is_passive, led_by, objects, parties_in, subject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.document import Token
    from onrecord.extractors.events.syntax import Reading
    from onrecord.extractors.events.triggers import Trigger

FORCEFUL = frozenset((Root.ASSAULT, Root.COERCE, Root.RETREAT, Root.SANCTION))
_HELPING = frozenset((Root.COOPERATE, Root.AID, Root.SUPPORT))
_AIMS = word_set("figurative_aims")
_WARS = word_set("wars")
_WARRED_ON = word_set("warred_on")
_WAR_LEADS = word_set.in_order("war_leads")
_REMEMBRANCES = word_set("remembrances")
_MARKS = frozenset(('"', "“", "‘", "'", "``"))
_NAMES_GIVEN = _MARKS | word_set("something")
_IT, _MY, _AT = word_set("it"), word_set("my"), word_set("at")
_HITTING = word_set("hitting")
_WAYS = word_set("ways_to_argue")
_TARGETING = word_set("targeting")
_POLLED = word_set("polled")
_ESTIMATING = word_set("estimating")
_CALLING = word_set("calling")
_SPEAKING = word_set("speaking")
_TEXTS = word_set("texts")
_COURTED = word_set("courted")
_RISING = word_set("rising")
_PAPERS = _TEXTS | word_set("papers")
_PRESS = word_set("press")
_FALLS = word_set("falls")
_ENDINGS = word_set("endings_of_deeds")
_BY, _OF = word_set.in_order("by"), word_set.in_order("of")
_MISHAP_LEADS = word_set.in_order("mishap_leads")
_SPOKEN_TO_LEADS = word_set.in_order("spoken_to_leads")
_PRESS_LEADS = word_set.in_order("press_leads")


def is_figure(reading: Reading, trigger: Trigger) -> bool:
    """Say whether words name no event: "attacked the idea", "hit by a quake", "the end of cooperation"."""
    root = trigger.sense.root
    tests = (*_OF_ANY, *_OF_ROOT.get(root, ()), *(_OF_HELP if root in _HELPING else ()))
    return any(test(reading, trigger) for test in tests)


def _is_of_no_force(reading: Reading, trigger: Trigger) -> bool:
    """Say whether force is used on what no force can be used on: "attacked the idea", "fled from reality"."""
    if trigger.sense.root not in FORCEFUL or reading.tokens[trigger.token].pos != "VERB":
        return False
    undergoing = objects(reading, trigger.token)
    if trigger.pattern.objects:
        return _is_hit_as_an_aim(reading, trigger, undergoing)
    if trigger.sense.root is Root.RETREAT:
        return _is_left_in_thought(reading, trigger, undergoing)
    unharmed = bool(undergoing) and not any(map(reading.can_undergo, undergoing))
    return unharmed or _is_hit_as_an_aim(reading, trigger, undergoing)


def _is_left_in_thought(reading: Reading, trigger: Trigger, undergoing: list[int]) -> bool:
    """Fled from reality; left it at that."""
    left = undergoing or led_by(reading, [trigger.token], trigger.pattern.leads)
    return bool(left) and not any(reading.can_undergo(i) and reading.tokens[i].lemma not in _IT for i in left)


def _is_hit_as_an_aim(reading: Reading, trigger: Trigger, undergoing: list[int]) -> bool:
    """Hit a milestone."""
    aims = (reading.tokens[i] for i in undergoing if reading.tokens[trigger.token].lemma in _HITTING)
    return any(aim.lemma in _AIMS and aim.tag == "NN" for aim in aims)


def _is_mishap(reading: Reading, trigger: Trigger) -> bool:
    """Say whether nature or chance did it: "the quake struck the town", "hit by a car", "killed in a crash"."""
    token = reading.tokens[trigger.token]
    if token.pos != "VERB":
        return any(reading.tokens[i].lemma in lexicon().mishaps for i in led_by(reading, [token.i], _BY))
    if is_passive(reading, token.i):
        return _is_mishap_suffered(reading, token)
    return _is_mishaps_doing(reading, token, subject(reading, token.i).heads)


def _is_mishap_suffered(reading: Reading, token: Token) -> bool:
    """Were killed and injured by the quake; were killed when the bus crashed."""
    joined = (i for each in reading.below(token.i, "conj") for i in agents(reading, each.i))
    if _are_mishaps(reading, joined):
        return True
    doing = agents(reading, token.i)
    fell = any(clause.lemma in _FALLS for clause in reading.below(token.i, "advcl"))
    return (fell and not doing) or _is_mishaps_doing(reading, token, ())


def _is_mishaps_doing(reading: Reading, token: Token, heads: Iterable[int]) -> bool:
    """Say whether nature, chance or a vehicle does it, or it was done in a mishap."""
    doing = (*agents(reading, token.i), *heads)
    vehicles = any(_lemma(reading, i) in lexicon().vehicles for i in doing)
    return vehicles or _are_mishaps(reading, (*doing, *led_by(reading, [token.i], _MISHAP_LEADS)))


def _are_mishaps(reading: Reading, heads: Iterable[int]) -> bool:
    return any(_lemma(reading, i) in lexicon().mishaps for i in heads)


def _lemma(reading: Reading, i: int) -> str:
    return reading.tokens[reading.content(i)].lemma.lower()


def _is_by_words(reading: Reading, trigger: Trigger) -> bool:
    """Say whether what attacks is a text: "tweets targeting the mayor"."""
    if reading.tokens[trigger.token].pos != "VERB":
        return False
    return any(_lemma(reading, i) in _TEXTS for i in subject(reading, trigger.token).heads)


def _is_a_line(reading: Reading, trigger: Trigger) -> bool:
    """Say whether an attack is only a way to argue: "a line of attack"."""
    token = reading.tokens[trigger.token]
    return reading.tokens[reading.tokens[token.head].head].lemma in _WAYS


def _is_on_a_law(reading: Reading, trigger: Trigger) -> bool:
    """Say whether what is attacked is a law: "an attack on the Fisheries Act"."""
    heads = led_by(reading, [trigger.token], trigger.pattern.leads)
    return bool(heads) and all(reading.labels.get(i) == "LAW" for i in heads)


def _is_war_on_a_thing(reading: Reading, trigger: Trigger) -> bool:
    """Say whether it is fought against what nobody is and no place: "the war on drugs"."""
    if reading.tokens[trigger.token].lemma not in _WARS or reading.tokens[trigger.token].pos != "NOUN":
        return False
    aims = led_by(reading, [trigger.token], _WAR_LEADS)
    fought = any(reading.can_act(i) or reading.labels.get(i) or _lemma(reading, i) in _WARRED_ON for i in aims)
    return bool(aims) and not fought


def _is_remembered(reading: Reading, trigger: Trigger) -> bool:
    """Say whether a battle is part of the name of what remembers or plays it: "the battle of Adwa festival"."""
    token = reading.tokens[trigger.token]
    above = reading.tokens[token.head] if token.dep in ("compound", "nmod") else None
    named = (above.i, *led_by(reading, [token.i], ("of",))) if above else led_by(reading, [token.i], ("of",))
    return any(_lemma(reading, i) in _REMEMBRANCES for i in named)


def _is_courted(reading: Reading, trigger: Trigger) -> bool:
    """Say whether those who are targeted are to be won: "targeting young voters"."""
    token = reading.tokens[trigger.token]
    return token.lemma in _TARGETING and any(_lemma(reading, i) in _COURTED for i in objects(reading, token.i))


def _is_ended(reading: Reading, trigger: Trigger) -> bool:
    """Say whether what is told of cooperation or aid is its end: "the cessation of all military cooperation"."""
    token = reading.tokens[trigger.token]
    prep = reading.tokens[token.head]
    return prep.lemma in _OF and reading.tokens[prep.head].lemma.lower() in _ENDINGS


def _is_helped_by_a_thing(reading: Reading, trigger: Trigger) -> bool:
    """Say whether it is no party that helps: "the fading attention helped her"."""
    token = reading.tokens[trigger.token]
    if token.pos != "VERB" or is_passive(reading, token.i):
        return False
    own = [child.i for child in reading.below(token.i, "nsubj")]
    return bool(own) and all(
        reading.tokens[i].pos == "NOUN" and not reading.can_act(i) and not parties_in(reading, i, 1) for i in own
    )


def _is_own(reading: Reading, trigger: Trigger) -> bool:
    """Say whether the help goes to one's own: "trains its troops"."""
    return any(child.tag == "PRP$" for i in objects(reading, trigger.token) for child in reading.below(i, "poss"))


def _is_in_polls(reading: Reading, trigger: Trigger) -> bool:
    """Say whether support is that of those who were polled: "support for the accord rose"."""
    token = reading.tokens[trigger.token]
    verb = reading.tokens[token.head]
    return token.lemma in _POLLED and verb.lemma in _RISING


def _is_estimate(reading: Reading, trigger: Trigger) -> bool:
    """Say whether a number is given, not an army moved: "puts the force at 70,000"."""
    verb = trigger.token if trigger.carrier is None else trigger.carrier
    if reading.tokens[verb].lemma not in _ESTIMATING:
        return False
    leads = printed(reading.below(verb, "prep"), _AT)
    given = [inner for lead in leads for inner in reading.below(lead.i, "pobj")]
    return any(word.pos == "NUM" for inner in given for word in (inner, *reading.below(inner.i)))


def _is_of_things(reading: Reading, trigger: Trigger) -> bool:
    """Say whether what is released are no people: "the release of statistics", "to release a series of orders"."""
    if trigger.sense.mode != "release":
        return False
    if reading.tokens[trigger.token].pos == "VERB":
        given = objects(reading, trigger.token)
        return bool(given) and all(_lemma(reading, i) in _PAPERS for i in given)
    released = led_by(reading, [trigger.token], _OF)
    return bool(released) and not any(reading.can_act(i) for i in released)


def _is_of_which(reading: Reading, trigger: Trigger) -> bool:
    """Say whether what is received or hosted is no guest: "the draft, which Accra had received"."""
    if trigger.pattern.objects:
        return any(child.tag == "WDT" for child in reading.below(trigger.token, "dobj"))
    hosted = objects(reading, trigger.token) if trigger.sense.hosts else []
    return any(reading.labels.get(i) in ("ORG", "EVENT", "WORK_OF_ART") for i in hosted)


def _is_called_something(reading: Reading, trigger: Trigger) -> bool:
    """Say whether somebody is not called by telephone but given a name: "called the president a liar"."""
    if reading.tokens[trigger.token].lemma not in _CALLING or trigger.object is None:
        return False
    _, end = reading.phrase(trigger.object)
    behind = reading.tokens[end : end + 1]
    return any(token.pos in ("DET", "ADJ") or token.text in _NAMES_GIVEN for token in behind)


def _is_spoken_of(reading: Reading, trigger: Trigger) -> bool:
    """Say whether one speaks of something, not with another."""
    heads = [trigger.token]
    spoken = reading.tokens[trigger.token].lemma in _SPEAKING and led_by(reading, heads, _OF)
    return bool(spoken) and not led_by(reading, heads, _SPOKEN_TO_LEADS)


def _is_private(reading: Reading, trigger: Trigger) -> bool:
    """Say whether those who are visited or called are one's own people: "called my mother", "visit friends"."""
    if reading.tokens[trigger.token].pos != "VERB":
        return False
    met = objects(reading, trigger.token)
    return bool(met) and all(_is_ones_own(reading, i) for i in met)


def _is_ones_own(reading: Reading, i: int) -> bool:
    """My mother; friends."""
    return reading.tokens[i].lemma in lexicon().private or any(own.text in _MY for own in reading.below(i, "poss"))


def _is_of_no_troops(reading: Reading, trigger: Trigger) -> bool:
    """Say whether what is deployed are no forces: "the deployment of capital"."""
    if reading.tokens[trigger.token].pos != "NOUN" or trigger.carrier is not None:
        return False
    moved = led_by(reading, [trigger.token], _OF)
    return bool(moved) and not any(_lemma(reading, i) in lexicon().forces or reading.is_named(i) for i in moved)


def _is_with_the_press(reading: Reading, trigger: Trigger) -> bool:
    """Say whether somebody speaks to reporters: that is a statement, no consultation."""
    heads = [head for head in (trigger.token, trigger.carrier, trigger.object) if head is not None]
    return any(reading.tokens[i].lemma in _PRESS for i in led_by(reading, heads, _PRESS_LEADS))


# What makes words a figure of speech: of any root, and of those of a root.
_OF_ANY = (_is_estimate, _is_of_things, _is_of_no_force)
_OF_HELP = (_is_ended, _is_helped_by_a_thing)
_OF_ROOT = {
    Root.AID: (_is_own, _is_in_polls),
    Root.CONSULT: (_is_of_which, _is_with_the_press, _is_called_something, _is_private, _is_spoken_of),
    Root.MOBILIZE: (_is_of_no_troops,),
    Root.ASSAULT: (
        _is_mishap,
        _is_by_words,
        _is_a_line,
        _is_courted,
        _is_on_a_law,
        _is_war_on_a_thing,
        _is_remembered,
    ),
}
