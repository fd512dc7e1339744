"""Words of the exports of press databases, in the languages of their interfaces, from `data/press.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_LABEL = re.compile(r"^([^\W\d_][\w '/’-]{2,27}?)[ \u00a0]?:(?:[ \u00a0\t]|$)")
_CODE = re.compile(r"^\s*([a-zA-Z]{2})(?:[-_][a-zA-Z]{2,4})?\s*$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class NexisWords:
    """What Nexis calls the parts of an export, each in lower case.

    Attributes:
        numbered: Matches a line that counts a document ("1 of 10 DOCUMENTS").
        ended: Matches a line that ends a document.
        total: Matches the line of a cover that says how many there are; its group is the number.
        fields: What a field's name stands for: title, author, section, length, body, language,
            other, closing, dated, indexed.
        abstracts: Lines above an abstract, which stands in the body's place before it.
        bodies: Lines above the body.
        closings: Lines by themselves that end the body.
        links: Lines that lead to a picture of the page.
        no_title: What stands for a title where the article has none.
        cover: Labels of the cover.
        job: Labels of a cover that no article has.
    """

    numbered: re.Pattern[str]
    ended: re.Pattern[str]
    total: re.Pattern[str]
    fields: dict[str, str]
    abstracts: frozenset[str]
    bodies: frozenset[str]
    closings: frozenset[str]
    links: frozenset[str]
    no_title: frozenset[str]
    cover: frozenset[str]
    job: frozenset[str]

    def field(self, line: str) -> str | None:
        """Return what the field stands for that a line opens, if it opens one."""
        label = label_of(line)
        return self.fields.get(label) if label else None


@cache
def nexis_words() -> NexisWords:
    """Return the words of Nexis."""
    table = _table()["nexis"]
    of, documents = _any(table["of"]), _any(table["documents"])
    blank, numbers = r"[^\S\r\n]*", rf"\d[\d.,]* +(?:{of}) +\d[\d.,]*"
    return NexisWords(
        numbered=re.compile(
            rf"^{blank}(?:FOCUS - )?(?:{numbers} +(?:{documents})|(?:{documents}) +{numbers}){blank}\r?$",
            re.IGNORECASE | re.MULTILINE,
        ),
        ended=re.compile(rf"^{blank}(?:{_any(table['ends'])}){blank}\r?$", re.IGNORECASE | re.MULTILINE),
        total=re.compile(rf"^{blank}(?:{documents}) \((\d+)\){blank}$", re.IGNORECASE | re.MULTILINE),
        fields={name: role for role, names in table["fields"].items() for name in names},
        **{
            name: frozenset(table[name])
            for name in ("abstracts", "bodies", "closings", "links", "no_title", "cover", "job")
        },
    )


@cache
def month_words() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what finds the name of a month in a line that was made plain, and its English name."""
    english = {plain(word): month for month, words in _table()["months"].items() for word in words}
    return re.compile(rf"(?<![^\W\d_])(?:{_any(english)})(?![^\W\d_])"), english


@cache
def factiva_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what matches the line that counts an article's words, and the one with its number in the archive."""
    table = _table()["factiva"]
    counts = re.compile(rf"^\d[\d.,\u00a0\u202f ]*\s*(?:{_any(table['words'])})$", re.IGNORECASE)
    numbers = re.compile(rf"^(?:{_any(table['document'])})\s+([A-Za-z0-9]{{16,40}})$", re.IGNORECASE)
    return counts, numbers


@cache
def europresse_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return how the line with a document's number begins, and lines of the certificate below it."""
    table = _table()["europresse"]
    return tuple(table["number"]), tuple(table["certificate"])


def language_code(words: str) -> str | None:
    """Return the ISO 639-1 code of a language as a database writes it.

    >>> language_code("ENGLISH; ENGLISHS"), language_code("Français"), language_code("en-GB")
    ('en', 'fr', 'en')
    """
    known = _languages()
    code = _CODE.match(words)
    if code:
        return code[1].lower()
    first = plain(re.split(r"[;,(/]", words, maxsplit=1)[0]).strip()
    return first if first in known.values() else known.get(first)


def is_copyright(line: str) -> bool:
    """Say whether a line tells whose the article is.

    >>> is_copyright("Copyright 2015 The Gazette"), is_copyright("Copyright law was changed.")
    (True, False)
    """
    lowered = line.strip().casefold()
    table = _table()["copyright"]
    names_a_year = bool(_YEAR.search(lowered[:60])) and len(lowered) < 250
    return (lowered.startswith(tuple(table["starts"])) and names_a_year) or lowered.rstrip(" .") in table["lines"]


def is_byline(line: str) -> bool:
    """Say whether a line begins as one that names its authors, and is no sentence.

    >>> is_byline("By A. Writer"), is_byline("By Friday the talks had failed.")
    (True, False)
    """
    words = line.strip().casefold()
    begins = any(words.startswith(f"{start} ") for start in _table()["byline"]["starts"])
    return begins and len(words) < 120 and not words.endswith((".", "?", "!"))


def label_of(line: str) -> str | None:
    """Return the label that a line opens with, in lower case: what stands before its first colon.

    >>> label_of("LOAD-DATE: January 11, 2010"), label_of("He said: no")
    ('load-date', 'he said')
    """
    found = _LABEL.match(line.strip())
    return found[1].casefold() if found else None


def plain(words: str) -> str:
    """Return words in lower case and without accents.

    >>> plain("Décembre")
    'decembre'
    """
    parted = unicodedata.normalize("NFD", words.casefold())
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


@cache
def _languages() -> dict[str, str]:
    return {plain(word): code for code, words in _table()["languages"].items() for word in words}


@cache
def _table() -> dict[str, dict[str, dict[str, list[str]]]]:
    content = (files("onrecord.data") / "press.toml").read_text(encoding="utf-8")
    return tomllib.loads(content)


def _any(words: object) -> str:
    assert isinstance(words, list | dict)
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
