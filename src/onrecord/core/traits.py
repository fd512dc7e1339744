"""What acts are, one table: which bind their speaker, direct others, judge, and how firmly their words tell them.

Beside `Act`, so that another act is one row here and its words in a list. `acts_that` gives all acts of a trait.
"""

from __future__ import annotations

from enum import StrEnum

from onrecord.core.entry import Act


class Trait(StrEnum):
    """Something that is true of some acts."""

    BINDING = "binding"  # the speaker commits himself to do something (Searle's commissives, but for threats)
    DIRECTING = "directing"  # the speaker wants others to do something
    JUDGING = "judging"  # the speaker says what he thinks of others
    BLAMING = "blaming"  # the speaker is against somebody, also where it is told in passing
    PLAIN = "plain"  # it tells that something is so, and no more
    TURNING = "turning"  # a dispute turns on it, and its verbs mean little else
    FIRM = "firm"  # it stands however little a measure of attribution makes of it
    LOOSE = "loose"  # its verbs mean much else besides: charged a fee, released a prisoner, offers a view
    REFUSABLE = "refusable"  # not to do it is to refuse
    DENIABLE = "deniable"  # said not to be done, it is denied


_TABLE: dict[Act, str] = {
    Act.ASSERT: "plain",
    Act.ANNOUNCE: "plain loose",
    Act.ACKNOWLEDGE: "loose",
    Act.DENY: "firm",
    Act.ACCUSE: "blaming loose deniable",
    Act.CRITICISE: "judging blaming deniable",
    Act.PRAISE: "judging deniable",
    Act.ASK: "directing",
    Act.PROPOSE: "",
    Act.DEMAND: "directing turning firm",
    Act.PROMISE: "binding turning firm refusable deniable",
    Act.OFFER: "binding loose firm refusable",
    Act.AGREE: "binding turning refusable",
    Act.CONCEDE: "binding loose refusable",
    Act.REFUSE: "turning firm refusable",
    Act.THREATEN: "turning blaming deniable",
    Act.ULTIMATUM: "turning",
    Act.WARN: "deniable",
    Act.PROTEST: "firm",
}
TRAITS: dict[Act, frozenset[Trait]] = {act: frozenset(map(Trait, told.split())) for act, told in _TABLE.items()}


def acts_that(trait: Trait) -> frozenset[Act]:
    """Return all acts of which something is true.

    >>> sorted(acts_that(Trait.DIRECTING))
    [<Act.ASK: 'ask'>, <Act.DEMAND: 'demand'>]
    """
    return frozenset(act for act, traits in TRAITS.items() if trait in traits)
