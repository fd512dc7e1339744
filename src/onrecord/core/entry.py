"""The entries of the record: statements, stances and events, each resting on citations.

An entry without a citation does not exist. `extract` makes entries; `verify` lets none pass whose words are not
in its report; `resolve` says who, when and about what; the record keeps them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from onrecord.core.spoken import Spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.proposition import Proposition
    from onrecord.core.quantity import Quantity
    from onrecord.core.reading import Reading
    from onrecord.core.report import Citation
    from onrecord.core.when import When
    from onrecord.core.who import Mention


class Act(StrEnum):
    """What is done by saying it. Names and classes after Searle (1976)."""

    ASSERT = "assert"
    ACKNOWLEDGE = "acknowledge"
    DENY = "deny"
    ACCUSE = "accuse"
    CRITICISE = "criticise"
    PRAISE = "praise"
    ASK = "ask"
    PROPOSE = "propose"
    DEMAND = "demand"
    PROMISE = "promise"
    OFFER = "offer"
    AGREE = "agree"
    CONCEDE = "concede"
    REFUSE = "refuse"
    THREATEN = "threaten"
    ULTIMATUM = "ultimatum"
    WARN = "warn"
    ANNOUNCE = "announce"
    PROTEST = "protest"


class Attitude(StrEnum):
    """What someone is said to think or feel."""

    BELIEVE = "believe"
    DOUBT = "doubt"
    KNOW = "know"
    EXPECT = "expect"
    HOPE = "hope"
    FEAR = "fear"
    WANT = "want"
    INTEND = "intend"
    FEEL = "feel"


class Manner(StrEnum):
    """How the words are given: the speaker's own, the reporter's, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stated(StrEnum):
    """Of a denial or refusal: whether its content states the thing denied or refused, or holds the no itself."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Root(StrEnum):
    """The 16 root categories of PLOVER (Open Event Data Alliance, 2018-21)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """Whether what the words name took place. A feared invasion is not an invasion."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DEMANDED = "demanded"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Statement(Spoken):
    """What someone said or wrote, as a report tells it.

    Attributes:
        id: Sixteen hexadecimal digits derived from the report, the kind and the offsets.
        act: What was done by saying it.
        plover: PLOVER root of the act; None where PLOVER has none (a plain assertion).
        manner: Whose words the content is in.
        negated: The act itself is denied ("did not promise").
        content: The words said, one citation a piece; pieces of a split quotation stay apart. Never empty.
        speaker: Who said it; None where the report does not say.
        addressee: To whom.
        cue: The words that tell that it was said ("warned", "according to").
        condition: The words that the act is made to depend on ("if the filling resumes").
        via: Id of the statement in which another speaker reports this one.
        when: When it was said.
        when_words: The words that date it, where there are any.
        issues: Ids of the issues it is about.
        also: A second act done in the same words ("You broke it. Go." accuses, then demands).
        confidence: Probability that it is told in the report, by this speaker and in about these words; None where
            nothing reckons one.
        act_confidence: Probability that the act is right, given that the statement is told; None where nothing
            reckons one.
        stated: Of a denial or refusal, whether the content states the thing denied or holds the no; None for
            other acts, and where a hand changed what it was worked out from.
        reads: Of a denial or refusal, what is denied or refused, in plain words ("denies plans to invade").
        propositions: What it is about and on which side of it, the main thing first.
        deed: What was said shall be done or left, or is so, and which: of its own words, whatever the matter; None
            where no word names it, and where a hand changed what it was worked out from.
        quantities: The numbers in what is said: its claims.
        by: The extractor that made it, with version.
    """

    id: str
    act: Act
    manner: Manner
    content: tuple[Citation, ...]
    by: str
    plover: Root | None = None
    negated: bool = False
    speaker: Mention | None = None
    addressee: Mention | None = None
    cue: Citation | None = None
    condition: Citation | None = None
    via: str | None = None
    when: When | None = None
    when_words: Citation | None = None
    issues: tuple[str, ...] = ()
    also: Act | None = None
    confidence: float | None = None
    act_confidence: float | None = None
    stated: Stated | None = None
    reads: str | None = None
    propositions: tuple[Proposition, ...] = ()
    deed: Proposition | None = None
    quantities: tuple[Quantity, ...] = ()
    kind: ClassVar[str] = "statement"

    @property
    def what(self) -> Act:
        """What is done by saying it."""
        return self.act


@dataclass(frozen=True, slots=True)
class Stance(Spoken):
    """A thought or feeling that a report ascribes to someone: fields as of a statement, without an act.

    Attributes:
        attitude: What kind of thought or feeling.
        confidence: Probability that it is told in the report, of this holder and in about these words.
        propositions: What it is about and on which side of it, the main thing first.
        deed: What is thought of, and on which side; as of a statement.
    """

    id: str
    attitude: Attitude
    manner: Manner
    content: tuple[Citation, ...]
    by: str
    negated: bool = False
    speaker: Mention | None = None
    addressee: Mention | None = None
    cue: Citation | None = None
    condition: Citation | None = None
    via: str | None = None
    when: When | None = None
    when_words: Citation | None = None
    issues: tuple[str, ...] = ()
    confidence: float | None = None
    propositions: tuple[Proposition, ...] = ()
    deed: Proposition | None = None
    quantities: tuple[Quantity, ...] = ()
    kind: ClassVar[str] = "stance"

    @property
    def what(self) -> Attitude:
        """What is thought or felt."""
        return self.attitude


@dataclass(frozen=True, slots=True)
class Event:
    """What someone did to someone, as a report tells it.

    Attributes:
        id: Sixteen hexadecimal digits derived from the report, the kind and the offsets.
        plover: PLOVER root.
        mode: PLOVER mode, or None.
        status: Whether it took place.
        words: The words that name the event.
        trigger: The word on which the coding rests.
        sources: Who did it; several where they did it together. Empty where the report does not say.
        targets: To whom.
        place: Where.
        when: When it took place.
        when_words: The words that date it, where there are any.
        claim: Id of the statement or stance in which it is told; None where the reporter tells it.
        issues: Ids of the issues it is about.
        by: The extractor that made it, with version.
        quantities: The numbers that the report gives for it.
        confidence: Probability that the report tells of it, and of this root; None where nothing reckons one.
        source_confidence: Probability that the sources are those who did it, all of them and no others; without
            any, that the report names nobody.
        target_confidence: The same of the targets.
        propositions: What it is about and whether that is so, the main thing first.
    """

    id: str
    plover: Root
    status: Status
    words: Citation
    trigger: Citation
    by: str
    mode: str | None = None
    sources: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    place: Mention | None = None
    when: When | None = None
    when_words: Citation | None = None
    claim: str | None = None
    issues: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    confidence: float | None = None
    source_confidence: float | None = None
    target_confidence: float | None = None
    propositions: tuple[Proposition, ...] = ()

    @property
    def doubts_sources(self) -> bool:
        """Whether the sources named are rather wrong than right."""
        return bool(self.sources) and is_unlikely(self.source_confidence)

    @property
    def doubts_targets(self) -> bool:
        """Whether the targets named are rather wrong than right."""
        return bool(self.targets) and is_unlikely(self.target_confidence)

    @property
    def what(self) -> Root:
        """What kind of thing is done."""
        return self.plover

    @property
    def pieces(self) -> tuple[Citation, ...]:
        """The words that it rests on."""
        return (self.words,)

    @property
    def doers(self) -> tuple[Mention, ...]:
        """Who did it."""
        return self.sources

    @property
    def whom(self) -> tuple[Mention, ...]:
        """To whom it was done."""
        return self.targets

    @property
    def told_in(self) -> str | None:
        """Id of the entry that tells it; None where the reporter does."""
        return self.claim

    kind: ClassVar[str] = "event"
    # It is nobody's words: what is asked of words has no answer here.
    speaker: ClassVar[None] = None
    condition: ClassVar[None] = None
    deed: ClassVar[None] = None

    def told_by_reporter(self) -> Event:
        """Return it as what the reporter tells, in no other's words."""
        return replace(self, claim=None)

    def citations(self) -> Iterator[Citation]:
        """Yield every citation the entry rests on."""
        yield self.words
        yield self.trigger
        for mention in (*self.sources, *self.targets, *filter(None, (self.place,))):
            yield mention.citation
        for quantity in self.quantities:
            yield quantity.citation
        yield from filter(None, (self.when_words,))


Entry = Statement | Stance | Event


class TimeKind(StrEnum):
    """The four kinds of time expression (TIMEX3, ISO-TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that name a time: their TIMEX3 kind and value, and the When they stand for where one can be told.

    `value` is empty while the words wait for an anchor that nothing gives; `reading` is what they say without one.
    """

    citation: Citation
    kind: TimeKind
    value: str
    when: When | None = None
    reading: Reading | None = None


def is_unlikely(chance: float | None) -> bool:
    """Say whether something is rather wrong than right, as far as its probability is reckoned."""
    return chance is not None and chance < 1 / 2
