"""Issues: what an entry is about, told by the words that the dispute file gives for each issue.

A resolver (`resolvers`). Plain and predictable: an issue is tagged where its words stand in what was said or done,
or in the words that tell of it; nothing is learned or guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.core.entry import Event
from onrecord.core.problem import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.core.document import Document, Token
    from onrecord.core.entry import Entry
    from onrecord.core.extraction import Extraction
    from onrecord.core.report import Citation
    from onrecord.core.who import Issue

_ENDINGS = ("ies", "es", "s", "ing", "ed")


class IssueWithoutWords(OnRecordError):
    """An issue has nothing by which to tell that an entry is about it."""

    def __init__(self, issue: str) -> None:
        super().__init__(f"issue '{issue}': it has no words. Give words that tell that an entry is about it.")


@dataclass(frozen=True, slots=True)
class _Sign:
    """One line of an issue's words: phrases that must all stand in the same entry."""

    issue: str
    phrases: tuple[tuple[str, ...], ...]


class IssueResolver:
    """Tags the entries of a report with the ids of the issues that they are about.

    The words of an issue are phrases, matched in any form of their words and in either case. `NATO + membership`
    asks for both in one entry, in any order; `sanction*` for any word that begins so. An issue without words is
    matched by its name.

    Args:
        issues: The issues of the dispute.

    Raises:
        IssueWithoutWords: An issue has neither words nor a name to match.
    """

    name = "issues 1"

    def __init__(self, issues: Iterable[Issue]) -> None:
        self._order = tuple(issues)
        self._signs: dict[str, list[_Sign]] = {}
        for issue in self._order:
            signs = [sign for words in issue.words or (issue.name,) if (sign := _sign(issue.id, words)).phrases]
            if not signs:
                raise IssueWithoutWords(issue.id)
            for sign in signs:
                # Looked up by the first word of the first phrase: most entries have none of them.
                self._signs.setdefault(sign.phrases[0][0].rstrip("*")[:3], []).append(sign)

    def resolve(self, document: Document, extraction: Extraction) -> Extraction:
        """Return the extraction with the issues of its entries."""
        if not self._order:
            return extraction
        entries = tuple(replace(entry, issues=self._issues(document, entry)) for entry in extraction.entries)
        return replace(extraction, entries=entries)

    def _issues(self, document: Document, entry: Entry) -> tuple[str, ...]:
        forms = [_forms(document.tokens[i]) for i in _tokens(document, entry)]
        starts = {form[:3] for each in forms for form in each}
        found = {
            sign.issue
            for start in starts
            for sign in self._signs.get(start, ())
            if all(_stands(phrase, forms) for phrase in sign.phrases)
        }
        tagged = tuple(issue.id for issue in self._order if issue.id in found)
        return tuple(dict.fromkeys((*entry.issues, *tagged)))


def _sign(issue: str, words: str) -> _Sign:
    phrases = (tuple(part.lower().replace("’", "'").split()) for part in words.split("+"))
    return _Sign(issue, tuple(phrase for phrase in phrases if phrase))


def _tokens(document: Document, entry: Entry) -> Iterator[int]:
    """Yield the tokens that an entry rests on: what was said, by what word; what was done, by and to whom."""
    seen: set[int] = set()
    for citation in _cited(entry):
        for i in document.tokens_in(citation.start, citation.end):
            if i not in seen:
                seen.add(i)
                yield i


def _cited(entry: Entry) -> Iterator[Citation]:
    if isinstance(entry, Event):
        yield entry.words
        yield entry.trigger
        for mention in (*entry.sources, *entry.targets):
            yield mention.citation
        return
    yield from entry.content
    for citation in (entry.cue, entry.condition):
        if citation:
            yield citation


def _forms(token: Token) -> tuple[str, ...]:
    """Return the forms by which a word may be meant: as printed, its lemma, and without its ending.

    The parser's lemma alone will not do: it leaves names and unknown words as they are.
    """
    text = token.text.lower().replace("’", "'")
    bare = next((text[: -len(ending)] for ending in _ENDINGS if text.endswith(ending) and len(text) > 5), text)
    return tuple(dict.fromkeys((text, token.lemma.lower(), bare)))


def _stands(phrase: tuple[str, ...], forms: Sequence[tuple[str, ...]]) -> bool:
    """Say whether the words of a phrase stand one after another."""
    size = len(phrase)
    return any(
        all(_is_form(word, forms[at + step]) for step, word in enumerate(phrase))
        for at in range(len(forms) - size + 1)
    )


def _is_form(word: str, forms: tuple[str, ...]) -> bool:
    if word.endswith("*"):
        return forms[0].startswith(word[:-1])
    return word in forms
