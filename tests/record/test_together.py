"""Many people correct, tag and note at once, in a file or on a server: nobody's work is lost."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from onrecord import record
from onrecord.core.correction import CorrectionKind
from onrecord.record import reading
from onrecord.record.loading import load_entries
from tests.record.samples import MADE_BY, many

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pytest

    from onrecord.core.entry import Entry
    from onrecord.record.port import Connection

PEOPLE = 60 if "CI" in os.environ else 200
AT_ONCE = 16


def test_no_work_of_many_who_correct_tag_and_note_at_once_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "dam.db"
    with record.create(path, MADE_BY) as rec:
        for one in many(5):
            rec.add(one)
        entries = [line.entry.id for line in rec.lines()]

    def works(number: int) -> None:
        who, entry = f"person {number}", entries[number % len(entries)]
        with record.open(path, write=True) as rec:
            if number % 3 == 0:
                rec.corrections.accept(entry, who=who, why="read it")
            elif number % 3 == 1:
                rec.corrections.tag(entry, f"tag {number}", who=who)
            else:
                rec.corrections.note(entry, f"note {number}", who=who)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(works, range(PEOPLE)))
    with record.open(path) as rec:
        made = [*rec.corrections.all(), *rec.corrections.marks()]
        assert {one.who for one in made} == {f"person {number}" for number in range(PEOPLE)}
        assert len(made) == PEOPLE
        shown = [one for line in rec.lines() for one in (*line.corrections, *line.marks)]
        assert len(shown) == PEOPLE
        texts = {one.text for one in made if one.kind is not CorrectionKind.ACCEPT}
        assert texts == {f"{'tag' if n % 3 == 1 else 'note'} {n}" for n in range(PEOPLE) if n % 3}
        assert not list(rec.problems())[5:]


def test_what_is_read_while_another_corrects_it_is_of_one_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "dam.db"
    with record.create(path, MADE_BY) as rec:
        rec.add(many(1)[0])
        entry = next(line.entry.id for line in rec.statements())

    with record.open(path, write=True) as other, record.open(path) as rec:
        before = rec.entry(entry)

        def after_another_corrected(connection: Connection, ids: Sequence[str]) -> list[Entry]:
            monkeypatch.setattr(reading, "load_entries", load_entries)
            other.corrections.edit(entry, {"act": "refuse"}, who="other", why="read it")
            return load_entries(connection, ids)

        monkeypatch.setattr(reading, "load_entries", after_another_corrected)
        assert rec.entry(entry) == before
        assert rec.entry(entry).entry.act == "refuse"  # type: ignore[union-attr]


def test_two_that_change_one_entry_both_stay_and_the_later_holds(tmp_path: Path) -> None:
    path = tmp_path / "dam.db"
    with record.create(path, MADE_BY) as rec:
        rec.add(many(1)[0])
        entry = next(line.entry.id for line in rec.statements())
    with record.open(path, write=True) as one, record.open(path, write=True) as other:
        one.corrections.edit(entry, {"act": "demand"}, who="one", why="read it")
        other.corrections.edit(entry, {"act": "refuse"}, who="other", why="read it again")
        one.corrections.tag(entry, "settled", who="one")
        assert [held.who for held in other.entry(entry).corrections] == ["one", "other"]
        assert one.entry(entry).entry.act == "refuse"  # type: ignore[union-attr]
        assert [mark.text for mark in other.entry(entry).marks] == ["settled"]
