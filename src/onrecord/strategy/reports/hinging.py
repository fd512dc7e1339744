"""What decides where preferences are partial: on which comparisons a verdict hinges, and which to ask about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.strategy.model.game import game
from onrecord.strategy.reports.paths import By, paths
from onrecord.strategy.reports.wording import Wording
from onrecord.strategy.solving.hinges import EXACT, Hinge, Hinges, unit_hinges
from onrecord.strategy.solving.orders import orders_of
from onrecord.strategy.solving.partial import across_completions, blank_values, kept_moves

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.strategy.model.game import Game
    from onrecord.strategy.model.model import Model
    from onrecord.strategy.solving.orders import Order
    from onrecord.strategy.solving.partial import Span, Spans

MOST = 3  # clauses or questions that are shown
TITLES = {"nash": "NASH", "gmr": "GMR", "smr": "SMR", "seq": "SEQ", "sseq": "SSEQ"}


@dataclass(frozen=True)
class Table:
    """A model with partial preferences, worked out: its game, what is known of each preference, what hinges."""

    model: Model
    game: Game
    orders: tuple[Order, ...]
    hinges: Hinges
    wording: Wording


def open_table(model: Model) -> Table:
    """Return a model worked out with its open preferences left open."""
    blank = game(model, blank_values(model))
    orders = orders_of(model, blank.codes, tuple(str(blank.name(state)) for state in range(blank.size)))
    return Table(model, blank, orders, Hinges(blank, orders), Wording(blank, model))


def hinge_lines(table: Table, state: int, concept: str, parties: Sequence[int]) -> Iterator[str]:
    """Yield what decides for each party whether a state is stable, with a completion for either side.

    By SEQ and SSEQ the others' open preferences count too: there the bounds are told, and what is enough.
    """
    for party in parties:
        if concept in EXACT:
            yield from _exact(table, table.hinges.of(party, state, concept))
        else:
            yield from _bounded(table, party, state, concept)


def _exact(table: Table, hinge: Hinge) -> Iterator[str]:
    who, where = table.wording.party(hinge.party), table.wording.state(hinge.state)
    start = f"{where[0].upper()}{where[1:]} is stable for {who} by {TITLES[hinge.concept]}"
    if hinge.always:
        yield f"{start} in every completion of the open preferences."
        return
    if hinge.never:
        yield f"{start} in no completion: {who} surely likes more what it can move to, and no answer spoils it."
        return
    yield f"{start} if and only if {who} likes {condition_of(table, hinge)}."
    above = _above(table.orders[hinge.party], hinge.state)
    liked = ", ".join(table.wording.state(x) for x in above[:MOST]) or "no other state"
    more = f" and {len(above) - MOST} more" if len(above) > MOST else ""
    yield f"It holds, for one, where {who} likes more than it only what it surely does: {liked}{more}."
    yield f"It fails, for one, where {who} likes more than it all that it does not surely like less."


def condition_of(table: Table, hinge: Hinge) -> str:
    """Return what a verdict hinges on in words, behind "likes"."""
    where = f"state {table.game.name(hinge.state)}"
    clauses = sorted(hinge.clauses, key=lambda clause: (len(clause), sorted(map(sorted, clause))))
    said = []
    for clause in clauses:
        choices = sorted(clause, key=lambda choice: (len(choice), sorted(choice)))
        shown = [
            " and ".join(table.wording.state(x) for x in sorted(choice)) + f" no more than {where}"
            for choice in choices[:MOST]
        ]
        rest = f", or {len(choices) - MOST} further ways" if len(choices) > MOST else ""
        said.append(", or ".join(shown) + rest)
    return "; and ".join(said)


def _above(order: Order, state: int) -> list[int]:
    return [int(x) for x in order.better[:, state].nonzero()[0]]


def _bounded(table: Table, party: int, state: int, concept: str) -> Iterator[str]:
    spans = across_completions(table.model, (concept,))
    yield from bound_lines(spans, table.wording, state, concept, (party,))
    span, enough = spans.by_concept[concept], table.hinges.of(party, state, "nash")
    undecided = span.possible[party, state] or span.open[party, state]
    if undecided and not span.necessary[party, state] and enough.clauses and not enough.never:
        yield f"It is enough that {table.wording.party(party)} likes {condition_of(table, enough)}."


def bound_lines(spans: Spans, wording: Wording, state: int, concept: str, parties: Sequence[int]) -> Iterator[str]:
    """Yield for each party in which completions a state is stable, without what decides it."""
    for party in parties:
        yield _bound(
            spans.by_concept[concept], party, state, f"{wording.party(party)} by {concept.upper()}", wording
        )


def _bound(span: Span, party: int, state: int, by: str, wording: Wording) -> str:
    where = wording.state(state)
    start = f"{where[0].upper()}{where[1:]} is stable for {by}"
    if span.necessary[party, state]:
        return f"{start} in every completion of the open preferences."
    if span.open[party, state]:
        tried = f"{span.tried:,} completions drawn at random"
        return f"{start} in some completions or in none: {tried} could not decide it."
    if not span.possible[party, state]:
        return f"{start} in no completion of the open preferences."
    others = "; the others' open preferences count as well" if span.tried else ""
    return f"{start} in some completions{others}."


def questions(table: Table, most: int = MOST) -> tuple[str, ...]:
    """Return which comparisons bear on most verdicts by Nash, one sentence each, most first.

    A comparison is between a state and that state after one change by one party, everything else as it is.
    """
    parties, states = range(len(table.orders)), range(table.game.size)
    every = [table.hinges.of(party, state, "nash") for party in parties for state in states]
    undecided = sum(1 for hinge in every if not hinge.always and not hinge.never)
    counts: Counter[tuple[int, str]] = Counter()
    for party, state, other in unit_hinges(every):
        lower, upper = sorted((state, other), key=lambda one: int(table.game.codes[one]))
        counts[party, table.wording.change(lower, upper)] += 1  # the two ways round are one question
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]
    return tuple(
        f"Would {table.wording.party(party)} rather {change} or not, all else as it is? "
        f"It bears on {count:,} of {undecided:,} open verdicts by Nash."
        for (party, change), count in ranked
    )


def open_route(table: Table, origin: int, target: int, by: By) -> Iterator[str]:
    """Yield what leads from a state to another: surely, and by steps that the open preferences do not rule out."""
    if by is By.MOVES:
        yield from paths(table.game, origin, target, By.MOVES, (), table.model).words
        return
    for title, surely in (
        ("In every completion of the open preferences", True),
        ("By steps of which none is ruled out", False),
    ):
        found = paths(
            kept_moves(table.game, table.orders, surely=surely), origin, target, By.MOVES, (), table.model
        )
        yield f"{title}:"
        none = f"Nothing leads from {table.wording.state(origin)} to {table.wording.state(target)}."
        yield from (f"  {line}" for line in (found.words if found.shortest is not None else (none,)))
