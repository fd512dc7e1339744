"""On which side of a matter an entry stands: what its words say, and what its act makes of them.

An act that names its refusal governs its words ("refused talks", "denied that it attacked") and turns them; one
that is read out of the words ("'We will not talk', he said": a refusal) is in them already and counts once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Act, Attitude
from onrecord.core.proposition import Sense, Sign

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.resolvers.propositions.way import Walk

WISHED: frozenset[Act | Attitude] = frozenset(
    (
        *(
            Act.PROMISE,
            Act.OFFER,
            Act.AGREE,
            Act.CONCEDE,
            Act.DEMAND,
            Act.ASK,
            Act.PROPOSE,
            Act.ULTIMATUM,
            Act.PRAISE,
        ),
        *(Act.THREATEN, Attitude.WANT, Attitude.HOPE, Attitude.INTEND),
    )
)
SHUNNED: frozenset[Act | Attitude] = frozenset((Act.REFUSE, Act.PROTEST, Act.CRITICISE, Attitude.FEAR))
# Not to want is to be against; not to promise is nothing.
OPPOSED: frozenset[Act | Attitude] = frozenset((Attitude.WANT, Attitude.INTEND, Act.AGREE, Act.PRAISE))
# Who says on what condition he will give wants it; who threatens, what he will not have. Of a promise ("we will
# help if they attack") or demand neither can be told.
GIVING: frozenset[Act | Attitude] = frozenset((Act.OFFER, Act.AGREE, Act.CONCEDE))
THREATENING: frozenset[Act | Attitude] = frozenset((Act.THREATEN, Act.WARN, Act.ULTIMATUM, Act.REFUSE))


_NEAR = 2  # words between a matter and what is blamed, to which the blame may reach


class Side(NamedTuple):
    """A side and of what it speaks."""

    sign: Sign | None
    sense: Sense


class Told(NamedTuple):
    """What the act of an entry has to do with its words.

    Attributes:
        kind: The act or attitude.
        negated: It did not take place.
        governs: The word that tells it names it ("refused"), and does not only say ("said").
        turns: That word turns what it governs ("refused", "did not accept"), so that what was said does not.
        alone: The words are one sentence: what the act says of the whole, it says of this.
        tied: The act depends on a condition, and this does not stand in it.
    """

    kind: Act | Attitude
    negated: bool
    governs: bool
    turns: bool
    alone: bool
    tied: bool = False


def side(told: Told, way: Walk) -> Side:
    """Return on which side an entry stands of a matter that its words name."""
    if way.background or way.presupposed:
        return Side(_sign(way.positive), Sense.FACT)
    if way.opaque:
        return Side(None, Sense.FACT)
    if way.condition:
        return _in_condition(told, way)
    if way.others and told.kind not in (*WISHED, *SHUNNED):
        return Side(None, Sense.FACT)
    if told.kind is Act.REFUSE and way.spoken:
        return Side(None, Sense.FACT)  # "declined to confirm or deny the raid": what one will not speak of
    if told.negated:
        return _negated(told, way)
    found = _by_act(told, way)
    return found._replace(sign=None) if way.handled and found.sense is Sense.WILL else found


def _in_condition(told: Told, way: Walk) -> Side:
    if told.kind in GIVING:
        return Side(_sign(way.positive), Sense.WILL)
    if told.kind in THREATENING:
        return Side(_sign(way.positive == (way.condition == "unless")), Sense.WILL)
    return Side(None, Sense.FACT)


def _negated(told: Told, way: Walk) -> Side:
    if told.kind in OPPOSED:
        return Side(_sign(not way.positive), Sense.WILL)
    return Side(None, Sense.FACT)


def _by_act(told: Told, way: Walk) -> Side:
    return _BY_ACT.get(told.kind, _said)(told, way)


def _said(_: Told, way: Walk) -> Side:
    return Side(_sign(way.positive), Sense.WILL if way.will or way.own or way.done else Sense.FACT)


def _denied(told: Told, way: Walk) -> Side:
    """Who denies that he plans it says that he will not do it."""
    sense = Sense.WILL if way.planned and not way.others else Sense.FACT
    return Side(_sign(way.positive != told.turns), sense)


def _accused(_: Told, way: Walk) -> Side:
    return Side(_sign(way.positive), Sense.FACT)


def _doubted(_told: Told, _way: Walk) -> Side:
    return Side(None, Sense.FACT)


def _wished(told: Told, way: Walk) -> Side:
    willed = told.governs or told.alone or way.will or way.own
    return Side(_sign(way.positive), Sense.WILL) if willed else _said(told, way)


def _announced(told: Told, way: Walk) -> Side:
    return Side(_sign(way.positive), Sense.WILL) if told.governs or way.own else _said(told, way)


def _shunned(told: Told, way: Walk) -> Side:
    if told.turns or way.demanded:
        return Side(_sign(not way.positive), Sense.WILL)
    if way.will or not way.positive or way.own:
        return Side(_sign(way.positive), Sense.WILL)
    # "She complained of the sanctions" is against them, "... of a talk on the delay of the sanctions" of nothing.
    return Side(Sign.AGAINST if told.alone and way.depth <= _NEAR else None, Sense.WILL)


def _warned(told: Told, way: Walk) -> Side:
    """What is warned of is not wanted; who judges it in the warning has said so already, and so has "not to".

    What would follow from another's deed ("if they attack, the ports would face an embargo") may be feared or
    threatened: no side is told.
    """
    if way.own or way.may:
        return Side(_sign(way.positive), Sense.WILL)
    if told.tied and not way.will:
        return Side(None, Sense.WILL)
    return Side(_sign(way.positive) if way.will else _sign(not way.positive), Sense.WILL)


# What an act makes of its words; of any other they tell the side by themselves.
_BY_ACT: dict[Act | Attitude, Callable[[Told, Walk], Side]] = {
    **dict.fromkeys(WISHED, _wished),
    **dict.fromkeys(SHUNNED, _shunned),
    Act.DENY: _denied,
    Act.WARN: _warned,
    Act.ACCUSE: _accused,
    Act.ANNOUNCE: _announced,
    Attitude.DOUBT: _doubted,
}


def _sign(positive: bool) -> Sign:
    return Sign.FOR if positive else Sign.AGAINST
