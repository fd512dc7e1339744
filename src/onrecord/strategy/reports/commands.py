"""What the command line asks of this stage: files in, text out. No printing, no options of a command line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.strategy.files.files import load
from onrecord.strategy.files.nfg_writing import to_nfg
from onrecord.strategy.model.faults import NoPresent, NoSuchParty
from onrecord.strategy.model.game import game
from onrecord.strategy.model.model import Partial, Statements
from onrecord.strategy.model.space import feasible_codes
from onrecord.strategy.reports.confrontation import board_markdown, confrontation
from onrecord.strategy.reports.foreseeing import foreseen_lines
from onrecord.strategy.reports.hinging import bound_lines, hinge_lines, open_route, open_table, questions
from onrecord.strategy.reports.ordering import order_lines
from onrecord.strategy.reports.paths import By, paths
from onrecord.strategy.reports.remedies import remedies
from onrecord.strategy.reports.restating import answer_lines, restatements
from onrecord.strategy.reports.revision import revision
from onrecord.strategy.reports.witness import witness
from onrecord.strategy.reports.wording import Wording
from onrecord.strategy.solving.completing import completed
from onrecord.strategy.solving.oracle import CONCEPTS, known_concept, solvable
from onrecord.strategy.solving.orders import MOST_PARTIAL
from onrecord.strategy.solving.partial import across_completions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from onrecord.strategy.model.model import Model
    from onrecord.strategy.reports.restating import Restatements

MOST_RESTATED = 1024  # states, up to which changes of statements are searched
MOST_ANSWERS = 20  # answers that are named; the rest are counted
MOST_NAMED = 6  # outcomes of a kind; the rest are counted


def nfg_file(path: str | Path, draw: int | None = None) -> str:
    """Return a model file as a strategic game, the `.nfg` form of Gambit; of open preferences one completion."""
    model = load(path)
    if not model.partial():
        return to_nfg(model)
    return to_nfg(model, completed(model, draw), _one_of_many(model, draw))


def _one_of_many(model: Model, draw: int | None) -> str:
    """Return how open preferences were settled for a program that needs every state ranked."""
    open_ones = zip(model.parties, model.preferences, strict=True)
    who = ", ".join(party.name for party, preference in open_ones if isinstance(preference, Partial))
    way = "what nothing tells apart is level" if draw is None else f"drawn at random, number {draw}"
    return f"Preferences are open ({who}): this is one completion of many, {way}. What holds in it need not hold."


def order_file(path: str | Path, party: str) -> str:
    """Return the preference of a party in words, and the order of outcomes that it makes."""
    return "\n".join(order_lines(load(path), party)) + "\n"


def confrontation_file(path: str | Path) -> str:
    """Return the options board and its dilemmas as Markdown."""
    return board_markdown(confrontation(load(path)))


def why(path: str | Path, state: str, concept: str, parties: Sequence[str] = ()) -> tuple[str, ...]:
    """Return why a state is stable or not, for each party or for a coalition, a sentence each, with entries."""
    model = load(path)
    solvable(concept)
    if model.partial():
        return _open_why(model, state, concept, _numbers(model, parties) or range(len(model.parties)))
    worked_out = game(model)
    number = worked_out.state(state)
    groups = [tuple(sorted(_numbers(model, parties)))] if parties else [(p,) for p in range(len(model.parties))]
    lines: list[str] = []
    for group in groups:
        if len(group) == 1 and concept not in CONCEPTS:
            lines.extend(foreseen_lines(worked_out, model, concept, group[0], number))
            continue
        found = witness(worked_out, concept, group, number, model)
        lines.extend(found.words)
        if found.entries:
            lines.append(f"Entries: {', '.join(found.entries)}.")
        lines.extend(f"Assumed: {words}" for words in found.assumptions)
    return tuple(lines)


def _open_why(model: Model, state: str, concept: str, asked: Sequence[int]) -> tuple[str, ...]:
    """Return in which completions a state is stable, and what decides it where that can be told."""
    if concept in CONCEPTS and len(feasible_codes(model)) <= MOST_PARTIAL:
        table = open_table(model)
        return tuple(hinge_lines(table, table.game.state(state), concept, asked))
    spans = across_completions(model, (concept,))
    return tuple(bound_lines(spans, Wording(spans.game, model), spans.game.state(state), concept, asked))


def route(path: str | Path, origin: str | None, target: str, by: str = By.IMPROVEMENTS) -> tuple[str, ...]:
    """Return how the dispute could get from one state (the present one, unless named) to another."""
    model = load(path)
    if origin is None and model.status_quo is None:
        raise NoPresent(str(path))
    table = open_table(model) if model.partial() else None
    worked_out = table.game if table else game(model)
    start = worked_out.state(origin if origin is not None else model.status_quo)
    end = worked_out.state(target)
    if start == end:
        where = "where it starts" if origin is not None else "the present"
        return (f"Nothing has to happen: {Wording(worked_out, model).state(end)} is {where}.",)
    if table:
        return tuple(open_route(table, start, end, By(by)))
    found = paths(worked_out, start, end, By(by), model.coalitions, model)
    return (*found.words, *((f"Entries: {', '.join(found.entries)}.",) if found.entries else ()))


def what_would_change(
    path: str | Path,
    state: str,
    concept: str,
    *,
    wanted: bool,
    parties: Sequence[str] = (),
    most: int = 2,
    progress: Callable[[int, int], None] = lambda done, of: None,  # noqa: ARG005
) -> tuple[str, ...]:
    """Return the smallest changes that make a state stable (or not), one a line; of preferences by statements also
    which statements to change. Where preferences are partial, stable means: whatever is left open.
    """
    model = load(path)
    whose = _numbers(model, parties) or list(range(len(model.parties)))
    known_concept(concept)
    if model.partial():
        table = open_table(model)
        number = table.game.state(state)
        if table.game.size > MOST_RESTATED:
            return tuple(hinge_lines(table, number, concept, whose))
        found = restatements(model, state, concept, wanted=wanted, parties=whose, most=most, progress=progress)
        return (*hinge_lines(table, number, concept, whose), *_told(found, most, wanted=wanted, partial=True))
    number = game(model).state(state)
    moved = remedies(model, number, concept, wanted=wanted, parties=whose, most=most)
    if moved.size == 0:
        return ("It is so already.",)
    lines = [f"{words[0].upper()}{words[1:]}." for words in moved.words]
    if moved.size is None:
        end = "" if moved.complete else " Larger sets were too many to try."
        lines.append(f"No set of up to {most} changes does it, of {moved.tried:,} tried.{end}")
    if any(isinstance(preference, Statements) for preference in model.preferences):
        found = restatements(model, state, concept, wanted=wanted, parties=whose, most=most, progress=progress)
        lines.extend(_told(found, most, wanted=wanted, partial=False))
    return tuple(lines)


def _told(found: Restatements, most: int, *, wanted: bool, partial: bool) -> Iterator[str]:
    """Yield what to change in what is stated, in words."""
    if found.size == 0:
        yield "It is so already, whatever is open."
        return
    if found.size is None:
        end = "" if found.complete else " Larger sets were too many to try."
        yield f"No set of up to {most} changes of what is stated does it, of {found.tried:,} tried.{end}"
        return
    verb = "would hold" if wanted else "would not hold"
    yield f"It {verb}{', whatever else is open,' if partial else ''} with any one of these:"
    shown = answer_lines(found.answers)
    yield from (f"  {words}." for words in shown[:MOST_ANSWERS])
    if len(shown) > MOST_ANSWERS:
        yield f"  {len(shown) - MOST_ANSWERS:,} more"


def compare_files(before: str | Path, after: str | Path) -> tuple[str, ...]:
    """Return which conclusions a newer model file changes, in words, and what came with it."""
    found = revision(load(before), load(after))
    lines = list(found.apart)
    if any(words.startswith("Only") and " has the option " in words for words in found.apart):
        lines.append("Outcomes are compared on the options that both have.")
    for title, states in (
        ("holds now, whatever is open", found.gained),
        ("no longer holds for sure", found.lost),
        ("may hold now", found.now_possible),
        ("can no longer hold", found.no_longer_possible),
    ):
        for concept, named in states.items():
            more = f", and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
            shown = ", ".join(f"({outcome})" for outcome in named[:MOST_NAMED])
            lines.append(f"{concept}: {shown}{more}: {title}.")
    if not found:
        lines.append("No conclusion changed.")
    lines.append(f"{len(found.cells)} cells are new or different, {len(found.dropped)} are gone.")
    if found.entries:
        lines.append(f"New entries: {', '.join(found.entries)}.")
    return tuple(lines)


def ask_file(path: str | Path) -> tuple[str, ...]:
    """Return which comparisons of a model with partial preferences would settle most, one a line."""
    model = load(path)
    if not model.partial():
        return ("Nothing is open: every preference is stated in full.",)
    return questions(open_table(model)) or ("No open comparison decides a verdict by Nash by itself.",)


def _numbers(model: Model, parties: Sequence[str]) -> list[int]:
    ids = tuple(party.id for party in model.parties)
    for party in parties:
        if party not in ids:
            raise NoSuchParty(party, ids)
    return [ids.index(party) for party in parties]
