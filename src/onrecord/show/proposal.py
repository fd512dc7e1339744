"""A first dispute file, proposed from what the reports tell: to be read, struck through and filled in by hand.

Each line that a person must judge has a comment that says what it rests on. It is a proposal and not a finding:
nothing else reads it until somebody builds with it.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from textwrap import shorten
from typing import TYPE_CHECKING

from onrecord.casebook import casebook
from onrecord.core.counted import counted
from onrecord.core.finding import FindingKind, Matter
from onrecord.core.visible import one_line
from onrecord.record.filter import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.casebook import Casebook, PartyPage
    from onrecord.core.entry import Entry
    from onrecord.core.line import ReportHeader
    from onrecord.record import Record

MOST_PARTIES = 8
MOST_ISSUES = 10
MOST_NAMES = 12
MOST_LISTED = 40
LEAST = 2  # entries, below which nothing is proposed
_PRONOUN = re.compile(r"(?i:it|its|itself|they|them|their|theirs)")
_NO_NAME = re.compile(r"[^\w .,'-]+")


def proposal(record: Record, name: str, sources: Sequence[str]) -> str:
    """Return the text of a dispute file for what a record holds.

    Args:
        record: Built from the reports without a dispute file.
        name: Short name of the dispute.
        sources: Files and folders of the reports, seen from where the file will stand.
    """
    book = casebook(record, EVERYTHING)
    return "\n".join(
        (
            *_head(book, name, sources),
            *_parties(book),
            *_issues(record, book),
            *_strangers(book),
            *_undated(book.reports),
            *_unread(book.reports),
        )
    )


def _head(book: Casebook, name: str, sources: Sequence[str]) -> Iterator[str]:
    told = _NO_NAME.sub("-", one_line(name)).strip(" .,'-")[:100] or "dispute"
    entries = counted(len(book.lines), "entry")
    yield f"# A first dispute file, proposed from {counted(len(book.reports), 'report')} and {entries}."
    yield "# Strike what does not belong, add what is missing, and build again. Lines after # are remarks."
    yield ""
    yield f"name = {_toml(told)}"
    yield f"title = {_toml(told)}  # as it is shown: write it out"
    yield f"sources = [{', '.join(map(_toml, sources))}]"


def _parties(book: Casebook) -> Iterator[str]:
    yield from ("", "# The parties, in the order in which they are shown: those that say and do most.")
    shown = [page for page in book.parties if _weight(page) >= LEAST][:MOST_PARTIES]
    printed = _printed_names(line.entry for line in book.lines)
    for page in shown:
        names = [f"“{shorten(words, 40)}”" for words, _ in printed[page.id].most_common(5)]
        told = (
            counted(page.statements, "statement"),
            counted(len(page.did), "deed"),
            counted(len(page.thought), "stance"),
        )
        yield from ("", "[[party]]", f"id = {_toml(page.id)}  # {one_line(page.name)}: {', '.join(told)}")
        if names:
            yield f"# printed as {', '.join(names)}"
    if not shown:
        yield from ("# None says or does enough. One is written so:", '# [[party]]\n# id = "egypt"')


def _weight(page: PartyPage) -> int:
    return page.statements + len(page.did) + len(page.thought)


def _printed_names(entries: Iterable[Entry]) -> dict[str, Counter[str]]:
    """Return how reports name each party itself, and how often."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for mention in (*entry.doers, *entry.whom):
            words = one_line(mention.citation.words)
            if mention.actor and mention.actor == mention.party and not _PRONOUN.fullmatch(words):
                found[mention.actor][words] += 1
    return found


def _issues(record: Record, book: Casebook) -> Iterator[str]:
    yield from ("", "# Issues: what the reports were found to be about, the largest first. An entry is about an")
    yield "# issue when one of its words stands in it: phrases are better than single words."
    named = _words_of_matters(line.entry for line in book.lines)
    found = [(says, named[says.matter.partition(" of ")[0]], count) for says, count in _whole_matters(record)]
    proposed = [one for one in found if one[1]][:MOST_ISSUES]
    for says, words, count in proposed:
        yield from ("", "[[issue]]", f"id = {_toml(_slug(says.matter))}  # {counted(count, 'entry')}")
        yield f"name = {_toml(one_line(says.name))}"
        yield f"words = [{', '.join(_toml(word) for word, _ in words.most_common(8))}]"
    if not proposed:
        yield from (
            "# None was found. One is written so:",
            '# [[issue]]\n# id = "grain"\n# words = ["grain corridor"]',
        )


def _whole_matters(record: Record) -> list[tuple[Matter, int]]:
    """Return the matters as a whole with how many entries are about each, that of most first."""
    found = ((finding.says, len(finding.entries())) for finding in record.findings(FindingKind.ISSUE))
    whole = ((says, count) for says, count in found if isinstance(says, Matter) and not says.object)
    return sorted((one for one in whole if one[1] >= LEAST), key=lambda one: (-one[1], one[0].matter))


def _words_of_matters(entries: Iterable[Entry]) -> dict[str, Counter[str]]:
    """Return the words by which reports name each matter, and how often."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for one in entry.propositions:
            words = re.sub(r"^(?:an?|the)\s+", "", one_line(one.words.words).lower())
            if len(words) > 3:
                found[one.matter][words] += 1
    return found


def _strangers(book: Casebook) -> Iterator[str]:
    """Yield those whom the reports name and nobody here knows, as comments: whom they speak for is not told."""
    met: Counter[str] = Counter()
    for line in book.lines:
        met.update(
            one_line(one.name) for one in (*line.entry.doers, *line.entry.whom) if one.name and not one.party
        )
    if not met:
        return
    yield from ("", "# Named in the reports, and not known here. Take the # away and say for whom they speak.")
    for name, count in met.most_common(MOST_NAMES):
        key, times = _slug(name), "once" if count == 1 else f"{count} times"
        if key:
            yield from ("", f"# [[actor]]  # met {times}", f"# id = {_toml(key)}", f"# name = {_toml(name)}")
            yield from (f"# aliases = [{_toml(name.split()[-1])}]", '# party = ""')
    if len(met) > MOST_NAMES:
        yield f"# ... and {len(met) - MOST_NAMES} more."


def _undated(reports: Sequence[ReportHeader]) -> Iterator[str]:
    undated = [report for report in reports if report.published is None]
    if undated:
        yield from ("", f"# Without a date ({len(undated)}): “yesterday” has no day there. Give dates in a file:")
        yield "#   onrecord build --published-from dates.csv ...    with rows of path,date"
        yield from _listed(report.path for report in undated)


def _unread(reports: Sequence[ReportHeader]) -> Iterator[str]:
    foreign = [report for report in reports if report.language not in {None, "en"}]
    if foreign:
        yield from (
            "",
            f"# In a language that is not read ({len(foreign)}): have them translated, or leave them out.",
        )
        yield from _listed(f"{report.path} ({report.language})" for report in foreign)


def _listed(paths: Iterable[str]) -> Iterator[str]:
    shown = sorted(map(one_line, paths))
    yield from (f"#   {path}" for path in shown[:MOST_LISTED])
    if len(shown) > MOST_LISTED:
        yield f"#   ... and {len(shown) - MOST_LISTED} more"


def _slug(text: str) -> str:
    """Return a text as an id.

    >>> _slug("membership of NATO")
    'membership-of-nato'
    """
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
