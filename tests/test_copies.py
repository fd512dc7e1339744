"""One text in several reports is one source, however cut, padded or edited; a shared quotation makes none."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from onrecord.compare.copies import Alike, Copies, _Sketch, _sketch
from onrecord.core.extraction import Content
from onrecord.core.finding import Copy, IssuesByHand, Links
from onrecord.core.report import Passage, PassageKind, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.core.finding import Finding, FindingKind
    from onrecord.core.who import Actor

DRAW = random.Random(7)
WORDS = [
    f"{first}{last}" for first in ("ta", "re", "mi", "so", "ku") for last in ("lan", "ber", "dos", "fin", "gar")
]


def story(length: int = 300) -> list[str]:
    return [DRAW.choice(WORDS) + str(DRAW.randrange(40)) for _ in range(length)]


class Shelf:
    """A view of texts alone."""

    def __init__(self, **texts: list[str]) -> None:
        self._texts = {name: " ".join(words) for name, words in texts.items()}

    def prints(self) -> dict[str, str]:
        return dict.fromkeys(self._texts, "")

    def contents(self, among: Iterable[str] | None = None) -> Iterator[Content]:
        for name, text in sorted(self._texts.items()):
            if among is None or name in among:
                yield Content(Report(name, name, text, passages=(Passage(0, len(text), PassageKind.PARAGRAPH),)))

    def issues_by_hand(self) -> IssuesByHand:
        return IssuesByHand()

    def links(self) -> Links:
        return Links()

    def everyone(self) -> Iterator[Actor]:
        return iter(())

    def findings(self, kind: FindingKind) -> Iterator[Finding]:
        del kind
        return iter(())


def copies(**texts: list[str]) -> tuple[Finding, ...]:
    return Copies().compare(Shelf(**texts)).items


def edited(words: list[str], share: float) -> list[str]:
    return [word if DRAW.random() > share else DRAW.choice(WORDS) for word in words]


WIRE = story()


@pytest.mark.parametrize(
    "copy",
    [
        WIRE,
        WIRE[:150],
        WIRE[100:175],
        [*story(60), *WIRE, *story(60)],
        [*story(200), *WIRE[:150], *story(200)],
        edited(WIRE, 0.05),
        edited(WIRE, 0.15),
    ],
    ids=["whole", "half", "quarter", "padded", "half in another", "edited", "much edited"],
)
def test_a_copy_is_found(copy: list[str]) -> None:
    (found,) = copies(a=WIRE, b=copy, other=story())
    assert found.reports == ("a", "b")
    assert isinstance(found.says, Copy)
    assert 0.3 <= found.says.share <= 1


def test_a_shared_quotation_makes_no_copy() -> None:
    quotation = story(30)
    assert copies(a=[*story(200), *quotation], b=[*quotation, *story(200)]) == ()


def test_several_prints_of_one_story_are_one_finding_with_one_id_in_any_order() -> None:
    prints = {"a": WIRE, "b": edited(WIRE, 0.05), "c": WIRE[:150]}
    (found,) = copies(**prints)
    assert found.reports == ("a", "b", "c")
    (again,) = copies(**dict(reversed(prints.items())))
    assert again == found
    (fewer,) = copies(a=prints["a"], b=prints["b"])
    assert fewer.id == found.id


def test_texts_of_no_words_are_no_copies() -> None:
    assert copies(a=[], b=[], c=["one"]) == ()


def test_reports_that_come_and_go_leave_the_pairs_that_are_found_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some stories are printed by more reports than a shingle may have to propose any, some by fewer, in turn."""
    monkeypatch.setattr("onrecord.compare.copies.COMMON", 4)
    stories, draw, staying = [story(120) for _ in range(4)], random.Random(5), Alike()
    sketches: dict[str, _Sketch] = {}
    met = set()
    for number in range(120):
        if sketches and draw.random() < 0.4:
            del sketches[draw.choice(sorted(sketches))]
        else:
            words = story(20) + draw.choice(stories)[: draw.choice([60, 120])]
            report = next(Shelf(**{f"r{number}": words}).contents()).report
            sketches[report.id] = _sketch(report)
        found = dict(staying.of(sketches))
        assert found == Alike().of(sketches)
        met.add(len(found))
    assert len(met) > 10
