"""Reads `.nfg` files, the strategic games of Gambit: players, their strategies, a payoff for each combination.

Each strategy becomes an option of its player, of which exactly one is taken; a state is a combination of them,
named by their numbers ("1-2": the first player's first, the second's second). Payoffs say only which of two
combinations a player likes better. Both forms are read, by payoffs and by outcomes. Our own code: the program is
under the GPL, its file form is free for all. Format: "Strategic game (.nfg) file format" in Gambit's manual.
"""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from itertools import accumulate, chain, product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from onrecord.strategy.model.faults import ModelFault
from onrecord.strategy.model.model import ListedState, Model, Option, Party, Ranking
from onrecord.strategy.model.naming import MOST_OPTIONS_LISTED, option_ids

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_COMBINATIONS = 1 << 16
_TOKEN = re.compile(r'\s*(?:("(?:[^"\\]|\\.)*")|([{}])|,|([^\s{},"]+))', re.DOTALL)
_LONGEST = 40  # signs of a payoff

Combination = tuple[int, ...]
Payoffs = tuple[Fraction, ...]


class Token(NamedTuple):
    """A piece of the file: a text in quotation marks, a brace, or a word; and the line on which it stands."""

    kind: str
    words: str
    line: int


def read_nfg(path: str, text: str) -> Model:
    """Return the model of a `.nfg` file."""
    reader = _Reader(path, text)
    title = reader.opening()
    players = _filled(reader.texts(), "Player")
    if not players:
        raise ModelFault(path, "", "the game has no player; name at least one.")
    strategies = reader.strategies(len(players))
    count = prod(len(names) for names in strategies)
    if sum(len(names) for names in strategies) > MOST_OPTIONS_LISTED or count > MOST_COMBINATIONS:
        words = f"the game has {count:,} combinations of strategies, more than can be gone through; drop some."
        raise ModelFault(path, "", words)
    payoffs = reader.payoffs(len(players), count)
    return _model(path, title or path, players, strategies, payoffs)


def _model(
    path: str,
    title: str,
    players: Sequence[str],
    strategies: Sequence[Sequence[str]],
    payoffs: Sequence[Payoffs],
) -> Model:
    """Return a game as a model; payoffs come in the file's order, the first player's strategy changing first."""
    states = _states([len(names) for names in strategies])
    return Model(
        path=path,
        name=title,
        parties=tuple(map(Party, option_ids(players), players)),
        options=_options(players, strategies),
        states=states,
        preferences=tuple(_ranking(states, worth) for worth in zip(*payoffs, strict=True)),
    )


def _options(players: Sequence[str], strategies: Sequence[Sequence[str]]) -> tuple[Option, ...]:
    """Return each strategy as an option of its player, named with the player where two have one of its name."""
    every = Counter(chain.from_iterable(strategies))
    owned = [(number, name) for number, names in enumerate(strategies) for name in names]
    shown = [name if every[name] == 1 else f"{players[number]}: {name}" for number, name in owned]
    idents = option_ids(shown)
    return tuple(
        Option(ident, name, (owner,)) for ident, name, (owner, _) in zip(idents, shown, owned, strict=True)
    )


def _states(counts: Sequence[int]) -> tuple[ListedState, ...]:
    """Return the combinations of strategies, each taken up as the options that they are."""
    starts = list(accumulate(counts, initial=0))[:-1]
    found = []
    for chosen in combinations(counts):
        code = sum(1 << start + place for start, place in zip(starts, chosen, strict=True))
        found.append(ListedState("-".join(str(place + 1) for place in chosen), code))
    return tuple(found)


def combinations(counts: Sequence[int]) -> list[Combination]:
    """Return the combinations of strategies in the order of the file: the first player's changes first."""
    return [chosen[::-1] for chosen in product(*(range(count) for count in reversed(counts)))]


def _ranking(states: Sequence[ListedState], worth: Sequence[Fraction]) -> Ranking:
    tiers: dict[Fraction, list[str]] = {}
    for state, value in zip(states, worth, strict=True):
        tiers.setdefault(value, []).append(state.name)
    return Ranking(tuple(tuple(tiers[value]) for value in sorted(tiers, reverse=True)))


def _filled(names: Sequence[str], what: str) -> tuple[str, ...]:
    """Return names of which none is empty and none stands twice."""
    found: list[str] = []
    for number, name in enumerate(names, start=1):
        plain = " ".join(name.split())
        told = plain if plain and plain not in found else f"{what} {number}"
        while told in found:
            told += "'"
        found.append(told)
    return tuple(found)


class _Reader:
    """Reads a game from its tokens, from the first to the last."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.tokens = self._tokens(text.rstrip())
        self.ahead = next(self.tokens)

    def opening(self) -> str:
        """Read `NFG 1 R "title"`."""
        for wanted in (("NFG",), ("1",), ("R", "D")):
            token = self._take("word")
            if token.words not in wanted:
                raise self._fault(f"{' or '.join(wanted)} should stand here, not {token.words}")
        return " ".join(self._take("text").words.split())

    def texts(self) -> tuple[str, ...]:
        """Read a list of texts in braces."""
        self._brace("{")
        found = []
        while self._next() == "text":
            found.append(self._take("text").words)
            self._not_too_many(len(found))
        self._brace("}")
        return tuple(found)

    def strategies(self, players: int) -> tuple[tuple[str, ...], ...]:
        """Read the strategies of all players: their names, or how many each has."""
        self._brace("{")
        found = []
        while self._next() in ("{", "word"):
            if self._next() == "{":
                found.append(_filled(self.texts(), "Strategy"))
            else:
                found.append(tuple(f"Strategy {number + 1}" for number in range(self._count())))
            self._not_too_many(len(found))
        self._brace("}")
        if len(found) != players:
            raise self._fault(f"strategies of {len(found)} players stand here, and {players} are named")
        if not all(found):
            raise self._fault("a player has no strategy; give it one at least")
        return tuple(found)

    def payoffs(self, players: int, count: int) -> list[Payoffs]:
        """Read a row of payoffs for each combination: as they stand, or by the outcomes that they lead to."""
        if self._next() == "text":
            self._take("text")  # a comment
        outcomes = self._outcomes(players) if self._next() == "{" else None
        found = []
        for _ in range(count):
            if outcomes is None:
                found.append(tuple(self._number() for _ in range(players)))
            else:
                found.append(self._outcome(outcomes))
        if self._next() != "end":
            raise self._fault(f"more stands here than the payoffs of {count:,} combinations")
        return found

    def _outcomes(self, players: int) -> list[Payoffs]:
        """Read the outcomes; the one numbered 0 is nothing for all."""
        self._brace("{")
        found = [(Fraction(0),) * players]
        while self._next() == "{":
            self._brace("{")
            if self._next() == "text":
                self._take("text")
            found.append(tuple(self._number() for _ in range(players)))
            self._brace("}")
        self._brace("}")
        return found

    def _outcome(self, outcomes: list[Payoffs]) -> Payoffs:
        words = self._take("word").words
        if not words.isdecimal() or len(words) > 9 or int(words) >= len(outcomes):
            raise self._fault(f"there is no outcome {words}; they are numbered 0 to {len(outcomes) - 1}")
        return outcomes[int(words)]

    def _count(self) -> int:
        words = self._take("word").words
        if not words.isdecimal() or not 0 < int(words[:9]) <= MOST_OPTIONS_LISTED:
            raise self._fault(f"a number of strategies up to {MOST_OPTIONS_LISTED} should stand here, not {words}")
        return int(words[:9])

    def _not_too_many(self, count: int) -> None:
        if count > MOST_OPTIONS_LISTED:
            raise self._fault(
                f"more than {MOST_OPTIONS_LISTED} players or strategies stand here, more than are read"
            )

    def _number(self) -> Fraction:
        words = self._take("word").words
        if (
            not re.fullmatch(r"[-+]?(\d+/\d*[1-9]\d*|\d+\.?\d*([eE][-+]?\d{1,3})?|\.\d+)", words)
            or len(words) > _LONGEST
        ):
            raise self._fault(f"a payoff such as 3, 0.5 or 1/2 should stand here, not {words}")
        return Fraction(words)

    def _brace(self, which: str) -> None:
        if self._next() != which:
            raise self._fault(f"{which} should stand here")
        self.ahead = next(self.tokens)

    def _take(self, kind: str) -> Token:
        if self._next() != kind:
            what = "a text in quotation marks" if kind == "text" else "a number or word"
            raise self._fault(f"{what} should stand here")
        token, self.ahead = self.ahead, next(self.tokens)
        return token

    def _next(self) -> str:
        return self.ahead.kind

    def _fault(self, words: str) -> ModelFault:
        return ModelFault(self.path, f"line {self.ahead.line}", f"{words}; mend it there.")

    def _tokens(self, text: str) -> Iterator[Token]:
        """Yield the tokens one by one, and "end" after the last: a large file is not held twice."""
        at, line = 0, 1
        while at < len(text):
            match = _TOKEN.match(text, at)
            if not match:
                raise ModelFault(self.path, f"line {line}", "a quotation mark is opened and not closed; close it.")
            line += match[0].count("\n")
            if match[1] is not None:
                yield Token("text", re.sub(r"\\(.)", r"\1", match[1][1:-1], flags=re.DOTALL), line)
            elif match[2] or match[3]:
                yield Token(match[2] or "word", match[2] or match[3], line)
            at = match.end()
        yield Token("end", "", line)
