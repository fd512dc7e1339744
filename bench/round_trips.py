"""How many changes come back: one for each entry, drawn by a seed, made in each format as people make them there.

    python bench/round_trips.py [--seeds N] [--record RECORD.db]

Each format goes out, a person's hands change it with another program's library (openpyxl, csv, JSON, cassis,
XML), it is taken in, and the record must then say what was changed, that and nothing else. Taken in again it must
change nothing.
Without a record it is a small one of reports that are hostile to whoever counts.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.export.back import cas, label_studio, refi, sheets
from tests.export.back.changes import changes
from tests.export.hostile import hostile
from tests.record.samples import MADE_BY, dam, many

from onrecord import record
from onrecord.export import export
from onrecord.export.back import brought_by, take_back
from onrecord.record.values import values_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.export.back.changes import Change

    from onrecord.record import Record


def _save_utf16(path: Path, rec: Record, made: list[Change]) -> None:
    refi.save(path, rec, made, utf16=True)


SAVE: dict[str, Callable[..., None]] = {
    "xlsx": sheets.save_xlsx,
    "csv": sheets.save_csv,
    "label-studio": label_studio.save,
    "cas": cas.save,
    "qdpx": refi.save,
    "qdpx-utf16": _save_utf16,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--record", type=Path)
    asked = parser.parse_args()
    total = Counter[str]()
    for form, save in SAVE.items():
        begun = time.perf_counter()
        counts = Counter[str]()
        fields: set[tuple[str, str]] = set()
        for seed in range(asked.seeds):
            with tempfile.TemporaryDirectory() as folder:
                rec = filled(Path(folder) / "record.db", asked.record)
                with rec:
                    counts += trip(rec, Path(folder) / f"out.{form}", form, save, seed, fields)
        total += counts
        print(
            f"{form:13} {counts['changes']:6} changes of {len(fields):2} fields, {counts['back']:6} came back,"
            f" {counts['beside']} entries changed beside, {counts['listed']} listed,"
            f" {counts['again']} changed again, {time.perf_counter() - begun:.0f} s"
        )
    print(f"changes that came back {total['back'] / total['changes']:.4f} ({total['back']} of {total['changes']})")
    print(f"entries changed beside, listed or changed again {total['beside'] + total['listed'] + total['again']}")


def filled(path: Path, of: Path | None) -> Record:
    """Return a record to change: a copy of the one that is named, or a small one."""
    if of:
        shutil.copyfile(of, path)
        return record.open(path, write=True)
    rec = record.create(path, MADE_BY)
    for one in (hostile(), dam(), *many(4)):
        rec.add(one)
    return rec


def trip(
    rec: Record, path: Path, form: str, save: Callable[..., None], seed: int, fields: set[tuple[str, str]]
) -> Counter[str]:
    """Let a file go out, be changed, and come back twice; count what became of it."""
    coded = form.startswith("qdpx")
    made = list(changes(rec, seed, (*refi.FIELDS, "plover") if coded else None))
    made = [one for one in made if not coded or refi.can_change(one)]
    fields.update((one.kind, one.field) for one in made)
    before = {line.entry.id: values_of(line.entry) for line in rec.lines()}
    target = io.BytesIO()
    export(rec, form, target)
    path.write_bytes(target.getvalue())
    save(path, rec, made)
    taken = take_back(rec, brought_by(path), who=None, user="Someone", why="read again")
    after = {line.entry.id: values_of(line.entry) for line in rec.lines()}
    wanted = {one.entry: {one.field} for one in made}
    beside = sum(_others(before[key], after.get(key, {}), wanted.get(key, set())) for key in before)
    again = take_back(rec, brought_by(path), who=None, user="Someone", why="read again")
    return Counter(
        changes=len(made),
        back=sum(after[one.entry][one.field] == one.after for one in made),
        beside=beside,
        listed=len(taken.conflicts) + len(taken.untaken),
        again=len(again.corrections) + len(again.conflicts) + len(again.untaken),
    )


def _others(before: dict[str, str], after: dict[str, str], wanted: set[str]) -> bool:
    """Say whether an entry changed in other fields than were asked; how a denial reads follows."""
    follows = {"stated", "reads"} if wanted & {"act", "negated", "content"} else set()
    return {name for name in before if before[name] != after.get(name)} - wanted - follows != set()


if __name__ == "__main__":
    main()
