"""Where the rows of a hand-made table of comparing were lost: the step that each missed row got as far as.

    python bench/lost.py [TABLE.json [SCORER.py]] [--rows]           the project's sample
    python bench/lost.py korea|zimbabwe --texts POOL/texts [--rows]

A row is missed where the scorer of `bench/cross.py` says so. Then the record is asked, in the order in which it is
made: is there an entry at the row's words, does it name its party, its matter, its side; do the gates let the two
tellings together. What stops a row first is its cause; behind that others may stand.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cross import asked, made, onrecord

from onrecord.compare.gates import at_one_time, family, one_act, reality, same_people
from onrecord.compare.stances import stance_of, stance_of_deed, stance_of_verdict
from onrecord.compare.told import tellings
from onrecord.core.entry import Event
from onrecord.core.proposition import Sense
from onrecord.matters import by_id
from onrecord.record.opening import open_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from onrecord.compare.told import Told
    from onrecord.core.proposition import Proposition

Place = tuple[str, int, int]
Row = tuple[str, str, str]  # what kind of finding, the step that lost it, which row
TIES = ("update", "precision", "scope")


class Lost:
    """Says of each missed row of a table which step lost it.

    Args:
        gold: The table.
        scorer: The module that scores it.
        extracted: What `onrecord extract` printed of its reports.
        record: The record of them.
        found: The findings of that record.
        missed: The scorer's lines of what is missed.
    """

    def __init__(
        self,
        gold: dict[str, Any],
        scorer: Any,
        extracted: Path,
        record: Path,
        found: list[dict[str, Any]],
        missed: set[str],
    ) -> None:
        self.gold, self.missed = gold, missed
        self.shown = [
            tuple(scorer.Tellings.said(one[side]) for side in "ab")
            for one in found
            if one["kind"] == "contradiction" and one["type"] not in TIES
        ]
        copy = {report: copies[0] for copies in gold["copies"] for report in copies}
        self.places = scorer.Tellings(scorer.texts(extracted), copy)
        with open_record(record) as view:
            self.told: dict[str, list[Told]] = defaultdict(list)
            names = {report.id: Path(report.path).name for report in view.texts()}
            for one in tellings(view):
                self.told[names[one.report]].append(one)

    def rows(self) -> Iterator[Row]:
        """Yield the missed rows, each with its step."""
        for one in self.gold["accounts"]:
            if f"account missed: {one['id']}" in self.missed:
                yield "account", self._account(one["tellings"]), one["id"]
        for one in self.gold["contradictions"]:
            if one["type"] not in TIES and not self._is_shown(one):
                yield "contradiction", self._contradiction(one), f"{one['type']}: {one['about']}"
        for one in self.gold["positions"]:
            row = f"{one['party']}, {one['issue']}, {one['from']}: {one['stance']}"
            if {f"position missed: {row}", f"position turned: {row}"} & self.missed:
                yield "position", self._position(one), row

    def _is_shown(self, row: dict[str, Any]) -> bool:
        """Say whether a pair is shown that joins the two sides: several rows of a table may bear one name."""
        sides = [self.places.gold(row[side]) for side in "ab"]
        same = self.places.same
        return any(all(map(same, sides, pair)) or all(map(same, sides, reversed(pair))) for pair in self.shown)

    def _at(self, quote: dict[str, str]) -> list[Told]:
        """Return the entries at the words of a table."""
        place = self.places.gold(quote)
        return [
            one
            for one in self.told[place[0]]
            if self.places.same(place, (place[0], one.words.start, one.words.end))
        ]

    def _account(self, quotes: list[dict[str, str]]) -> str:
        """Return the gate that the best pair of entries of two reports got as far as."""
        by_report: dict[str, list[Told]] = defaultdict(list)
        for quote in quotes:
            by_report[quote["report"]].extend(self._at(quote))
        with_entries = [told for told in by_report.values() if told]
        if len(with_entries) < 2:
            return "an entry in one report only, or none"
        pairs = [
            pair
            for place, ones in enumerate(with_entries)
            for others in with_entries[place + 1 :]
            for pair in product(ones, others)
        ]
        return GATES[max(_passed(*pair) for pair in pairs)][0]

    def _contradiction(self, row: dict[str, Any]) -> str:
        """Return what the two sides lack to be set against one another."""
        sides = self._at(row["a"]), self._at(row["b"])
        if not all(sides):
            return "no entry on one side"
        if not all(any(one.by for one in side) for side in sides):
            return "one side of nobody known"
        matters = [{about.matter for one in side for about in one.entry.propositions} for side in sides]
        if row["type"] == "number":
            return "numbers of no unit in common"
        if not all(matters):
            return "one side without a matter"
        if not matters[0] & matters[1]:
            return "two matters"
        return "no form for it, or its gates"

    def _position(self, row: dict[str, Any]) -> str:
        """Return what an entry of the party at the words lacks to be its position."""
        found = self._at(row["telling"])
        own = [one for one in found if row["party"] in one.by]
        if not found:
            return "no entry"
        if not own:
            return "the party not named" if not all(one.by for one in found) else "of another party"
        about = [(one, each) for one in own for each in one.entry.propositions]
        sided = [(one, each) for one, each in about if by_id()[each.matter].sided]
        if not sided:
            return "without a matter"
        stances = {_stance(one, each) for one, each in sided} - {""}
        if stances:
            return "another stance" if row["stance"] not in stances else "of another issue, or outvoted"
        if all(each.background for _, each in sided):
            return "a matter by the way"
        if all(isinstance(one.entry, Event) for one, _ in sided):
            return "a deed that takes no side"
        return "told as fact" if all(each.sense is Sense.FACT for _, each in sided) else "no side in the words"


def _stance(told: Told, about: Proposition) -> str:
    if isinstance(told.entry, Event):
        return stance_of_deed(told, told.entry, about)
    return stance_of(about) or stance_of_verdict(told, about)


GATES: tuple[tuple[str, Callable[[Told, Told], bool]], ...] = (
    ("a thought or feeling", lambda one, other: bool(family(one) and family(other))),
    ("another kind of act", one_act),
    ("told as real and not as real", lambda one, other: reality(one) == reality(other)),
    ("a doer is open", lambda one, other: bool(one.by and other.by)),
    ("doers, targets or persons differ", same_people),
    ("a day is open", lambda one, other: None not in (one.entry.when, other.entry.when)),
    ("days apart", at_one_time),
    ("not alike in words", lambda _one, _other: False),
)


def _passed(one: Told, other: Told) -> int:
    """Return how many gates two tellings pass, one after the other."""
    return next(place for place, (_, lets) in enumerate(GATES) if not lets(one, other))


def found_in(record: Path) -> Path:
    """Return what comparing found in a record, as the scorer reads it."""
    found = record.with_name("findings.jsonl")
    found.write_bytes(onrecord("findings", str(record), "--json"))
    return found


def missed_rows(table: Path, extracted: Path, found: Path, scorer: Path) -> set[str]:
    """Return what a scorer says is missed of a table."""
    command = [sys.executable, str(scorer), str(table), str(extracted), str(found), "--errors"]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines())


def scorer_at(path: Path) -> Any:
    """Return a scorer's module, which says what counts as one telling."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is no Python file: name the scorer of the table.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def told_by_kind(rows: Iterable[Row]) -> Iterator[str]:
    """Yield, for each kind of finding, how many rows each step lost, most first."""
    steps: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, step, _ in rows:
        steps[kind][step] += 1
    for kind, found in steps.items():
        yield f"{kind}s missed: {found.total()}"
        yield from (f"  {count:3} {step}" for step, count in found.most_common())


def main() -> None:
    parser = asked(__doc__ or "")
    parser.add_argument("--rows", action="store_true", help="name each row")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table, extracted, record = made(given, Path(folder))
        found = found_in(record)
        missed = missed_rows(table, extracted, found, given.scorer)
        gold = json.loads(table.read_text(encoding="utf-8"))
        findings = [json.loads(line) for line in found.read_text(encoding="utf-8").splitlines()]
        rows = list(Lost(gold, scorer_at(given.scorer), extracted, record, findings, missed).rows())
    print(*told_by_kind(rows), sep="\n")
    if given.rows:
        print(*(": ".join(row) for row in rows), sep="\n")


if __name__ == "__main__":
    main()
