"""The extractor: asks paragraph by paragraph, keeps what is found word for word, tells the rest as problems."""

from __future__ import annotations

import itertools
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.problem import Outcome, Problem, ProblemKind
from onrecord_llm.answers import Fault, Unusable, claims_in
from onrecord_llm.entries import Held, held
from onrecord_llm.faults import NoAnswer
from onrecord_llm.kept import Kept
from onrecord_llm.prompt import DIGEST, once_more, question, stretches, these_again, whole_again
from onrecord_llm.server import Server
from onrecord_llm.settings import Settings, settings_of
from onrecord_llm.spending import Spending
from onrecord_llm.sureness import Sureness, read_sureness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.core.document import Document
    from onrecord.core.entry import Entry
    from onrecord_llm.prompt import Message, Stretch

# Seconds for one report, second questions included: a build gives a report up after 180, with all of its entries.
MOST_SECONDS = 120.0


class Told(NamedTuple):
    """What came of a report: entries with the model's own sureness, and problems."""

    held: tuple[Held, ...]
    problems: tuple[Problem, ...]


@dataclass
class LanguageModel:
    """Takes statements and events by a language model of the user's own.

    Attributes:
        settings: What the user says; by default in the environment.

    Raises:
        SettingFaulty: It names no model, or something that cannot be.
        CalibrationFaulty: The calibration named is none, or another model's.
    """

    settings: Settings = field(default_factory=settings_of)

    def __post_init__(self) -> None:
        self.server = Server(self.settings)
        self._kept = Kept(self.settings.answers)
        self._spending = Spending(self.settings.answers, self.settings.tokens)
        self._sureness: Sureness = read_sureness(self.settings.calibration, self.settings.model, DIGEST)

    @property
    def name(self) -> str:
        """Name and version, with all on which an answer depends: model, server, prompt; how sure it can be."""
        told = self.settings
        return f"llm 1 ({told.model} at {told.address}, prompt {DIGEST}, {self._sureness.says})"

    def extract(self, document: Document, encoded: object) -> Outcome[Entry]:
        """Return the entries of a report; what the encoder makes of it is not needed."""
        del encoded
        told = self.taken(document)
        chances = ((one.entry, self._sureness.chance(one.sure)) for one in told.held)
        return Outcome(tuple(replace(entry, confidence=chance) for entry, chance in chances), told.problems)

    def taken(self, document: Document) -> Told:
        """Return what comes of a report, with the model's own sureness; asking ends where nothing can come."""
        deadline = time.monotonic() + MOST_SECONDS
        found: dict[str, Held] = {}
        problems: list[Problem] = []
        unread: Counter[str] = Counter()
        asked = list(stretches(document))
        for number, stretch in enumerate(asked):
            try:
                for one in self._of(document, stretch, deadline):
                    if isinstance(one, Held):
                        found.setdefault(one.entry.id, one)
                    else:
                        problems.append(_left_out(document, stretch, one, self.settings.model))
            except NoAnswer as error:
                unread[str(error)] += len(asked) - number if error.ends else 1
                if error.ends:
                    break
        problems.extend(_unread(document, why, count) for why, count in unread.items())
        return Told(tuple(found.values()), tuple(dict.fromkeys(problems)))

    def _of(self, document: Document, stretch: Stretch, deadline: float) -> Iterator[Held | Fault]:
        """Yield what an answer gives for some sentences, and what a second one gives for the rest."""
        messages = question(document, stretch)
        answer = self._answer(document, messages, deadline)
        try:
            given = self._held(document, stretch, answer)
        except Unusable as error:
            yield from self._asked_again(
                document, stretch, once_more(messages, answer, whole_again(str(error))), deadline
            )
            return
        faults = [one for one in given if isinstance(one, Fault) and one.given]
        yield from (one for one in given if one not in faults)
        if not faults:
            return
        again = these_again([(fault.given, fault.why) for fault in faults])
        second = self._mended(document, stretch, once_more(messages, answer, again), deadline)
        had = {one.entry.id for one in given if isinstance(one, Held)}  # what was good may be given again
        mended = [one for one in second if isinstance(one, Fault) or one.entry.id not in had]
        for fault, mend in itertools.zip_longest(faults, mended[: len(faults)]):
            yield fault if mend is None else mend

    def _asked_again(
        self, document: Document, stretch: Stretch, messages: Sequence[Message], deadline: float
    ) -> list[Held | Fault]:
        """Return what a second whole answer gives; that it cannot be used either is the fault."""
        try:
            return self._held(document, stretch, self._answer(document, messages, deadline))
        except Unusable as error:
            return [Fault("", f"what it answered, asked twice, cannot be used: {error}")]

    def _mended(
        self, document: Document, stretch: Stretch, messages: Sequence[Message], deadline: float
    ) -> list[Held | Fault]:
        """Return what was mended of single entries, in their order; nothing where the answer cannot be used."""
        try:
            return self._held(document, stretch, self._answer(document, messages, deadline))
        except Unusable:
            return []

    def _held(self, document: Document, stretch: Stretch, answer: str) -> list[Held | Fault]:
        claims = claims_in(answer, len(stretch.sentences))
        return [one if isinstance(one, Fault) else held(document, stretch, one, self.name) for one in claims]

    def _answer(self, document: Document, messages: Sequence[Message], deadline: float) -> str:
        """Return the answer that is kept, or the server's, if time and money are left."""
        body = self.server.body(messages)
        return self._kept.answer(document.report.id, body, lambda: self._asked(body, deadline))

    def _asked(self, body: str, deadline: float) -> str:
        if not self.settings.asks:
            raise NoAnswer("no answer is kept, and ONRECORD_LLM_OFFLINE is set")
        seconds = min(self.settings.seconds, deadline - time.monotonic())
        if seconds < 1:
            raise NoAnswer(f"the {MOST_SECONDS:g} seconds for one report are over")
        most = self.server.most(body)
        self._spending.reserve(most)
        try:
            reply = self.server.ask(body, seconds)
        except NoAnswer as error:
            self._spending.settle(most, most if error.spent else 0)
            raise
        self._spending.settle(most, reply.tokens)
        return reply.words


def _left_out(document: Document, stretch: Stretch, fault: Fault, model: str) -> Problem:
    report = document.report
    start, end = stretch.sentences[0][0], stretch.sentences[-1][1]
    if fault.kind is ProblemKind.NOT_VERBATIM:
        words = f"not verbatim: what {model} quotes, asked twice, is not there: {fault.why}; it was left out."
    else:
        words = f"an entry of {model} was left out: {fault.why}."
    return Problem(fault.kind, words, report.path, report.id, start, end)


def _unread(document: Document, why: str, count: int) -> Problem:
    """Return the problem that makes the next build try again."""
    report = document.report
    words = f"the language model left {count} of its paragraphs unread: {why}. The next build goes on there."
    return Problem(ProblemKind.FAILED, words, report.path, report.id)
