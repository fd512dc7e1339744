"""The first half, in order: a report becomes an extraction. The only file that knows the order.

read -> clean -> parse -> extract -> verify -> resolve
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from onrecord import __version__
from onrecord.clean import clean
from onrecord.core.entry import Event
from onrecord.core.extraction import Extraction
from onrecord.core.made import MadeBy
from onrecord.core.problem import OnRecordError, Outcome, Problem, ProblemKind
from onrecord.encoder import Encoded
from onrecord.encoder.fitted import check_all
from onrecord.encoder.session import encoder
from onrecord.extractors.events import Events, by_rules
from onrecord.extractors.statements import Statements
from onrecord.extractors.statements.findings import BY_RULES, rules_alone
from onrecord.extractors.times import find_times
from onrecord.ingredients import ingredients
from onrecord.one_thread import in_one_thread
from onrecord.parse import DEFAULT_PIPELINE, parse, pipeline
from onrecord.plugins import Shelf
from onrecord.readers import READERS
from onrecord.resolvers.actors import ActorResolver
from onrecord.resolvers.audience import AudienceResolver
from onrecord.resolvers.claims import Claims
from onrecord.resolvers.dates import DateResolver
from onrecord.resolvers.directory import Directory
from onrecord.resolvers.issues import IssueResolver
from onrecord.resolvers.numbers.resolver import Numbers
from onrecord.resolvers.own_will import OwnWill
from onrecord.resolvers.propositions import Propositions
from onrecord.resolvers.redated import Redated
from onrecord.resolvers.retold import Retold
from onrecord.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document
    from onrecord.core.entry import Entry
    from onrecord.core.made import Ingredient
    from onrecord.core.report import Report
    from onrecord.dispute import Dispute
    from onrecord.extractors.extractor import Extractor
    from onrecord.readers import Reader
    from onrecord.resolvers.resolver import Resolver

# Those that run unless the dispute file names others, in order.
EXTRACTORS: tuple[Extractor, ...] = (Statements(), Events())

# All of ours that a dispute file can name. Without the trained model statements are found faster, and fewer;
# events faster, and with less of their parties.
KNOWN: tuple[Extractor, ...] = (
    *EXTRACTORS,
    Statements(rules_alone, BY_RULES),
    Events(by_rules, "events-rules 1"),
)
EXTRACTOR_SHELF = Shelf("extractor", {one.name.split()[0]: one for one in KNOWN}, ("name", "extract"))
READER_SHELF = Shelf("reader", {one.name: one for one in READERS}, ("name", "accepts", "sources", "read"))


class Step(NamedTuple):
    """What is taken from a report after a stage.

    Attributes:
        by: The resolver; empty where the extractors have read it, and none has yet.
        document: The report as parsed.
        encoded: What the encoder makes of it.
        extraction: What is taken from it so far.
    """

    by: str
    document: Document
    encoded: Encoded
    extraction: Extraction


@dataclass(frozen=True)
class Ingest:
    """What it takes to turn reports into extractions: readers, extractors, resolvers, the pipeline.

    Not slotted: the resolvers are made once, on first use, since the directory of actors takes time to load.
    """

    dispute: Dispute | None = None
    pipeline: str = DEFAULT_PIPELINE

    @cached_property
    def readers(self) -> tuple[Reader, ...]:
        """The readers, in the order in which they are asked: those that the dispute file names, then ours."""
        named = [READER_SHELF.named(name) for name in self.dispute.readers] if self.dispute else []
        return (*named, *(reader for reader in READERS if reader not in named))

    @cached_property
    def extractors(self) -> tuple[Extractor, ...]:
        """The extractors, in order: those that the dispute file names, or ours."""
        if self.dispute is None or not self.dispute.extractors:
            return EXTRACTORS
        return tuple(map(EXTRACTOR_SHELF.named, self.dispute.extractors))

    @cached_property
    def resolvers(self) -> tuple[Resolver, ...]:
        """The resolvers, in order: those that the dispute file names, or ours.

        Dates come before actors, since who holds an office depends on the date.
        """
        if self.dispute is None or not self.dispute.resolvers:
            return tuple(self._resolver_shelf.own.values())
        return tuple(map(self._resolver_shelf.named, self.dispute.resolvers))

    @cached_property
    def _resolver_shelf(self) -> Shelf[Resolver]:
        known = Directory.standard()
        if self.dispute and self.dispute.actors:
            known = known.extended(self.dispute.actors)
        issues = self.dispute.issues if self.dispute else ()
        own: tuple[Resolver, ...] = (
            Claims(),
            DateResolver(),
            ActorResolver(known),
            OwnWill(known),
            AudienceResolver(),
            Retold(),
            Redated(),
            IssueResolver(issues),
            Propositions(known),
            Numbers(),
        )
        return Shelf("resolver", {one.name.split()[0]: one for one in own}, ("name", "resolve"))

    @property
    def made_by(self) -> MadeBy:
        """Say what makes these extractions; where it is equal, so are the extractions of the same report."""
        return MadeBy(
            version=__version__,
            dispute=self.dispute.text if self.dispute else "",
            extractors=(
                *(reader.name for reader in self.readers),
                *(extractor.name for extractor in self.extractors),
                *(resolver.name for resolver in self.resolvers),
            ),
            pipeline=self.pipeline,
            ingredients=(*ingredients(), *self._plugins()),
        )

    def _plugins(self) -> tuple[Ingredient, ...]:
        """Return the packages of others that have a say, with their versions."""
        if self.dispute is None:
            return ()
        return (
            *READER_SHELF.ingredients(self.dispute.readers),
            *EXTRACTOR_SHELF.ingredients(self.dispute.extractors),
            *self._resolver_shelf.ingredients(self.dispute.resolvers),
        )

    def prepare(self) -> None:
        """Load what workers share, and hold the trained parts against their manifest.

        Raises:
            PipelineMissing: The language pipeline is not installed.
            DoesNotFit: A trained part is missing, damaged, or was fitted on another.
            CannotLoad: The trained network is there and cannot be loaded.
        """
        pipeline(self.pipeline)
        check_all()
        encoder()
        assert self.extractors
        assert self.resolvers

    def extract(self, report: Report) -> Extraction:
        """Return everything that is taken from one report, cleaned first if it is not yet."""
        problems: tuple[Problem, ...] = ()
        if not report.passages:
            cleaned = clean(report)
            report, problems = cleaned.items[0], cleaned.problems
        with in_one_thread():
            document, encoded, taken = self._taken(report, problems)
            del encoded
            return self.resolved(document, taken)

    def steps(self, report: Report) -> Iterator[Step]:
        """Yield what is taken from a report after each stage: once extracted, and as each resolver leaves it.

        Args:
            report: Cleaned, as a record holds it.
        """
        with in_one_thread():
            document, encoded, extraction = self._taken(report, ())
            yield Step("", document, encoded, extraction)
            for resolver in self.resolvers:
                extraction = _resolved(resolver, document, extraction)
                yield Step(resolver.name, document, encoded, extraction)

    def _taken(self, report: Report, problems: tuple[Problem, ...]) -> tuple[Document, Encoded, Extraction]:
        document = next(parse([report], pipeline_name=self.pipeline))
        encoded = Encoded.of(document)
        entries: tuple[Entry, ...] = ()
        for extractor in self.extractors:
            made = _guarded(extractor, document, encoded)
            checked = verify(report, made.items)
            entries += checked.items
            problems += made.problems + checked.problems
        return document, encoded, Extraction(report, _in_order(entries), find_times(document), (), problems)

    def resolved(self, document: Document, extraction: Extraction) -> Extraction:
        """Return what was taken from a document as the resolvers, in order, leave it."""
        for resolver in self.resolvers:
            extraction = _resolved(resolver, document, extraction)
        checked = verify(extraction.report, extraction.entries)
        return replace(extraction, entries=checked.items, problems=extraction.problems + checked.problems)


def _guarded(extractor: Extractor, document: Document, encoded: Encoded) -> Outcome[Entry]:
    """Run an extractor, a stranger's perhaps: its crash is a problem with the report, not the end of the run."""
    try:
        return extractor.extract(document, encoded)
    except (MemoryError, OnRecordError):
        raise
    except Exception as error:  # noqa: BLE001 - the plug-in boundary
        return Outcome((), (_failed(f"extractor '{extractor.name}'", document, error),))


def _resolved(resolver: Resolver, document: Document, extraction: Extraction) -> Extraction:
    """Run a resolver, a stranger's perhaps: where it crashes, the extraction stays as it was."""
    try:
        return resolver.resolve(document, extraction)
    except (MemoryError, OnRecordError):
        raise
    except Exception as error:  # noqa: BLE001 - the plug-in boundary
        problem = _failed(f"resolver '{resolver.name}'", document, error)
        return replace(extraction, problems=(*extraction.problems, problem))


def _failed(who: str, document: Document, error: Exception) -> Problem:
    words = f"the {who} failed on it ({type(error).__name__}: {error}). The next build tries again."
    return Problem(ProblemKind.FAILED, words, document.report.path, document.report.id)


def _in_order(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Sort entries by where they stand in the report, statements before events at the same place."""
    return tuple(sorted(entries, key=_place))


def _place(entry: Entry) -> tuple[int, bool, int, str]:
    if isinstance(entry, Event):
        return entry.words.start, True, entry.trigger.start, entry.id
    return entry.content[0].start, False, entry.content[-1].end, entry.id
