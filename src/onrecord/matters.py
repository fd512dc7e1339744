"""The catalogue of matters that states quarrel about (`data/matters.toml`), ready to be looked up.

What an entry is about is one of these, crossed with whom it concerns. What decides is the catalogue, never a
cluster of wording: clusters are not matters in dispute (19 of 57 were usable in a trial), and their words are no
names.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.problem import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_OBJECTS = ("state", "pair", "none")
BODY = "{body}"
_OPENING = 3  # letters by which a phrase is looked up before it is looked for
_TOO_EARLY = f"of a word that goes on anyhow (*) at least {_OPENING} letters are told"


class CatalogueFaulty(OnRecordError):
    """The catalogue of matters says something that nothing can be made of."""

    def __init__(self, matter: str, fault: str) -> None:
        super().__init__(f"matters.toml, '{matter}': {fault}. Mend the entry.")


class UnknownMatter(OnRecordError):
    """A record tells of a matter that the catalogue does not have: no onrecord of this version wrote it."""

    def __init__(self, matter: str) -> None:
        super().__init__(
            f"the record tells of a matter '{matter}' that this version does not know. Build it again from its"
            " reports, or take a newer onrecord."
        )


class Misread(StrEnum):
    """Why words on a matter do not show by themselves which side somebody takes."""

    EVIL = "evil"  # nobody is for it but who does it, or says that he will: others who speak of it name it
    HELD = "held"  # it is criticised for how it was held: who calls an election unfair is not against elections
    UNNAMED = "unnamed"  # its name is no side: nobody knows what it is to be for "prisoners and hostages"


class Matters(dict[str, "CatalogueMatter"]):
    """The matters by their ids; to ask for one that there is not is a fault in the record."""

    def __missing__(self, matter: str) -> CatalogueMatter:
        raise UnknownMatter(matter)


class Sign(NamedTuple):
    """The phrases that must all stand in a text for it to be about a matter.

    Attributes:
        naming: The first of them, as the catalogue writes it.
        spoken: All, as they stand in what `spoken` gives.
        of_body: The text must name an international body as well.
    """

    naming: str
    spoken: tuple[str, ...]
    of_body: bool

    def stands_in(self, said: str, *, names_body: bool) -> bool:
        """Say whether all of it stands in the words of a text, as `spoken` gives them."""
        return (names_body or not self.of_body) and all(phrase in said for phrase in self.spoken)


@dataclass(frozen=True, slots=True)
class CatalogueMatter:
    """A matter that states quarrel about.

    Attributes:
        id: A short name.
        name: In plain words; `{body}` stands for the body that is meant.
        plain: The name where no body is told.
        needs_body: It is of an international body.
        needs_object: Its words name it only where they tell whom it concerns ("the suspension of a member").
        object: Whom it concerns: "state", "pair" or "none".
        whom: Where in the clause the state that it concerns is named, best first.
        signs: Each a set of phrases that must all stand in an entry.
        root: PLOVER root of which every event is about it; None where there is none.
        sided: One may be for or against it.
        misread: Why words on it do not show by themselves which side is taken; None where they do.
        unless: Phrases in which its words mean something else ("cold war").
        deeds: PLOVER roots of the deeds by which one takes a side of it.
        field: Signs that a text is of its field, though no words of it name the matter: they take no side.
        kinds: PLOVER roots, or root and mode, of which an event is of its field where no words tell it.
    """

    id: str
    name: str
    plain: str
    needs_body: bool
    object: str
    whom: tuple[str, ...]
    signs: tuple[Sign, ...]
    root: str | None = None
    sided: bool = True
    misread: Misread | None = None
    unless: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    needs_object: bool = False
    field: tuple[Sign, ...] = ()
    kinds: tuple[str, ...] = ()

    def stands_in(self, said: str, *, names_body: bool) -> bool:
        """Say whether the words of a text, as `spoken` gives them, are about it."""
        # A report is held against some five hundred signs a sentence: most fail by their first phrase.
        return any(sign.spoken[0] in said and sign.stands_in(said, names_body=names_body) for sign in self.signs)

    def spans(self, text: str, *, names_body: bool) -> Iterator[tuple[int, int]]:
        """Yield where words that name it begin and end in a text, as `stands_in` found them; some may overlap."""
        said = spoken(text)
        for sign in self.signs:
            if sign.stands_in(said, names_body=names_body):
                for met in _printed(sign.naming).finditer(text):
                    if not self.means_else(text, met.start(), met.end()):
                        yield met.start(), met.end()

    def means_else(self, text: str, start: int, end: int) -> bool:
        """Say whether words at a place stand in a phrase that means something else."""
        spans = (one.span() for phrase in self.unless for one in _printed(phrase).finditer(text))
        return any(first <= start and end <= last for first, last in spans)


@cache
def catalogue() -> tuple[CatalogueMatter, ...]:
    """Return the matters in the order of the file.

    Raises:
        CatalogueFaulty: An entry has no words, or an object that is none of those there are.
    """
    content = (files("onrecord") / "data" / "matters.toml").read_text(encoding="utf-8")
    return tuple(matter_of(row) for row in tomllib.loads(content)["matter"])


def about(said: str, *, names_body: bool) -> Iterator[CatalogueMatter]:
    """Yield the matters that the words of a text, as `spoken` gives them, are about, in the order of the file."""
    opened = _by_opening()
    numbers: set[int] = set()
    for opening in {word[:_OPENING] for word in said.split()}:
        numbers.update(opened.get(opening, ()))
    for number in sorted(numbers):
        if catalogue()[number].stands_in(said, names_body=names_body):
            yield catalogue()[number]


@cache
def _by_opening() -> Mapping[str, tuple[int, ...]]:
    """Return the numbers of the matters by how their signs open: few open as the words of one text do."""
    found: dict[str, tuple[int, ...]] = {}
    for number, matter in enumerate(catalogue()):
        for opening in {sign.spoken[0].split()[0][:_OPENING] for sign in matter.signs}:
            found[opening] = (*found.get(opening, ()), number)
    return found


@cache
def fields() -> tuple[CatalogueMatter, ...]:
    """Return the matters as the words of their fields tell them, in the order of the file."""
    return tuple(replace(matter, signs=matter.field) for matter in catalogue() if matter.field)


@cache
def by_id() -> Mapping[str, CatalogueMatter]:
    """Return the matters by their ids."""
    return Matters((matter.id, matter) for matter in catalogue())


def spoken(text: str) -> str:
    """Return a text as its words in lower case, one blank apart and at both ends.

    >>> spoken("NATO's door, open."), spoken("non-membership")
    (" nato's nato door open ", ' non-membership membership ')
    """
    return f" {' '.join(_forms(text.casefold().replace('’', chr(39))))} "


def stands(phrase: str, said: str) -> bool:
    """Say whether a phrase stands among words, as `spoken` gives them; `*` at its end stands for any ending."""
    return _as_spoken(phrase) in said


def _as_spoken(phrase: str) -> str:
    """Return a phrase as it stands in what `spoken` gives."""
    return f" {phrase[:-1]}" if phrase.endswith("*") else f" {phrase} "


def _forms(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        yield word
        if word.endswith("'s"):
            yield word[:-2]
        elif word.startswith("non-"):
            yield word[4:]


def matter_of(row: Mapping[str, object]) -> CatalogueMatter:
    """Return a matter as a table of the file tells it.

    Raises:
        CatalogueFaulty: It has no words, an unknown object, or a phrase that no text can have.
    """
    key, name, whom = str(row["id"]), str(row["name"]), str(row["object"])
    told, field = (tuple(_phrases(row.get(words))) for words in ("words", "field"))
    if fault := next(_faults(whom, (*told, *field)), None):
        raise CatalogueFaulty(key, fault)
    root, misread = row.get("root"), row.get("misread")
    if misread is not None and misread not in list(Misread):
        raise CatalogueFaulty(key, f"misread is one of {', '.join(Misread)}, not {misread}")
    return CatalogueMatter(
        key,
        name,
        str(row.get("plain", name)),
        bool(row.get("needs_body")),
        whom,
        tuple(str(row.get("whom", "")).split()),
        tuple(map(_sign, told)),
        str(root) if root else None,
        row.get("sided", True) is True,
        Misread(str(misread)) if misread else None,
        tuple(map(str, unless)) if isinstance(unless := row.get("unless"), list) else (),
        tuple(str(row.get("deeds", "")).split()),
        row.get("needs_object") is True,
        tuple(map(_sign, field)),
        tuple(str(row.get("kinds", "")).split()),
    )


def _faults(whom: str, signs: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    """Yield what is wrong with whom a matter concerns and with its words."""
    phrases, openings = list(chain.from_iterable(signs)), [sign[0] for sign in signs if sign]
    wrong = (
        (not signs, "it has no words"),
        (whom not in _OBJECTS, f"an object is one of {', '.join(_OBJECTS)}, not {whom}"),
        (any(set(sign) <= {BODY} for sign in signs), f"{BODY} alone names no matter"),
        (any("*" in one[:-1] for one in phrases), "a * stands for the end of the last word of a phrase alone"),
        (any(map(_goes_on_early, openings)), _TOO_EARLY),
    )
    yield from (fault for is_so, fault in wrong if is_so)


def _goes_on_early(phrase: str) -> bool:
    """Say whether of a word that goes on anyhow too few letters are told."""
    return phrase.endswith("*") and len(phrase) <= _OPENING


def _phrases(words: object) -> Iterator[tuple[str, ...]]:
    """Yield the phrases of each sign, as the catalogue lists it: `a + b`."""
    for one in words if isinstance(words, list) else ():
        yield tuple(part.strip() for part in str(one).split("+"))


def _sign(phrases: tuple[str, ...]) -> Sign:
    named = [phrase for phrase in phrases if phrase != BODY]
    return Sign(named[0], tuple(map(_as_spoken, named)), BODY in phrases)


@cache
def _printed(phrase: str) -> re.Pattern[str]:
    """Return the pattern by which a phrase is found in a text as it is printed."""
    words = r"[\s-]+".join(map(re.escape, phrase.rstrip("*").split()))
    return re.compile(rf"\b{words}" + (r"[\w-]*" if phrase.endswith("*") else r"\b"), re.IGNORECASE)
