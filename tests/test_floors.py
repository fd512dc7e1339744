"""What the extractors reach never falls: `floors.json` pins it, and `bench/floors.py` measures it.

Measures that need no more than the project holds are taken anew here. Of all of them the file has the line of
output from which the figure was read, so that none is written by hand. `make floors` runs them all.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from bench import floors
from bench.floors import Found, Measure

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MEASURES = floors.load()
OURS = [
    measure for measure in MEASURES if measure.data is None and not measure.needs
]  # `radon` is no need of ours
# Not run since lines are kept. None is added here; who runs one with `--write` takes it away.
WITHOUT_LINE = {
    "PolNeAR dev articles a CPU-second, the whole of extract, 920 words each",
    "all texts at hand, citations that are verbatim",
}


@pytest.mark.parametrize("script", sorted({measure.script for measure in OURS}))
def test_what_needs_no_other_data_is_not_below_its_floor(script: str, tmp_path: Path) -> None:
    output, complaint = floors.output_of(script, tmp_path)
    found = {measure.measure: measure.read(output) for measure in OURS if measure.script == script}
    assert all(found.values()), complaint or output
    figures = {measure: read[1] for measure, read in found.items() if read}
    floor_of = {measure.measure: measure.floor for measure in OURS}
    assert {measure: figure for measure, figure in figures.items() if figure < floor_of[measure]} == {}


def test_each_measure_has_its_line() -> None:
    assert {measure.measure for measure in MEASURES if not measure.line} == WITHOUT_LINE


@pytest.mark.parametrize(
    "measure", [measure for measure in MEASURES if measure.line], ids=lambda measure: measure.measure
)
def test_each_figure_was_read_from_the_line_that_is_kept_with_it(measure: Measure) -> None:
    assert measure.read(measure.line) == (measure.line, measure.reached)
    assert re.compile(measure.find).groups == 1
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", measure.date)
    assert measure.processor


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.measure)
def test_each_floor_is_held_and_has_a_script_that_is_there(measure: Measure) -> None:
    assert (ROOT / measure.script.split()[0]).is_file()
    assert 0 < measure.floor <= measure.reached
    assert measure.tolerance >= 0


def test_the_data_of_a_measure_are_named_in_its_script() -> None:
    assert {
        measure.measure for measure in MEASURES if (measure.data is None) == ("{shared}" in measure.script)
    } == set()


def test_no_measure_stands_twice() -> None:
    assert len({measure.measure for measure in MEASURES}) == len(MEASURES)


def made(**changes: object) -> Measure:
    """Return a measure of a script that prints its figure in percent."""
    base = Measure(
        measure="lenient F1",
        script="bench/script.py --data {shared}",
        data=("there.jsonl",),
        find=r"^F1 +(\S+)",
        line="F1   76.0",
        reached=0.76,
        floor=0.755,
        tolerance=0.005,
        date="2026-11-28",
        processor="some processor",
        percent=True,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def test_the_first_line_that_matches_gives_the_figure() -> None:
    assert made().read("reports 84\nF1   77.1 \nF1   60.0\n") == ("F1   77.1", 0.771)
    assert made().read("f-score 77.1\n") is None


def test_a_better_figure_raises_the_floor_and_a_worse_one_leaves_it() -> None:
    assert Found(made(), "F1   78.0", 0.78).as_measure().floor == 0.775
    assert Found(made(), "F1   75.6", 0.756).as_measure().floor == 0.755


def test_what_is_below_its_floor_is_told_and_not_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "floors.json"
    floors.save([made(), made(measure="exact F1")], file)
    monkeypatch.setattr(floors, "FLOORS", file)
    fallen = Found(made(), "F1   75.0", 0.75)
    floors.write([fallen, Found(made(measure="exact F1"), "F1   80.0", 0.8)], speed=False)
    lenient, exact = floors.load()
    assert lenient == made()
    assert (exact.reached, exact.floor, exact.line) == (0.8, 0.795, "F1   80.0")
    assert "BELOW" in floors.table([fallen])


def test_a_speed_is_written_only_where_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    speed = made(speed=True, processor=floors.processor())
    file = tmp_path / "floors.json"
    floors.save([speed], file)
    monkeypatch.setattr(floors, "FLOORS", file)
    floors.write([Found(speed, "F1   90.0", 0.9)], speed=False)
    assert floors.load() == [speed]
    floors.write([Found(speed, "F1   90.0", 0.9)], speed=True)
    assert floors.load()[0].reached == 0.9


def test_a_speed_is_held_by_its_own_processor_alone() -> None:
    assert not Found(made(speed=True), "F1   50.0", 0.5).fallen
    assert Found(made(speed=True, processor=floors.processor()), "F1   50.0", 0.5).fallen


def test_what_lacks_its_data_or_a_module_is_left_out_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "there.jsonl").touch()
    asked = [made(), made(measure="a", data=("gone.jsonl",)), made(measure="b", needs=("no_such_module",))]
    assert floors.at_hand(asked, tmp_path) == [made()]
    assert "gone.jsonl, the module no_such_module" in capsys.readouterr().out


def test_a_run_that_was_broken_off_goes_on_from_what_was_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = tmp_path / "script.py"
    script.write_text("import sys; print('F1  ', 76.5); print(sys.argv[1])", encoding="utf-8")
    monkeypatch.setattr(floors, "ROOT", tmp_path)
    asked = made(script="script.py {shared}")
    for _ in range(2):
        (results,) = floors.measured([asked], tmp_path, tmp_path / "kept")
        assert results == [Found(asked, "F1   76.5", 0.765)]
        script.write_text("raise SystemExit('not run again')", encoding="utf-8")
    (kept,) = (tmp_path / "kept").iterdir()
    assert str(tmp_path) in kept.read_text(encoding="utf-8")
    (results,) = floors.measured([asked], tmp_path, None)
    assert results == ["lenient F1: script.py {shared} gave no figure; it ended with 1: not run again"]


def test_a_command_that_fails_gives_no_figure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text("print('F1   76.5')\nraise SystemExit(1)", encoding="utf-8")
    monkeypatch.setattr(floors, "ROOT", tmp_path)
    (results,) = floors.measured([made(script="script.py")], tmp_path, tmp_path / "kept")
    assert results == ["lenient F1: script.py gave no figure; it ended with 1: F1   76.5"]
    assert not (tmp_path / "kept").exists()


def test_the_command_ends_with_one_if_anything_is_below_its_floor(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "script.py").write_text("print('F1   10.0')", encoding="utf-8")
    file = tmp_path / "floors.json"
    floors.save([made(script="script.py", data=None)], file)
    monkeypatch.setattr(floors, "FLOORS", file)
    monkeypatch.setattr(floors, "ROOT", tmp_path)
    monkeypatch.setattr(sys, "argv", ["floors.py"])
    with pytest.raises(SystemExit) as ended:
        floors.main()
    assert ended.value.code == 1
    assert json.loads(file.read_text(encoding="utf-8"))[0]["reached"] == 0.76
