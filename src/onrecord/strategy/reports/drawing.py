"""The graph of a small model as SVG: states on a circle, each party's moves, stable states marked.

One colour a party; improvements drawn full, other moves faint. An equilibrium has a double ring. Colours are never
the only mark: each party's moves also have their own dash, and every state and move has a title to read out.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from onrecord.strategy.model.faults import TooLarge
from onrecord.strategy.reports.wording import Wording
from onrecord.strategy.solving.listed import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.strategy.solving.listed import Listed
    from onrecord.strategy.solving.solve import Solution

MOST_DRAWN = 64
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00")  # told apart by all eyes (Okabe, Ito)
DASHES = ("", "7 3", "2 3", "9 3 2 3", "1 4", "12 4")


def to_svg(solution: Solution, concept: str = "seq") -> str:
    """Return the graph of a solved model, its equilibria by one concept marked."""
    game = solution.game
    if game.size > MOST_DRAWN:
        raise TooLarge("a drawing", game.size, MOST_DRAWN)
    board, wording = listed(game), Wording(game, solution.model)
    radius = max(110.0, game.size * 17.0)
    half = radius + 60
    places = [
        (
            half + radius * math.sin(2 * math.pi * s / game.size),
            half - radius * math.cos(2 * math.pi * s / game.size),
        )
        for s in range(game.size)
    ]
    rests = set(solution.equilibria(concept))
    nodes = [_node(places[s], str(game.name(s)), wording.state(s), rests=s in rests) for s in range(game.size)]
    height = 2 * half + 18 * (board.count + 1)
    name = solution.model.name if solution.model else "model"
    label = f"{name}: {game.size} states; equilibria by {concept.upper()}: " + (
        ", ".join(str(game.name(s)) for s in sorted(rests)) or "none"
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * half:.0f} {height:.0f}" role="img" '
            f'aria-label={quoteattr(label)} font-family="sans-serif" font-size="12">',
            *(_marker(party) for party in range(board.count)),
            *_arcs(board, wording, places),
            *nodes,
            *(_key(party, wording.party(party), 2 * half + 18 * party) for party in range(board.count)),
            f'<text x="12" y="{2 * half + 18 * board.count + 4:.0f}">double ring: equilibrium by {concept.upper()}'
            "; faint: a move without gain</text>",
            "</svg>",
            "",
        ]
    )


def _arcs(board: Listed, wording: Wording, places: Sequence[tuple[float, float]]) -> Iterator[str]:
    """Yield every move, party by party."""
    name = wording.game.name
    for party, value in enumerate(board.values):
        for state in range(board.size):
            for target in board.moves(party, state):
                title = f"{wording.party(party)}: {name(state)} to {name(target)}"
                gains = value[target] > value[state]
                yield _arc(places[state], places[target], party, title, gains=gains)


def _marker(party: int) -> str:
    return (
        f'<marker id="tip{party}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        f'orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" fill="{COLOURS[party % len(COLOURS)]}"/></marker>'
    )


def _arc(start: tuple[float, float], end: tuple[float, float], party: int, title: str, *, gains: bool) -> str:
    """Return one move, bent to its own side so that moves back and forth, and of several parties, stay apart."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = math.hypot(across, down) or 1.0
    bend = 14 + 9 * party
    middle = ((start[0] + end[0]) / 2 - down / length * bend, (start[1] + end[1]) / 2 + across / length * bend)
    first, last = _towards(start, middle, 17), _towards(end, middle, 19)
    dash = f' stroke-dasharray="{DASHES[party % len(DASHES)]}"' if DASHES[party % len(DASHES)] else ""
    return (
        f'<path d="M{first[0]:.1f} {first[1]:.1f}Q{middle[0]:.1f} {middle[1]:.1f} {last[0]:.1f} {last[1]:.1f}" '
        f'fill="none" stroke="{COLOURS[party % len(COLOURS)]}" stroke-width="{1.6 if gains else 1}" '
        f'opacity="{1 if gains else 0.3}"{dash} marker-end="url(#tip{party})">'
        f"<title>{escape(title)}</title></path>"
    )


def _towards(start: tuple[float, float], end: tuple[float, float], steps: float) -> tuple[float, float]:
    length = math.hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    return start[0] + (end[0] - start[0]) / length * steps, start[1] + (end[1] - start[1]) / length * steps


def _node(place: tuple[float, float], name: str, title: str, *, rests: bool) -> str:
    ring = f'<circle cx="{place[0]:.1f}" cy="{place[1]:.1f}" r="{{}}" fill="{{}}" stroke="#222"/>'
    outer = ring.format(19, "none") if rests else ""
    inner = ring.format(15, "#f0e442" if rests else "#fff")
    text = f'<text x="{place[0]:.1f}" y="{place[1] + 4:.1f}" text-anchor="middle">{escape(name[:5])}</text>'
    return f"<g><title>{escape(title)}</title>{outer}{inner}{text}</g>"


def _key(party: int, name: str, top: float) -> str:
    dash = f' stroke-dasharray="{DASHES[party % len(DASHES)]}"' if DASHES[party % len(DASHES)] else ""
    colour = COLOURS[party % len(COLOURS)]
    line = f'<path d="M12 {top:.0f}H52" stroke="{colour}" stroke-width="1.6"{dash}/>'
    return f'{line}<text x="60" y="{top + 4:.0f}">{escape(name)}</text>'
