"""The amounts of a report: troops, the dead, sums, distances, shares, spans of time, with their bounds.

Dates, ages, times of day, names with a number in them and "the two sides" are none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.quantity import Quantity
from onrecord.resolvers.numbers.words import pattern, scaled, value, words

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from onrecord.core.document import Document, Token

_WINDOW = 7
_NO_AMOUNTS = frozenset({"TIME", "ORDINAL"})
_THROUGH = frozenset({"ADJ", "NOUN", "PROPN", "ADP", "DET", "PUNCT", "VERB", "ADV", "PART", "NUM"})
_STOPS = frozenset({",", ";", ".", ":", "(", ")", "–", "—"})
_SMALL = 10


def amounts(document: Document) -> Iterator[Quantity]:
    """Yield the amounts that a report gives, in the order of the text."""
    for passage in document.passages:
        if passage.is_read:
            for match in pattern().finditer(document.report.text, passage.start, passage.end):
                if found := _amount(document, match):
                    yield found


def _amount(document: Document, match: re.Match[str]) -> Quantity | None:
    """Return the amount that a match is, or None."""
    group = _said_first(match, "round", "fraction", "number")
    inside = document.tokens_in(match.start(group), match.end())
    if not inside or _names(document, inside) or _is_date(document, match, inside):
        return None
    first = _said_first(match, "hedge", "coin", group)
    kind = words().hedges.get(" ".join((match["hedge"] or "").lower().split()), "")
    lower, upper = _bounds(match, kind)
    unit, end = _measure(match), match.end()
    if not unit:
        counted = _noun_of(document, inside) or _left_out(document, inside)
        if counted is None or _is_uncounted(match, counted):
            return None
        unit, end = counted.lemma.lower(), max(end, counted.end if counted.i >= inside.start else end)
    unit, times = words().units.get(unit, (unit, 1.0))
    cited = document.report.cite(match.start(first), end)
    return Quantity(cited, unit, _times(lower, times), _times(upper, times), kind == "about")


def _said_first(match: re.Match[str], *groups: str) -> str:
    """Return the first of some groups of the pattern that has words."""
    return next(name for name in groups if match[name])


def _noun_of(document: Document, inside: range) -> Token | None:
    """Return the noun that a number measures or counts."""
    return _measured(document, inside.stop - 1) or _counted(document, inside.stop - 1)


def _times(bound: float | None, times: float) -> float | None:
    return None if bound is None else bound * times


def _measure(match: re.Match[str]) -> str:
    """Return the unit that the match itself tells: a currency, a share; nothing where a noun tells it."""
    if match["coin"]:
        return words().coins[match["coin"].lower()]
    return "percent" if match["share"] or match["fraction"] else (match["glued"] or "").lower()


def _measured(document: Document, number: int) -> Token | None:
    """Return the unit of a length before a noun: "a 44-month siege", "a 1,200-strong escort"."""
    tokens = document.tokens
    hyphen, after = number + 1, number + 2
    if after >= len(tokens) or tokens[hyphen].text not in ("-", "–"):
        return None
    return tokens[after] if tokens[after].lemma.lower() in words().lists["measures"] else None


def _left_out(document: Document, inside: range) -> Token | None:
    """Return what was counted last where a number stands for a noun: "Of them, 80 were convicted"."""
    tokens = document.tokens
    number = tokens[inside.stop - 1]
    if not _stands_for_noun(number):
        return None
    first = document.tokens_in(document.passages[document.sentences[number.sentence].passage].start, number.start)
    before = (
        _counted(document, token.i) for token in reversed(tokens[first.start : inside.start]) if token.pos == "NUM"
    )
    lengths = words().lists["spans"] | words().lists["distances"]
    return next((one for one in before if one and one.i < inside.start and one.lemma.lower() not in lengths), None)


def _stands_for_noun(number: Token) -> bool:
    """Say whether a number is a subject or an object by itself; "one" is a pronoun."""
    alone = number.dep in ("nsubj", "nsubjpass", "dobj", "attr") or (number.dep == "pobj" and number.pos == "NUM")
    return alone and number.text.lower() != "one"


def _names(document: Document, inside: range) -> bool:
    """Say whether a number names something: "Resolution 1441", "Nord Stream 2", "Group of Seven", "March 4"."""
    tokens = document.tokens
    number = tokens[inside.start]
    before = [
        tokens[i] for i in range(max(0, inside.start - 2), inside.start) if tokens[i].sentence == number.sentence
    ]
    after = tokens[min(inside.stop, len(tokens) - 1)]
    if not before:
        return False
    if {before[-1].text.lower(), after.text.lower()} & words().lists["months"]:
        return True
    if number.text.isdigit():
        named = before[-1].text.lower() in words().lists["named_before"]
        return named or (before[-1].pos == "PROPN" and len(number.text) < 3 and before[-1].text[:1].isupper())
    return before[-1].text == "of" and before[0].text == "Group"


def _is_date(document: Document, match: re.Match[str], inside: range) -> bool:
    """Say whether a number is one of a date, an age, a time, an ordinal; a span of time that measures is none."""
    labels = _labels_over(document, inside)
    if labels & _NO_AMOUNTS:
        return True
    if "DATE" not in labels:
        return _is_year(document, match, inside)
    counted = _noun_of(document, inside)
    if counted and counted.lemma.lower() in words().lists["distances"]:
        return False
    if counted is None or counted.lemma.lower() not in words().lists["spans"]:
        return True
    return _is_counted_from(document, inside, counted)


def _labels_over(document: Document, inside: range) -> set[str]:
    """Return the labels of the names that the parser has seen in a number."""
    near = document.names_between(max(0, inside.start - 4), inside.stop)
    return {name.label for name in near if name.last > inside.start}


def _is_counted_from(document: Document, inside: range, counted: Token) -> bool:
    """Say whether words around a span of time make it a date: "two weeks ago", "the last two weeks"."""
    beside = {token.text.lower() for token in document.tokens[counted.i + 1 : counted.i + 3]}
    before = {token.text.lower() for token in document.tokens[max(0, inside.start - 2) : inside.start]}
    return bool(beside & words().lists["ago"] or before & words().lists["leading"])


def _is_year(document: Document, match: re.Match[str], inside: range) -> bool:
    """Say whether four bare figures are a year: what follows is no plural that they could count."""
    written = match["number"] or ""
    bare = len(written) == 4 and written.isdigit() and not any(match[name] for name in ("scale", "coin", "hedge"))
    counted = _counted(document, inside.stop - 1) if bare else None
    return bare and 1700 <= int(written) <= 2100 and (counted is None or not counted.tag.endswith("S"))


def _counted(document: Document, number: int) -> Token | None:
    """Return the noun that a number counts: what it stands before, or the noun of the "of" phrase behind it."""
    tokens = document.tokens
    for i in range(number + 1, min(number + _WINDOW, len(tokens))):
        token = tokens[i]
        if token.sentence != tokens[number].sentence or _ends_phrase(token):
            break
        if token.pos in ("NOUN", "PROPN") and token.dep not in ("compound", "nmod", "poss"):
            return token
    own = tokens[number]
    return own if own.pos == "NOUN" and own.tag == "NNS" else None


def _ends_phrase(token: Token) -> bool:
    """Say whether a word behind a number stands outside its phrase; "of" goes on: "20 of the ships"."""
    other = token.pos == "ADP" and token.lemma != "of"
    return other or token.text in _STOPS or token.pos not in _THROUGH


def _is_uncounted(match: re.Match[str], counted: Token) -> bool:
    """Say whether a small number counts what is no amount of a dispute: "the two sides", "three ministers"."""
    if match["round"] or match["scale"] or match["hedge"]:
        return False
    listed = counted.lemma.lower() in words().lists["uncounted"]
    number = value(match["number"]) if match["number"] else 0.0
    return number == 1 or (listed and number < _SMALL)


def _bounds(match: re.Match[str], kind: str) -> tuple[float | None, float | None]:
    """Return the least and the most that an amount can be."""
    if match["round"]:
        return words().rounds[" ".join(match["round"].lower().split())], None
    if match["fraction"]:
        number = words().fractions[match["fraction"].lower()]
        return _open(number, number, kind)
    scale = scaled(match["scale"])
    first = value(match["number"]) + (0.5 if match["half"] else 0.0)
    if match["second"]:
        second = value(match["second"])
        first *= 1.0 if first > second * scale / 10 and first >= 1000 else scale
        return min(first, second * scale), max(first, second * scale)
    several = match["number"].lower() == "several"
    return _open(first * scale, None if several else first * scale, kind)


def _open(number: float, upper: float | None, kind: str) -> tuple[float | None, float | None]:
    if kind == "least":
        return number, None
    return (None, number) if kind == "most" else (number, upper)
