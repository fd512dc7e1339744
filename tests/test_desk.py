"""A desk reads a record once for all stages; what makes names and deeds quick finds what the slow ways find."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import fsum
from typing import TYPE_CHECKING

from onrecord.compare import COMPARISONS, Copies, Desk, Issues
from onrecord.compare.accounts import alike
from onrecord.compare.desk import kept, noted
from onrecord.compare.framing import _may_be_one, _one_deed
from onrecord.compare.told import tellings
from onrecord.core.entry import Act, Root
from onrecord.core.finding import FindingKind
from onrecord.core.names import Names
from tests.compared import About, Done, Said, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.compare import View
    from onrecord.compare.told import Told
    from onrecord.core.extraction import Content

WANTS = Said(
    "arvonia", Act.DEMAND, "It wants the isle back by spring.", "2021-05-01", about=(About("borders", "+"),)
)


@dataclass
class Counted(Shelf):
    """A shelf that counts how often its reports are read, and says which of them has changed."""

    read: Counter[str] = field(default_factory=Counter)
    changed: dict[str, str] = field(default_factory=dict)

    def prints(self) -> dict[str, str]:
        return super().prints() | self.changed

    def contents(self, among: Iterable[str] | None = None) -> Iterator[Content]:
        for one in super().contents(among):
            self.read[one.report.path] += 1
            yield one


def two_reports(shelf: Shelf) -> Shelf:
    return shelf.report("a", "2021-05-02", WANTS).report("b", "2021-05-03", WANTS)


def test_all_stages_together_read_texts_and_entries_once() -> None:
    shelf = Counted()
    two_reports(shelf)
    desk = Desk(shelf)
    for stage in COMPARISONS:
        desk.put(stage.kind, stage.compare(desk).items)
    assert shelf.read == {"a": 1, "b": 1}


def test_a_record_that_is_laid_there_again_is_read_where_it_has_changed() -> None:
    shelf = Counted()
    desk = Desk(two_reports(shelf))
    told = tellings(desk)
    shelf.report("c", "2021-05-04", WANTS)
    shelf.changed = {shelf.reports[0].id: "a date was corrected"}
    desk.lay(shelf)
    assert shelf.read == {"a": 2, "b": 1, "c": 1}
    again = tellings(desk)
    assert [one.report for one in again] == [report.id for report in shelf.reports]
    assert again[1] is told[1]
    del shelf.reports[1]
    desk.lay(shelf)
    assert [one.report for one in tellings(desk)] == [report.id for report in shelf.reports]


def test_what_is_made_of_a_report_is_made_anew_when_that_of_which_it_is_made_is_another() -> None:
    made: list[str] = []

    def length(text: str) -> int:
        made.append(text)
        return len(text)

    desk = Desk(Shelf())
    assert [noted(desk, length, "a", text) for text in ("one", "one", "three", "one")] == [3, 3, 5, 3]
    assert made == ["one", "three", "one"]
    assert noted(Shelf(), length, "a", "one") == 3


def test_a_name_that_a_new_report_brings_is_taken_out_of_what_older_ones_are_about() -> None:
    shelf = Shelf().report("a", "2021-05-02", Said("arvonia", Act.DEMAND, "It wants Tull to go by spring."))
    desk = Desk(shelf)
    (told,) = tellings(desk)
    assert "tull" in told.stems
    desk.lay(shelf.report("b", "2021-05-03", Said("mara-tull", Act.REFUSE, "She will stay.")))
    assert "tull" not in tellings(desk)[0].stems
    assert [one.stems for one in tellings(desk)] == [one.stems for one in tellings(shelf)]


def test_stages_find_on_a_desk_what_they_find_one_by_one() -> None:
    shelf = two_reports(Shelf())
    desk = Desk(two_reports(Shelf()))
    for stage in COMPARISONS:
        found = stage.compare(desk).items
        desk.put(stage.kind, found)
        assert found == shelf.compare(stage)


def test_tellings_are_made_anew_when_copies_and_issues_are_found() -> None:
    desk = Desk(two_reports(Shelf()))
    before = tellings(desk)
    assert tellings(desk) is before
    desk.put(FindingKind.ISSUE, Issues().compare(desk).items)
    assert not any(one.issues for one in before)
    assert len({one.source for one in tellings(desk)}) == 2
    desk.put(FindingKind.POSITION, ())
    again = tellings(desk)
    assert tellings(desk) is again


def test_what_rests_on_a_finding_by_way_of_another_thing_is_made_anew_too() -> None:
    @kept
    def copies(view: View) -> int:
        return len(tuple(view.findings(FindingKind.COPY)))

    @kept
    def and_one(view: View) -> int:
        return copies(view) + 1

    desk = Desk(Shelf())
    assert (copies(desk), and_one(desk)) == (0, 1)
    text = "The harbour was closed at noon by order of the port master and all ships had to wait outside the bar."
    shelf = Shelf().report("a", "2021-05-02", Said("arvonia", Act.ASSERT, text))
    desk.put(
        FindingKind.COPY,
        Copies().compare(shelf.report("b", "2021-05-03", Said("arvonia", Act.ASSERT, text))).items,
    )
    assert (copies(desk), and_one(desk)) == (1, 2)


def test_names_are_found_where_a_pattern_of_all_of_them_finds_them() -> None:
    draw = random.Random(4)
    pieces = [
        "Tull",
        "Mara",
        "Mara Tull",
        "O'Dell",
        "al-Bar",
        "Bar",
        "U.N.",
        "'Abd",
        "Tullio",
        "the",
        ",",
        ".",
        "’s",
        "é",
    ]
    names = [piece for piece in pieces if piece[0].isupper() or piece[0] in "'a"] + [
        "Mara Tull-Bar",
        "Tull O'Dell",
    ]
    longest = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest))})(?!\w)")
    for _ in range(300):
        text = "".join(draw.choice(pieces) + draw.choice(["", " ", " ", "-"]) for _ in range(12))
        found = [(each.name, each.start, each.end) for each in Names(names).found_in(text)]
        assert found == [(met[0], *met.span()) for met in pattern.finditer(text)], text


def test_deeds_are_grouped_as_if_each_were_held_against_every_group() -> None:
    draw = random.Random(7)
    shelf = Shelf()
    for number in range(40):
        deeds = []
        for at in range(4):
            day = date(2020, 1, 1) + timedelta(days=draw.randrange(900))
            on = draw.choice([day.isoformat(), day.isoformat(), str(day.year), None])
            whom = draw.choice(["belmark", "cordona", ""])
            deeds.append(Done("arvonia", Root.ASSAULT, whom, f"It shelled a town {number} {at}.", on))
        shelf.report(f"r{number}", "2022-12-01", *deeds)
    told = tellings(shelf)
    found = list(_one_deed(told))
    assert found == list(_one_by_one(told))
    assert max(map(len, found)) > 2


def _one_by_one(deeds: Sequence[Told]) -> Iterator[list[Told]]:
    groups: list[list[Told]] = []
    for one in deeds:
        home = next((group for group in groups if all(_may_be_one(one, other) for other in group)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    yield from groups


def test_how_much_two_tellings_have_in_common_does_not_depend_on_the_order_of_a_set() -> None:
    draw = random.Random(2)
    for _ in range(200):
        some = [f"w{number}" for number in range(12)]
        weights = {word: draw.uniform(1, 9) for word in some}
        deeds = [Done("arvonia", Root.ASSAULT, "", " ".join(draw.sample(some, 9)), "2021") for _ in range(2)]
        one, other = tellings(Shelf().report("a", "2021-06-01", deeds[0]).report("b", "2021-06-01", deeds[1]))
        lighter = min(fsum(weights[word] for word in each.stems) for each in (one, other))
        share = fsum(weights[word] for word in one.stems & other.stems) / lighter
        assert alike(one, other, weights) in (0.0, share)
