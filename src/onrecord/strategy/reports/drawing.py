"""The graph of a small model as SVG: states on a circle, each party's moves, stable states marked.

One colour a party; improvements drawn full, other moves faint. An equilibrium has a double ring. Where preferences
are open, a move that may gain stands between the two, and a state that may hold has a broken ring. Colours are
never the only mark: each party's moves also have their own dash, and every state and move has a title to read out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from onrecord.strategy.model.faults import TooLarge
from onrecord.strategy.reports.wording import Wording
from onrecord.strategy.solving.listed import listed
from onrecord.strategy.solving.orders import orders_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from onrecord.strategy.model.game import Game
    from onrecord.strategy.model.model import Model
    from onrecord.strategy.solving.partial import Spans
    from onrecord.strategy.solving.solve import Solution

MOST_DRAWN = 64
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00")  # told apart by all eyes (Okabe, Ito)
DASHES = ("", "7 3", "2 3", "9 3 2 3", "1 4", "12 4")


@dataclass(frozen=True)
class _Picture:
    """What is drawn: the states that hold and may hold by one concept; `gain` tells what a party's move gains it.

    A gain is 1 where it is sure, 0 where it is none, and between where that is open.
    """

    model: Model | None
    game: Game
    concept: str
    holds: frozenset[int]
    may_hold: frozenset[int]
    gain: Callable[[int, int, int], float]


def to_svg(solution: Solution, concept: str = "seq") -> str:
    """Return the graph of a solved model, its equilibria by one concept marked."""
    _fits(solution.game)
    values = solution.game.values

    def gain(party: int, state: int, target: int) -> float:
        return float(values[party, target] > values[party, state])

    holds = frozenset(solution.equilibria(concept))
    return _svg(_Picture(solution.model, solution.game, concept, holds, frozenset(), gain))


def spans_svg(spans: Spans, concept: str = "seq") -> str:
    """Return the graph of a model with open preferences: what holds in every completion, and what may."""
    game, span = spans.game, spans.by_concept[concept]
    _fits(game)
    orders = orders_of(spans.model, game.codes, tuple(str(game.name(state)) for state in range(game.size)))

    def gain(party: int, state: int, target: int) -> float:
        order = orders[party]
        if order.better[target, state]:
            return 1
        return 0 if order.better[state, target] or order.same[state, target] else 0.5

    holds = frozenset(map(int, span.equilibria.nonzero()[0]))
    may_hold = frozenset(map(int, span.possible_equilibria.nonzero()[0])) - holds
    return _svg(_Picture(spans.model, game, concept, holds, may_hold, gain))


def _fits(game: Game) -> None:
    if game.size > MOST_DRAWN:
        raise TooLarge("a drawing", game.size, MOST_DRAWN)


def _svg(picture: _Picture) -> str:
    """Return a picture as SVG."""
    game = picture.game
    wording = Wording(game, picture.model)
    radius = max(110.0, game.size * 17.0)
    half = radius + 60
    turns = [2 * math.pi * state / game.size for state in range(game.size)]
    places = [(half + radius * math.sin(turn), half - radius * math.cos(turn)) for turn in turns]
    count, height = len(game.parties), 2 * half + 18 * (len(game.parties) + 1)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * half:.0f} {height:.0f}" role="img" '
            f'aria-label="{escape(_label(picture))}" font-family="sans-serif" font-size="12">',
            *(_marker(party) for party in range(count)),
            *_arcs(picture, wording, places),
            *(_node(picture, wording, state, place) for state, place in enumerate(places)),
            *(_key(party, wording.party(party), 2 * half + 18 * party) for party in range(count)),
            f'<text x="12" y="{2 * half + 18 * count + 4:.0f}">{_legend(picture)}</text>',
            "</svg>",
            "",
        ]
    )


def _label(picture: _Picture) -> str:
    """Return the picture in a sentence, to be read out."""
    name = picture.model.name if picture.model else "model"
    by, holds = picture.concept.upper(), _names(picture, picture.holds)
    found = f"{name}: {picture.game.size} states; equilibria by {by}: {holds}"
    return f"{found}; may hold: {_names(picture, picture.may_hold)}" if picture.may_hold else found


def _names(picture: _Picture, states: frozenset[int]) -> str:
    return ", ".join(str(picture.game.name(state)) for state in sorted(states)) or "none"


def _legend(picture: _Picture) -> str:
    """Return what the marks mean."""
    found = f"double ring: equilibrium by {picture.concept.upper()}; faint: a move without gain"
    return f"{found}; half faint, broken ring: open" if picture.may_hold else found


def _arcs(picture: _Picture, wording: Wording, places: Sequence[tuple[float, float]]) -> Iterator[str]:
    """Yield every move, party by party."""
    name, board = picture.game.name, listed(picture.game)
    for party in range(board.count):
        for state in range(board.size):
            for target in board.moves(party, state):
                title = f"{wording.party(party)}: {name(state)} to {name(target)}"
                yield _arc(places[state], places[target], party, title, picture.gain(party, state, target))


def _marker(party: int) -> str:
    return (
        f'<marker id="tip{party}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        f'orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" fill="{COLOURS[party % len(COLOURS)]}"/></marker>'
    )


def _arc(start: tuple[float, float], end: tuple[float, float], party: int, title: str, gain: float) -> str:
    """Return one move, bent to its own side so that moves back and forth, and of several parties, stay apart."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = math.hypot(across, down) or 1.0
    bend = 14 + 9 * party
    middle = ((start[0] + end[0]) / 2 - down / length * bend, (start[1] + end[1]) / 2 + across / length * bend)
    first, last = _towards(start, middle, 17), _towards(end, middle, 19)
    dash = f' stroke-dasharray="{DASHES[party % len(DASHES)]}"' if DASHES[party % len(DASHES)] else ""
    return (
        f'<path d="M{first[0]:.1f} {first[1]:.1f}Q{middle[0]:.1f} {middle[1]:.1f} {last[0]:.1f} {last[1]:.1f}" '
        f'fill="none" stroke="{COLOURS[party % len(COLOURS)]}" stroke-width="{1 + 0.6 * gain:g}" '
        f'opacity="{0.3 + 0.7 * gain:g}"{dash} marker-end="url(#tip{party})">'
        f"<title>{escape(title)}</title></path>"
    )


def _towards(start: tuple[float, float], end: tuple[float, float], steps: float) -> tuple[float, float]:
    length = math.hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    return start[0] + (end[0] - start[0]) / length * steps, start[1] + (end[1] - start[1]) / length * steps


def _node(picture: _Picture, wording: Wording, state: int, place: tuple[float, float]) -> str:
    """Return one state: a double ring where it holds, a broken one where it may."""
    ring = f'<circle cx="{place[0]:.1f}" cy="{place[1]:.1f}" r="{{}}" fill="{{}}" stroke="#222"{{}}/>'
    holds, may = state in picture.holds, state in picture.may_hold
    outer = ring.format(19, "none", ' stroke-dasharray="4 3"' if may else "") if holds or may else ""
    inner = ring.format(15, "#f0e442" if holds else "#fff", "")
    name = escape(str(picture.game.name(state))[:5])
    text = f'<text x="{place[0]:.1f}" y="{place[1] + 4:.1f}" text-anchor="middle">{name}</text>'
    return f"<g><title>{escape(wording.state(state))}</title>{outer}{inner}{text}</g>"


def _key(party: int, name: str, top: float) -> str:
    dash = f' stroke-dasharray="{DASHES[party % len(DASHES)]}"' if DASHES[party % len(DASHES)] else ""
    colour = COLOURS[party % len(COLOURS)]
    line = f'<path d="M12 {top:.0f}H52" stroke="{colour}" stroke-width="1.6"{dash}/>'
    return f'{line}<text x="60" y="{top + 4:.0f}">{escape(name)}</text>'
