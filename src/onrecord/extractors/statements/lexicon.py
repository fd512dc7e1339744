"""The cue lexicon: which words tell that something was said or thought, what act that is, and in what frames.

The words stand in `data/acts/*.toml`, one file a class of acts; they are checked when loaded. `docs/statements.md`
describes the fields.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from onrecord.core.entry import Act, Attitude, Root
from onrecord.core.problem import OnRecordError
from onrecord.words import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.core.document import Token

_FILES = ("assertives", "directives", "commissives", "expressives", "attitudes")
_FIELDS = {"act", "attitude", "cameo", "plover", "searle", "frames", "verbs", "nouns", "adjectives"}


class Frame(StrEnum):
    """In what grammatical shape a cue takes its content."""

    QUOTE = "quote"  # said: "We agree."
    CLAUSE = "clause"  # said that they agree
    QUESTION = "question"  # asked whether they agree
    TO = "to"  # promised to agree
    GERUND = "gerund"  # denied agreeing
    OBJECT = "object"  # rejected the agreement
    OBJECT_TO = "object-to"  # urged them to agree
    OBJECT_AS = "object-as"  # called the agreement a mistake
    ALONE = "alone"  # they refused: what, was told before


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase of the lexicon.

    Attributes:
        words: The dictionary form of the word, then the words that must come with it ("rule", "out").
        act: The act it reports, or None where it reports an attitude.
        attitude: The attitude it reports, or None.
        frames: The shapes in which a verb takes its content; a noun or an adjective takes any complement.
        plover: PLOVER root, or None where PLOVER has none.
        cameo: CAMEO code, or an empty text.
        searle: Searle's class of the act.
    """

    words: tuple[str, ...]
    act: Act | None
    attitude: Attitude | None
    frames: frozenset[Frame]
    plover: Root | None
    cameo: str
    searle: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cues, by dictionary form: verbs with those of most words first, nouns, adjectives."""

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    quoting: frozenset[str]


class LexiconMistake(OnRecordError):
    """A lexicon file says something that cannot be meant."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"data/acts/{name}.toml: {what}.")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Load and check the cue lexicon, once.

    Raises:
        LexiconMistake: A file names an act, a frame or a field that there is not.
    """
    return _lexicon_of(_FILES)


def _lexicon_of(files: tuple[str, ...]) -> Lexicon:
    verbs: dict[str, list[Cue]] = {}
    nouns: dict[str, Cue] = {}
    adjectives: dict[str, Cue] = {}
    for name in files:
        for cue, kind in _cues(name):
            if kind == "verbs":
                verbs.setdefault(cue.words[0], []).append(cue)
            else:
                (nouns if kind == "nouns" else adjectives).setdefault(" ".join(cue.words), cue)
    ordered = {lemma: tuple(sorted(cues, key=lambda cue: -len(cue.words))) for lemma, cues in verbs.items()}
    quoting = frozenset(lemma for lemma, cues in ordered.items() if any(Frame.QUOTE in cue.frames for cue in cues))
    return Lexicon(ordered, nouns, adjectives, quoting)


def form_of(token: Token) -> str:
    """Return the dictionary form of a word in lower case, right where the language pipeline has it wrong.

    The pipeline makes "hopes" a form of "hop", and leaves some words as they are printed.
    """
    lemma = token.lemma.lower()
    return _MISREAD.get(token.text.lower(), lemma)


_MISREAD = {"hopes": "hope", "hoped": "hope", "hoping": "hope", "feels": "feel", "decried": "decry"}


# The sets of words of `data/acts/sets.toml`, by name.
word_set = Shelf("acts/sets")


@lru_cache(maxsize=1)
def other_senses() -> dict[str, frozenset[str]]:
    """Return, for verbs of saying, the objects behind which they mean another thing ("commit a crime")."""
    return {verb: frozenset(str(words).split()) for verb, words in _read("senses").items()}


def _read(name: str) -> dict[str, Any]:
    path = resources.files("onrecord").joinpath("data", "acts", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def phrases_of_content() -> tuple[tuple[Act, tuple[str, ...]], ...]:
    """Return the phrases by which words do an act whoever reports them: the first found decides."""
    return tuple((Act(group["act"]), tuple(group["phrases"])) for group in _read("contents")["content"])


def default_root(act: Act) -> Root | None:
    """Return the PLOVER root that an act has when nothing but the act is known."""
    return _roots().get(act)


@lru_cache(maxsize=1)
def _roots() -> dict[Act, Root | None]:
    roots: dict[Act, Root | None] = {}
    for name in _FILES:
        for cue, _ in _cues(name):
            if cue.act:
                roots.setdefault(cue.act, cue.plover)
    return roots


def _cues(name: str) -> Iterator[tuple[Cue, str]]:
    content = _read(name)
    for group in content["cue"]:
        if strange := set(group) - _FIELDS:
            raise LexiconMistake(name, f"unknown field '{sorted(strange)[0]}'")
        shared = _group(name, group, content["searle"])
        for kind in ("verbs", "nouns", "adjectives"):
            for words in group.get(kind, ()):
                act, attitude, frames, plover, cameo, searle = shared
                yield Cue(tuple(words.split()), act, attitude, frames, plover, cameo, searle), kind


def _group(
    name: str, group: Mapping[str, str | list[str]], searle: str
) -> tuple[Act | None, Attitude | None, frozenset[Frame], Root | None, str, str]:
    if ("act" in group) == ("attitude" in group):
        raise LexiconMistake(name, "each group of cues needs either an act or an attitude")
    try:
        return (
            Act(str(group["act"])) if "act" in group else None,
            Attitude(str(group["attitude"])) if "attitude" in group else None,
            frozenset(map(Frame, group.get("frames", ()))),
            Root(str(group["plover"])) if "plover" in group else None,
            str(group.get("cameo", "")),
            str(group.get("searle", searle)),
        )
    except ValueError as error:
        raise LexiconMistake(name, str(error)) from error
