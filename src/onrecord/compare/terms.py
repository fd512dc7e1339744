"""Terms: the words that outlets have for one thing, put together as a finding where they are not the same."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.told import stem
from onrecord.core.finding import Finding, FindingKind, Framing, Telling
from onrecord.core.identity import finding_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.core.report import Citation

NAME = "framing 4"


class Term(NamedTuple):
    """Words that an outlet has for something."""

    outlet: str
    words: Citation
    entry: str | None = None

    @property
    def plain(self) -> str:
        """The words without article, case and ending, by which one name is told from another."""
        return stem(self.words.words.casefold().removeprefix("the ").removesuffix("'s").removesuffix("’s"))


def finding_of(kind: str, concept: str, terms: Sequence[Term], parties: tuple[str, ...]) -> Iterator[Finding]:
    """Yield a finding where at least two outlets have words for a thing, and not the same."""
    by_outlet: dict[str, set[str]] = defaultdict(set)
    for term in terms:
        by_outlet[term.outlet].add(term.plain)
    if len(by_outlet) > 1 and len(set(map(frozenset, by_outlet.values()))) > 1:
        yield made(kind, concept, terms, tuple(_listed(terms)), parties)


def _listed(terms: Iterable[Term]) -> Iterator[str]:
    """Yield each outlet with its words, each once."""
    by_outlet: dict[str, dict[str, str]] = defaultdict(dict)
    for term in terms:
        by_outlet[term.outlet].setdefault(term.plain, term.words.words)
    for outlet, met in sorted(by_outlet.items()):
        yield f"{outlet}: {', '.join(f'“{each}”' for each in met.values())}"


def made(
    kind: str, concept: str, terms: Sequence[Term], why: tuple[str, ...], parties: tuple[str, ...]
) -> Finding:
    """Return the finding of some terms, each word of a report once; of a matter each form of it."""
    once: dict[tuple[str, str], Term] = {}
    for term in sorted(terms, key=lambda term: (term.words.report, term.words.start, term.entry or "")):
        word = term.words.words.casefold() if kind == "matter" else term.plain
        once.setdefault((term.words.report, word), term)
    told = tuple(Telling(term.words, term.entry) for term in once.values())
    reports = tuple(dict.fromkeys(term.words.report for term in once.values()))
    key = finding_id(FindingKind.FRAMING, kind, *(parties or (told[0].entry or "",)))
    return Finding(key, FindingKind.FRAMING, NAME, Framing(kind, concept), reports, told, why=why)
