"""Files that somebody bent: any value, wrong kinds, parts missing. A sentence for each, and no traceback."""

from __future__ import annotations

import csv
import io
import json
import random
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.core.problem import OnRecordError
from onrecord.export.back import brought_by, take_back
from tests.export.back import label_studio
from tests.export.hostile import exported

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.record import Record

JUNK: tuple[Any, ...] = (
    *(None, True, -1, 10**30, 1.5, "", "x" * 300, [], {}, [[]], {"a": [{}]}),
    *("0:1", "\ud800", "\x00", "2031-99-99", "entry 0123456789abcdef"),
)
CELLS = (
    *("", "1:5", "egypt+", "|", "@", "a@b", "?@?", "-1", "99999", "2031-13", "; ; ;", "egypt?", "  ", "\x00", "²"),
    *("accepted", "rejected", "…", " … ", '"', "demand", "yes", "0:0", "5:1", ", ,", "++", "no 🐟 boat"),
)


def places(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each part of a JSON value."""
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield (*above, key)
        yield from places(value[key], (*above, key))


def bent(draw: random.Random, value: Any) -> Any:
    """Return a JSON value of which some parts are others, or gone."""
    value = json.loads(json.dumps(value))
    for _ in range(draw.randint(1, 5)):
        way = draw.choice(list(places(value)) or [()])
        if not way:
            return draw.choice(JUNK)
        inside = value
        for key in way[:-1]:
            inside = inside[key]
        if draw.random() < 0.3:
            del inside[way[-1]]
        else:
            inside[way[-1]] = draw.choice(JUNK)
    return value


def take(rec: Record, path: Path) -> None:
    """Take a file in; what cannot be is told as a sentence."""
    try:
        returned = brought_by(path)
        if not isinstance(returned, str):
            taken = take_back(rec, returned, who=None, user="Someone", why="bent")
            assert all(one.endswith(".") for one in (*taken.conflicts, *taken.untaken))
    except OnRecordError:
        pass
    assert all(line.entry.citations() for line in rec.lines())


@pytest.mark.parametrize("form", ["label-studio", "cas"])
def test_json_that_is_bent(rec: Record, tmp_path: Path, form: str) -> None:
    draw = random.Random(23)
    if form == "cas":
        with zipfile.ZipFile(io.BytesIO(exported(rec, form))) as archive:
            whole = [json.loads(archive.read(name)) for name in archive.namelist() if name != "layers.json"]
    else:
        tasks = json.loads(exported(rec, form))
        for task in tasks:
            task["annotations"] = [{"completed_by": 1, "result": label_studio.taken_over(task)}]
        whole = [tasks]
    path = tmp_path / "bent.json"
    for _ in range(60):
        path.write_text(json.dumps(bent(draw, draw.choice(whole))), encoding="utf-8")
        take(rec, path)


def test_cells_that_are_bent(rec: Record, tmp_path: Path) -> None:
    draw = random.Random(29)
    header, *rows = csv.reader(io.StringIO(exported(rec, "csv").decode("utf-8"), newline=""))
    path = tmp_path / "bent.csv"
    for _ in range(60):
        changed = [list(row) for row in rows]
        for _ in range(draw.randint(1, 8)):
            draw.choice(changed)[draw.randrange(len(header))] = draw.choice(CELLS)
        into = io.StringIO(newline="")
        csv.writer(into).writerows([header, *changed])
        path.write_bytes(into.getvalue().encode("utf-8"))
        take(rec, path)


def test_a_project_that_is_bent(rec: Record, tmp_path: Path) -> None:
    draw = random.Random(31)
    with zipfile.ZipFile(io.BytesIO(exported(rec, "qdpx"))) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    told = held["project.qde"].decode("utf-8").split(" ")
    path = tmp_path / "bent.qdpx"
    for _ in range(60):
        words = list(told)
        for _ in range(draw.randint(1, 4)):
            words[draw.randrange(len(words))] = draw.choice(
                ["", 'guid=""', 'startPosition="-1"', 'endPosition="99999"', 'targetGUID="x"', 'guid="²"']
            )
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in held.items():
                archive.writestr(name, " ".join(words) if name == "project.qde" else content)
        take(rec, path)
