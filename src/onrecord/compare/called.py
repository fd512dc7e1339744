"""What reports call the deeds of one account: the word that tells each, with what describes it.

"Special military operation" and "invasion" are words for one thing only where the accounts have put them together.
A deed that is told by a word that says nothing ("was launched") is called by the subject of that word, else by the
short words in quotation marks in its sentence: an outlet that prints a name in marks has chosen it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.told import stem, stems_listed
from onrecord.compare.wordlists import words
from onrecord.core.entry import Event
from onrecord.core.finding import Account, FindingKind
from onrecord.core.report import Citation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.compare.comparison import View
    from onrecord.compare.told import Told

_PARTICIPLE = 4  # letters: longer words that end like a participle or plural are none that describe
_BEFORE = 4  # words that may describe a noun
_NAME = re.compile(r"[\"“‘]([^\"“”‘’\n]{3,40})[\"”’]")
_BE = "(?:was|were|is|are|has been|had been)"
_DONE = re.compile(rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is) ([\w-]+(?: [\w-]+){{0,3}}),? {_BE} (?:\w+ly )?$")
_LAST = re.compile(r"(?<![\w'’.-])['’._-]*([^\W_][\w'’.-]*)\s+$")


class Called(NamedTuple):
    """An account of a deed: how the finding is known, one telling of it, and what each report calls it."""

    account: str
    told: Told
    terms: tuple[tuple[Told, Citation], ...]


def called(view: View, told: Iterable[Told]) -> Iterator[Called]:
    """Yield the accounts of acts and states with the words by which their reports tell the deed."""
    known = {one.entry.id: one for one in told}
    for finding in view.findings(FindingKind.ACCOUNT):
        if not isinstance(finding.says, Account) or finding.says.type == "standing":
            continue
        members = [known[one] for one in finding.entries() if one in known]
        terms = tuple((one, term) for one in members if (term := _term(one)) is not None)
        if terms:
            yield Called(finding.id, terms[0][0], terms)


def _term(told: Told) -> Citation | None:
    """Return what a report calls a deed; None where its word says nothing and no other names it."""
    if not isinstance(told.entry, Event):
        return None
    trigger = told.entry.trigger
    if stem(trigger.words.casefold().split()[0]) in stems_listed("framing", "empty"):
        before = told.told_in.words[: max(0, trigger.start - told.told_in.start)]
        met = _DONE.search(before) or _NAME.search(told.told_in.words)
        return _within(told.told_in, *met.span(1)) if met else None
    start = trigger.start - told.told_in.start
    text = told.told_in.words
    return _within(told.told_in, describing(text, start), start + len(trigger.words)) if start >= 0 else trigger


def describing(text: str, start: int) -> int:
    """Return where the words begin that describe the word at a place: "huge joint military" before "drills"."""
    for _ in range(_BEFORE):
        met = _LAST.search(text[:start])
        if met is None or not _describes(met[1], text[: met.start(1)]):
            return start
        start = met.start(1)
    return start


def _describes(word: str, before: str) -> bool:
    """Say whether a word describes the noun behind it; a verb or a name does not, nor what belongs to grammar."""
    plain = word.casefold()
    if word.isdigit() or word[0].isupper() or plain in words("words", "common") | words("framing", "verbs"):
        return False
    if plain.endswith(("ing", "ed")) and len(word) > _PARTICIPLE:  # "a binding vow", not "for making vows"
        return before.casefold().endswith(("a ", "an ", "the ", "ly ", " its ", " their "))
    joins = len(word) > _PARTICIPLE and plain.endswith(("s", "ly"))
    return not (joins or plain.endswith((".", "’s", "'s")))


def _within(sentence: Citation, start: int, end: int) -> Citation:
    return Citation(sentence.report, sentence.start + start, sentence.start + end, sentence.words[start:end])
