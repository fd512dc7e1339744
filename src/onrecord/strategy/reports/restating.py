"""What would change a verdict, in words: which statements of a preference, which option or step, and that alone.

`remedies` moves single outcomes in a ranking; no one holds a ranking of outcomes, though, but wishes. Here a wish
is dropped, turned round, or weighed otherwise, and one is added on an option of which the party says nothing.
It works on partial preferences as on full ones: a state is made to hold where it then holds whatever is left open,
and made to fall where it then holds in no case. All sets of one change are tried, then all of two, as far as time
allows. By SEQ and SSEQ, where the others' open preferences count, only what the bounds show is taken as shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

from onrecord.strategy.model.conditions import Condition
from onrecord.strategy.model.faults import ModelFault, NoSuchState
from onrecord.strategy.model.game import game
from onrecord.strategy.model.model import Direction, Partial, Statements
from onrecord.strategy.reports.changes import DIRECTIONS
from onrecord.strategy.reports.wording import condition_words
from onrecord.strategy.solving.orders import order_of
from onrecord.strategy.solving.partial import Answers, blank_values, extreme

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from onrecord.strategy.model.model import Model, Preference

    Groups = tuple[tuple[Condition, ...], ...]
    Regrouping = Callable[[Groups], Groups]

MOST_TRIED = 8_000
OWN = ("nash", "gmr", "smr")  # the concepts for which only the party's own preference counts


@dataclass(frozen=True)
class Restatement:
    """One change to a model.

    Attributes:
        words: The change in words.
        of: What is changed, whatever it is changed to: no set changes one thing twice.
        made: Makes the changed model.
    """

    words: str
    of: tuple[str, int, str]
    made: Callable[[Model], Model]


@dataclass(frozen=True, slots=True)
class Restatements:
    """The smallest sets of changes that make a state hold, or fall.

    Attributes:
        size: How many changes the smallest answers need; 0 where it is so already; None where none was found.
        answers: All smallest answers, each change in words.
        tried: How many sets were tried.
        complete: Whether every set up to the largest size was tried.
    """

    size: int | None
    answers: tuple[tuple[str, ...], ...]
    tried: int
    complete: bool


def restatements(
    model: Model,
    state: str,
    concept: str,
    *,
    wanted: bool,
    parties: Sequence[int],
    most: int = 2,
    progress: Callable[[int, int], None] = lambda done, of: None,  # noqa: ARG005
) -> Restatements:
    """Return the smallest changes to what the model states that make a state hold for parties, or fall for one.

    Args:
        model: The model; preferences by statements, in full or in part, can be restated, rankings stay.
        state: The state's name.
        concept: nash, gmr, smr, seq or sseq.
        wanted: True to make it hold for all the parties in every completion, False for one of them in none.
        parties: For whom.
        most: The largest number of changes to try together.
        progress: Called with (sets tried, of how many).
    """
    if _shown(model, state, concept, parties, wanted=wanted):
        return Restatements(0, (), 1, complete=True)
    if wanted:  # those for whom it does not hold come first: a change that leaves them as they are is soon seen
        parties = sorted(parties, key=lambda party: _shown(model, state, concept, (party,), wanted=True))
    changes = list(_changes(model, state, concept, parties, wanted=wanted))
    tried = 1
    for size in range(1, most + 1):
        if tried + comb(len(changes), size) > MOST_TRIED:
            return Restatements(None, (), tried, complete=False)
        found = []
        for number, chosen in enumerate(combinations(changes, size), start=1):
            progress(number, comb(len(changes), size))
            if _are_apart(chosen):
                tried += 1
                if _shown(_restated(model, chosen), state, concept, parties, wanted=wanted):
                    found.append(tuple(change.words for change in chosen))
        if found:
            return Restatements(size, tuple(found), tried, complete=True)
    return Restatements(None, (), tried, complete=True)


def _are_apart(changes: Collection[Restatement]) -> bool:
    """Say whether each of several changes changes another thing."""
    return len({change.of for change in changes}) == len(changes)


def _restated(model: Model, changes: Iterable[Restatement]) -> Model:
    """Return a model with changes made, one after another."""
    for change in changes:
        model = change.made(model)
    return model


def answer_lines(answers: Sequence[tuple[str, ...]]) -> list[str]:
    """Return answers in words; of pairs, changes that go with the same others share a line."""
    if any(len(answer) != 2 for answer in answers):
        return ["; and ".join(answer) for answer in answers]
    partners: dict[str, set[str]] = {}
    for one, other in answers:
        partners.setdefault(one, set()).add(other)
        partners.setdefault(other, set()).add(one)
    alike: dict[frozenset[str], list[str]] = {}
    for change, others in partners.items():
        alike.setdefault(frozenset(others), []).append(change)
    return [
        f"{_either(one)}; and {_either(other)}"
        for (wanted, one), (_, other) in combinations(alike.items(), 2)
        if other[0] in wanted
    ]


def _either(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"either {', or '.join(words)}"


def _shown(model: Model, state: str, concept: str, parties: Sequence[int], *, wanted: bool) -> bool:
    """Say whether a state surely holds for all of the parties, or surely falls for one of them."""
    try:
        blank = game(model, blank_values(model))
        number = blank.state(state)
        names = tuple(str(blank.name(one)) for one in range(blank.size))
        whose = parties if concept in OWN else range(len(model.parties))
        orders = {party: order_of(model, party, blank.codes, names) for party in whose}
    except (
        ModelFault,
        NoSuchState,
    ):  # a change may leave nothing possible, or lead a preference round in a circle
        return False
    answers = Answers(blank, tuple(orders.values()) if concept not in OWN else ())
    way = "sure" if wanted else "possible"
    held = (bool(extreme(answers, orders[party], party, concept, way)[number]) for party in parties)
    return all(held) if wanted else not all(held)


def _changes(
    model: Model, state: str, concept: str, parties: Sequence[int], *, wanted: bool
) -> Iterator[Restatement]:
    """Yield the changes that could bear on the verdict."""
    for party in parties if concept in OWN else range(len(model.parties)):
        if not (wanted and concept in OWN and _shown(model, state, concept, (party,), wanted=True)):
            yield from _wishes(model, party)
    if model.partial():  # of full preferences `remedies` answers for these
        yield from _options(model, state)
        yield from _directions(model)


def _wishes(model: Model, party: int) -> Iterator[Restatement]:
    """Yield how a party could wish otherwise."""
    groups = _groups(model.preferences[party])
    if groups is None:
        return
    who = model.parties[party].name
    for of, words, restated in (*_present_otherwise(model, groups), *_new_wishes(model, groups)):
        yield Restatement(f"{who} {words}", ("wish", party, of), _restating(party, restated))


def _present_otherwise(model: Model, groups: Groups) -> Iterator[tuple[str, str, Regrouping]]:
    """Yield how each of the present wishes could be otherwise, with its words as the file has them."""
    for row, group in enumerate(groups):
        alone = len(group) == 1
        first, last = alone and row == 0, alone and row == len(groups) - 1
        for wish in group:
            yield from ((wish.words, *way) for way in _ways(model, wish, first=first, last=last))


def _new_wishes(model: Model, groups: Groups) -> Iterator[tuple[str, str, Regrouping]]:
    """Yield what could be wished of each option of which nothing is wished by itself."""
    met = {wish.cases[0][0] for group in groups for wish in group if _is_single(wish)}
    for place, option in enumerate(model.options):
        if 1 << place not in met:
            yield from ((option.id, *way) for way in _additions(model, place, bare=not groups))


def _ways(model: Model, wish: Condition, *, first: bool, last: bool) -> Iterator[tuple[str, Regrouping]]:
    """Yield how one wish could be otherwise: gone, turned round, weighed otherwise (`first`, `last`: it is so)."""
    said = condition_words(wish, model)
    yield f"no longer wishes {said}", lambda groups: _without(groups, wish)
    if turned := _turned(wish):
        other = turned
        words = f"wishes {condition_words(other, model)} instead of {said}"
        yield (
            words,
            lambda groups: tuple(tuple(dict.fromkeys(other if w == wish else w for w in g)) for g in groups),
        )
    if not first:
        yield f"puts {said} before all else that it wishes", lambda groups: ((wish,), *_without(groups, wish))
    if not last:
        yield f"puts {said} behind all else that it wishes", lambda groups: (*_without(groups, wish), (wish,))


def _additions(model: Model, place: int, *, bare: bool) -> Iterator[tuple[str, Regrouping]]:
    """Yield what a party could come to wish of an option of which it wishes nothing by itself."""
    bit, ident = 1 << place, model.options[place].id
    yes, no = Condition(ident, ((bit, bit),)), Condition(f"!{ident}", ((bit, 0),))
    yield f"comes to wish {condition_words(yes, model)} before all else", lambda groups: ((yes,), *groups)
    yield f"comes to wish {condition_words(no, model)} before all else", lambda groups: ((no,), *groups)
    if not bare:
        yield f"comes to wish {condition_words(yes, model)} behind all else", lambda groups: (*groups, (yes,))
        yield f"comes to wish {condition_words(no, model)} behind all else", lambda groups: (*groups, (no,))


def _restating(party: int, restated: Regrouping) -> Callable[[Model], Model]:
    """Return what makes the changed model; it starts from the wishes as another change may have left them."""

    def made(model: Model) -> Model:
        preferences = list(model.preferences)
        preferences[party] = Partial(restated(_groups(preferences[party]) or ()))
        return replace(model, preferences=tuple(preferences))

    return made


def _groups(preference: Preference) -> Groups | None:
    """Return the wishes in groups; None of a preference that ranks states themselves."""
    if isinstance(preference, Statements):
        return tuple((wish,) for wish in preference.statements)
    if isinstance(preference, Partial) and not preference.tiers and not preference.above:
        return preference.groups
    return None


def _without(groups: Groups, wish: Condition) -> Groups:
    left = (tuple(one for one in group if one != wish) for group in groups)
    return tuple(group for group in left if group)


def _is_single(wish: Condition) -> bool:
    return len(wish.cases) == 1 and wish.cases[0][0].bit_count() == 1


def _turned(wish: Condition) -> Condition | None:
    """Return the opposite of a wish on one option."""
    if not _is_single(wish):
        return None
    mask, value = wish.cases[0]
    return Condition(wish.words.removeprefix("!") if value == 0 else f"!{wish.words}", ((mask, mask ^ value),))


def _options(model: Model, state: str) -> Iterator[Restatement]:
    """Yield the options that could stay as they are in the state asked about."""
    blank = game(model, blank_values(model))
    code = int(blank.codes[blank.state(state)])
    if model.states is not None or code < 0:
        return
    for place, option in enumerate(model.options):
        bit = 1 << place
        other = Condition(f"not as asked about: {option.id}", ((bit, ~code & bit),))
        words = f"“{option.name}” is off the table: it stays as it is there"
        yield Restatement(words, ("option", place, ""), _ruling_out(other))


def _ruling_out(other: Condition) -> Callable[[Model], Model]:
    return lambda model: replace(model, infeasible=(*model.infeasible, other))


def _directions(model: Model) -> Iterator[Restatement]:
    """Yield the options that could go another way."""
    if model.arcs is not None:
        return
    for place, option in enumerate(model.options):
        for way in Direction:
            if way is not option.direction:
                words = f"“{option.name}” {DIRECTIONS[way]}"
                yield Restatement(words, ("option", place, ""), _going(place, way))


def _going(place: int, way: Direction) -> Callable[[Model], Model]:
    def made(model: Model) -> Model:
        options = list(model.options)
        options[place] = replace(options[place], direction=way)
        return replace(model, options=tuple(options))

    return made
