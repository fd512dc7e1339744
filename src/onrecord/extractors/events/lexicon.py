"""The words that name events, read from `data/events/*.toml` and checked when loaded.

A pattern is written as it is read::

    invade                          a verb; who is invaded is its object
    impose [sanction|@curbs] on     with an object of this kind, then the prepositions that lead to the target
    go on [strike]                  with such an object behind this preposition
    carry_out [@attack] on|against  a verb with its particle; `@attack` is a list of `classes.toml`
    meet with?                      the preposition may lack
    refuse to*                      only with a clause
    operation [military|special] in a noun with one of these words before it
    support for!                    a noun that names it only with its preposition

`[*]` is any object, `[@person]` one that can act: a state, a body, a person, troops.

>>> pattern, _ = read_patterns("fire|launch [rocket] at|on", {})
>>> pattern.head, sorted(pattern.objects), pattern.leads
('fire', ['rocket'], ('at', 'on'))
"""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Root
from onrecord.core.problem import OnRecordError
from onrecord.extractors.agents import agent_nouns
from onrecord.words import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.core.document import Token

# The lists of `data/events/words.toml`, by name.
word_set = Shelf("events/words")

_CLAUSE = re.compile(r"(?<!\S)\S*\*(?!\S)")  # what a pattern says of the clause that must follow
ANY = "*"
PARTY = "@person"
_FILES = ("cooperation.toml", "yielding.toml", "opposition.toml", "conflict.toml")
_THINGS = word_set.in_order("things")
_KINDS_OF_WORD = ("verbs", "nouns", "adjectives")

VERBAL = frozenset((Root.AGREE, Root.SUPPORT, Root.CONCEDE, Root.REQUEST, Root.ACCUSE, Root.REJECT, Root.THREATEN))


class LexiconFault(OnRecordError):
    """A lexicon file says something that cannot be meant."""

    def __init__(self, file: str, fault: str) -> None:
        super().__init__(f"{file}: {fault}. Mend the file, or install the package anew.")


class Sense(NamedTuple):
    """What a pattern codes: PLOVER root and mode, CAMEO code; `together`: all parties do it with one another."""

    root: Root
    mode: str | None
    cameo: str
    together: bool
    hosts: bool


_KEYS = {*Sense._fields, *_KINDS_OF_WORD}


class Pattern(NamedTuple):
    """How a word must stand to name an event.

    Attributes:
        head: The lemma it begins with.
        particle: The word that must stand with the verb ("out"), or an empty text.
        objects: Lemmas of which one must be the object (of a verb) or stand before it (of a noun); empty: any.
        through: Prepositions that lead to that object ("go on strike"); empty: it is a direct one.
        leads: Prepositions that lead to the target, best first.
        needs_lead: One of them must be there.
        clause: A clause must follow.
    """

    head: str
    particle: str = ""
    objects: frozenset[str] = frozenset()
    through: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    needs_lead: bool = False
    clause: bool = False

    @property
    def weight(self) -> int:
        """How much the pattern asks for: the one that asks for most is tried first."""
        asks_object = bool(self.objects) and ANY not in self.objects
        return 4 * asks_object + 3 * bool(self.particle) + 2 * self.needs_lead + 2 * self.clause


class Entry(NamedTuple):
    """A pattern and what it codes."""

    pattern: Pattern
    sense: Sense


class Lexicon(NamedTuple):
    """All patterns by lemma and part of speech, those that ask for most first.

    `agents` are nouns for those who act, `private` those of them who act for nobody, `crowds` those who protest
    in the street, `mishaps` and
    `vehicles` what strikes by nature or chance, `things` for what force can be used on;
    `figurative` words make a figure of an event noun.
    """

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]
    adjectives: dict[str, tuple[Entry, ...]]
    agents: frozenset[str]
    things: frozenset[str]
    forces: frozenset[str]
    figurative: frozenset[str]
    abstract: frozenset[str]
    endings: tuple[str, ...]
    concrete: frozenset[str]
    private: frozenset[str]
    crowds: frozenset[str]
    mishaps: frozenset[str]
    vehicles: frozenset[str]


class Bearing(StrEnum):
    """What a word of `status.toml` says of what hangs on it; of a word in several lists, the last one holds."""

    CARRIED = "carried"
    ONGOING = "ongoing"
    POSSIBLE = "possible"
    PLANNED = "planned"
    DEMANDED = "demanded"
    DENIED = "denied"


class StatusWords(NamedTuple):
    """Words that say whether what hangs on them took place: for each lemma, how it bears on that."""

    verbs: dict[str, Bearing]
    nouns: dict[str, Bearing]
    adjectives: dict[str, Bearing]
    occurring: frozenset[str]
    habit: frozenset[str]
    supposed: frozenset[str]
    light: frozenset[str]

    def of_verb(self, verb: Token) -> Bearing | None:
        """Return how a verb bears on what hangs on it, or None where it says nothing of that."""
        return self.verbs.get(verb.lemma.lower()) or self.verbs.get(stem(verb))


def stem(token: Token) -> str:
    """Return a second guess at the dictionary form: pipelines take "hopes" for a form of "hop".

    >>> from onrecord.core.document import Token
    >>> stem(Token(0, 0, 5, "hopes", "hop", "VERB", "VBZ", "ROOT", 0, 0))
    'hope'
    """
    text = token.text.lower()
    for ending, length in (("s", 1), ("ed", 1), ("ing", 3)):
        if text.endswith(ending) and len(text) > length + 2:
            return text[:-length] + ("e" if ending == "ing" else "")
    return text


def read_patterns(text: str, classes: dict[str, frozenset[str]]) -> tuple[Pattern, ...]:
    """Return the patterns that a text of the lexicon stands for, one for each word it may begin with.

    Raises:
        KeyError: It names a list that `classes` lacks.
    """
    first, _, rest = text.partition(" ")
    plain = _CLAUSE.sub("", rest)
    before, bracket, behind = plain.partition("[")
    names, _, after = behind.partition("]")
    objects = (
        frozenset().union(*(_members(name, classes) for name in names.split("|"))) if bracket else frozenset()
    )
    through, leads = (_leads(before), _leads(after)) if bracket else ((), _leads(before))
    needs = "!" in text or (leads != () and not objects and "?" not in text)
    clause = plain != rest
    heads = (head.partition("_") for head in first.split("|"))
    return tuple(Pattern(head, particle, objects, through, leads, needs, clause) for head, _, particle in heads)


def _leads(text: str) -> tuple[str, ...]:
    """Return the prepositions that part of a pattern asks for: "to|for? with" for three."""
    return tuple(lead for word in text.split() for lead in word.rstrip("?!").split("|"))


def _members(name: str, classes: dict[str, frozenset[str]]) -> frozenset[str]:
    return classes[name[1:]] if name.startswith("@") and name != PARTY else frozenset((name,))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon of events.

    Raises:
        LexiconFault: A file names a root that PLOVER does not have, or a key that means nothing.
    """
    classes = {name: frozenset(words) for name, words in _load("classes.toml").items()}
    tables: dict[str, dict[str, list[Entry]]] = {kind: {} for kind in _KINDS_OF_WORD}
    for file in _FILES:
        for row in _load(file)["sense"]:
            sense = _sense(file, row)
            for key, table in tables.items():
                for pattern in _patterns(file, row.get(key, ()), classes, key):
                    table.setdefault(pattern.head, []).append(Entry(pattern, sense))
    verbs, nouns, adjectives = (
        {head: tuple(sorted(entries, key=lambda entry: -entry.pattern.weight)) for head, entries in table.items()}
        for table in tables.values()
    )
    things = frozenset().union(*(classes[name] for name in _THINGS))
    kinds = _load("agents.toml")
    return Lexicon(
        verbs, nouns, adjectives, agent_nouns(), things, classes["force"] | classes["peacekeepers"],
        classes["figurative"], frozenset(kinds["abstract"]), tuple(kinds["endings"]), frozenset(kinds["concrete"]),
        frozenset(kinds["private"]), frozenset(kinds["crowds"]),
        frozenset(kinds["mishaps"]), frozenset(kinds["vehicles"]),
    )  # fmt: skip


def _patterns(file: str, texts: Iterable[str], classes: dict[str, frozenset[str]], key: str) -> Iterator[Pattern]:
    for text in texts:
        try:
            # A noun stands by itself unless its pattern says otherwise: its preposition may lack.
            patterns = read_patterns(text, classes)
        except KeyError as unknown:
            raise LexiconFault(file, f"'{text}' names the unknown list {unknown}") from unknown
        for pattern in patterns:
            yield pattern if key == "verbs" else pattern._replace(needs_lead="!" in text)


def _sense(file: str, row: dict[str, object]) -> Sense:
    unknown = set(row) - _KEYS
    if unknown:
        raise LexiconFault(file, f"a sense has no key {', '.join(sorted(unknown))}")
    root = str(row.get("root"))
    if root not in Root.__members__:
        raise LexiconFault(file, f"'{root}' is not a root of PLOVER")
    mode = str(row["mode"]) if "mode" in row else None
    return Sense(Root[root], mode, str(row.get("cameo", "")), bool(row.get("together")), bool(row.get("hosts")))


@lru_cache(maxsize=1)
def status_words() -> StatusWords:
    """Return the words that decide on status."""
    data = _load("status.toml")
    verbs, nouns, adjectives = (
        {word: bearing for bearing in Bearing for word in data[bearing].get(kind, ())} for kind in _KINDS_OF_WORD
    )
    return StatusWords(
        verbs, nouns, adjectives, frozenset(data["occurring"]["verbs"]), frozenset(data["habit"]["words"]),
        frozenset(data["supposed"]["words"]), frozenset(data["light"]["verbs"]),
    )  # fmt: skip


@lru_cache(maxsize=1)
def modes() -> dict[str, dict[str, tuple[int, str]]]:
    """Return, for each kind of telling words, each word with its rank and the mode it tells."""
    return {
        kind: {
            word: (rank, mode) for rank, (mode, words) in reversed([*enumerate(lists.items())]) for word in words
        }
        for kind, lists in _load("modes.toml").items()
    }


@lru_cache(maxsize=1)
def peoples() -> frozenset[str]:
    """Return the adjectives of states ("Russian"): a pipeline does not know each of them for a name."""
    return frozenset(word for state in _load("../actors/states.toml").values() for word in state.get("people", ()))


@lru_cache(maxsize=1)
def states() -> frozenset[str]:
    """Return the names of states."""
    return frozenset(state["name"] for state in _load("../actors/states.toml").values() if "name" in state)


def _load(name: str) -> dict[str, dict]:  # type: ignore[type-arg]
    text = files("onrecord").joinpath("data", "events", name).read_text(encoding="utf-8")
    return tomllib.loads(text)
