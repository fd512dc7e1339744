"""Gambit's `.nfg`, by our own code: what is read, what is written, and that both say the same game."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from onrecord.core.problem import OnRecordError
from onrecord.strategy.files.files import load
from onrecord.strategy.files.nfg_files import read_nfg
from onrecord.strategy.files.nfg_writing import NoStrategicForm, to_nfg
from onrecord.strategy.files.writing import to_toml
from onrecord.strategy.model.conditions import condition
from onrecord.strategy.model.faults import ModelFault, Unranked
from onrecord.strategy.model.game import game
from onrecord.strategy.model.model import Model, Option, Partial, Party, Ranking
from onrecord.strategy.reports.commands import nfg_file
from onrecord.strategy.solving.completing import completed
from onrecord.strategy.solving.orders import orders_of
from onrecord.strategy.solving.partial import across_completions
from onrecord.strategy.solving.solve import solve, solve_game
from tests.strategy.models import DAM, PRISONERS, WELLS, written

if TYPE_CHECKING:
    from pathlib import Path

# Two shepherds and a meadow, by payoffs, with strategies counted and then named; and the same by outcomes.
MEADOW = 'NFG 1 R "A meadow" { "Ann" "Ben" } { 2 2 }\n\n3 3 4 0\n0 4 1/2 .5\n'
NAMED = (
    'NFG 1 R "A meadow"\n{ "Ann" "Ben" }\n{ { "few" "many" }\n{ "few" "many" }\n}\n"as told"\n3 3 4 0 0 4 0.5 0.5'
)
OUTCOMES = """NFG 1 D "A \\"meadow\\"" { "Ann" "Ben" }
{ { "few" "many" } { "few" "" } }
""
{
{ "both eat" 3, 3 }
{ "one eats" 4, 1 }
{ "" 1, 4 }
}
1 2 3 0
"""


def nash(model: Model) -> list[int | str]:
    solution = solve(model, ("nash",))
    return [solution.game.name(state) for state in solution.equilibria("nash")]


def test_a_game_by_payoffs_is_read(tmp_path: Path) -> None:
    model = load(written(tmp_path, MEADOW, "meadow.nfg"))
    assert (model.name, [party.name for party in model.parties]) == ("A meadow", ["Ann", "Ben"])
    assert [state.name for state in model.states or ()] == ["1-1", "2-1", "1-2", "2-2"], "Ann's changes first"
    assert model.preferences[0] == Ranking((("2-1",), ("1-1",), ("2-2",), ("1-2",)))
    assert model.preferences[1] == Ranking((("1-2",), ("1-1",), ("2-2",), ("2-1",)))
    assert nash(model) == ["2-2"]


def test_strategies_keep_their_names_and_players_move_between_their_own(tmp_path: Path) -> None:
    model = load(written(tmp_path, NAMED, "meadow.txt"))
    assert [option.name for option in model.options] == ["Ann: few", "Ann: many", "Ben: few", "Ben: many"]
    worked_out = game(model)
    assert [worked_out.name(state) for state in worked_out.moves(0, worked_out.state("1-1"))] == ["2-1"]
    assert nash(model) == ["2-2"]


def test_a_game_by_outcomes_is_read_and_the_one_numbered_0_is_nothing_for_all() -> None:
    model = read_nfg("meadow.nfg", OUTCOMES)
    assert model.name == 'A "meadow"'
    assert [option.name for option in model.options][-1] == "Strategy 2"
    assert model.preferences[0] == Ranking((("2-1",), ("1-1",), ("1-2",), ("2-2",)))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('NFG 1 R "x" { "A" } { 2 } 1', "line 1: a number or word should stand here"),
        ('NFG 1 R "x" { "A" } { 2 } 1 2 3', "more stands here than the payoffs of 2 combinations"),
        ('NFG 1 R "x" { "A" } { 2 }\n1 two', "line 2: a payoff such as 3, 0.5 or 1/2 should stand here"),
        ('NFG 1 R "x" { "A" } { 2 }\n1 1/0', "not 1/0"),
        ('NFG 1 R "x" { "A" "B" } { 2 } 1 2', "strategies of 1 players stand here, and 2 are named"),
        ('NFG 1 R "x" { } { } ', "the game has no player"),
        ('NFG 1 R "x" { "A" } { 0 } 1', "a number of strategies"),
        ('NFG 1 R "x" { "A" } { { } } 1', "a player has no strategy"),
        ('NFG 2 R "x" { "A" } { 1 } 1', "1 should stand here, not 2"),
        ('NFG 1 R "x', "a quotation mark is opened and not closed"),
        ('NFG 1 R "x" { "A" } { 2 } "" { { "" 1 } } 1 2', "there is no outcome 2; they are numbered 0 to 1"),
        ('NFG 1 R "x" { "A" "B" "C" } { 41 41 41 }', "68,921 combinations"),
        ('NFG 1 R "x" {' + ' ""' * 100 + "}", "more than 62 players"),
    ],
)
def test_what_is_amiss_is_told_with_its_line(text: str, place: str) -> None:
    with pytest.raises(ModelFault, match=place.replace("/", "[/]")):
        read_nfg("x.nfg", text)


@given(some.text(alphabet='NFGR1230 "{}\n,./-ab\\', max_size=60), some.integers(0, len(OUTCOMES)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_stands_in_the_file_it_is_a_game_or_one_sentence(odd: str, at: int) -> None:
    for text in (OUTCOMES[:at] + odd + OUTCOMES[at:], OUTCOMES[:at] + odd, "NFG " + odd):
        told = told_of(text)
        assert told == "" or (told.startswith("x.nfg: ") and "\n" not in told)


def told_of(text: str) -> str:
    """Return what is said of a file that is no game; nothing of one that is."""
    try:
        read_nfg("x.nfg", text)
    except OnRecordError as fault:
        return str(fault)
    return ""


def drawn(seed: int) -> Model:
    """Return a model in which every step is open both ways, preferences drawn with ties."""
    chance = np.random.default_rng(seed)
    owners = [0, 1, 2, *(int(chance.integers(3)) for _ in range(2))][: int(chance.integers(3, 6))]
    options = tuple(Option(f"o{i}", f"Option {i}", (owner,)) for i, owner in enumerate(owners))
    rankings = []
    for _ in range(3):
        tiers: dict[int, list[str]] = {}
        for code in range(1 << len(options)):
            tiers.setdefault(int(chance.integers(6)), []).append(str(code))
        rankings.append(Ranking(tuple(tuple(tiers[tier]) for tier in sorted(tiers))))
    return Model("drawn", "Drawn", tuple(Party(p, p) for p in "abc"), options, preferences=tuple(rankings))


@pytest.mark.parametrize("seed", range(12))
def test_a_game_written_and_read_back_has_the_same_equilibria(seed: int) -> None:
    model = drawn(seed)
    back = read_nfg("drawn.nfg", to_nfg(model))
    found = set()
    for name in nash(back):
        code = next(state.code for state in back.states or () if state.name == name)
        taken = {option.name for place, option in enumerate(back.options) if (code or 0) >> place & 1}
        done = {part for words in taken for part in words.split(": ")[-1].split("; ")} - {"nothing"}
        found.add(sum(1 << place for place, option in enumerate(model.options) if option.name in done))
    assert found == set(nash(model))


def test_what_one_choice_cannot_say_is_told_in_the_file(tmp_path: Path) -> None:
    model = load(written(tmp_path, DAM))
    text = to_nfg(model)
    assert "can go one way only" in text
    assert read_nfg("dam.nfg", text).parties[0].name == "Upstream"


def test_combinations_that_cannot_be_are_the_worst_for_all() -> None:
    model = drawn(3)
    rule = condition("o0 & o1", {option.id: place for place, option in enumerate(model.options)})
    tiers = tuple(
        kept
        for tier in (model.preferences[0].tiers if isinstance(model.preferences[0], Ranking) else ())
        if (kept := tuple(name for name in tier if int(name) & 3 != 3))
    )
    holed = Model("h", "H", model.parties, model.options, (rule,), preferences=(Ranking(tiers),) * 3)
    text = to_nfg(holed)
    assert "Combinations with 0 for all are not feasible." in text
    rows = [line.split() for line in text.splitlines() if line and line[0].isdigit()]
    assert sum(row == ["0", "0", "0"] for row in rows) == (1 << len(model.options)) // 4


def test_what_is_no_strategic_game_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NoStrategicForm, match="a game of one choice each cannot say"):
        to_nfg(load(written(tmp_path, WELLS)))
    open_one = replace(drawn(1), preferences=(Partial(()),) * 3)
    with pytest.raises(Unranked):
        to_nfg(open_one)
    shared = replace(drawn(1), options=tuple(replace(option, owners=(0, 1)) for option in drawn(1).options))
    with pytest.raises(NoStrategicForm, match="several parties own"):
        to_nfg(shared)


@pytest.mark.parametrize("draw", [None, 0, 1, 2])
def test_open_preferences_are_written_as_one_completion_and_the_file_says_so(
    tmp_path: Path, draw: int | None
) -> None:
    wishes = tuple(condition(words, {"o0": 0, "o1": 1, "o2": 2}) for words in ("o0", "!o1", "o2 -> o0"))
    model = drawn(1)
    model = replace(
        model, preferences=(Partial((wishes,)), Partial((wishes[:1], wishes[1:])), model.preferences[2])
    )
    settled = completed(model, draw)
    names = tuple(str(settled.name(state)) for state in range(settled.size))
    for party, order in enumerate(orders_of(model, settled.codes, names)):
        values = settled.values[party]
        assert (values[:, None] > values)[order.better].all()
        assert (values[:, None] == values)[order.same].all()
    span = across_completions(model, ("nash",)).by_concept["nash"]
    holds = solve_game(settled, ("nash",)).stable["nash"].all(axis=0)
    assert not (span.equilibria & ~holds).any()
    assert not (holds & ~span.possible_equilibria).any()
    text = nfg_file(written(tmp_path, to_toml(model)), draw)
    way = "level" if draw is None else f"number {draw}"
    assert "Preferences are open (a, b): this is one completion of many" in text
    assert way in text
    assert read_nfg("open.nfg", text).preferences


def test_the_program_itself_reads_what_is_written(tmp_path: Path) -> None:
    gambit = pytest.importorskip("pygambit", reason="the GPL program is no dependency; installed, it is asked too")
    for model in (load(written(tmp_path, PRISONERS)), *(drawn(seed) for seed in range(6))):
        foreign = gambit.read_nfg(str(written(tmp_path, to_nfg(model), "out.nfg")))
        again = read_nfg("out.nfg", to_nfg(model))
        sizes = [len(player.strategies) for player in foreign.players]
        assert [player.label for player in foreign.players] == [party.name for party in again.parties]
        pure = gambit.nash.enumpure_solve(foreign).equilibria
        theirs = {
            "-".join(str([eq[s] for s in player.strategies].index(1) + 1) for player in foreign.players)
            for eq in pure
        }
        assert theirs == set(nash(again))
        assert len(list(product(*map(range, sizes)))) == len(again.states or ())
