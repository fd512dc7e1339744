"""Findings in the record: they come back as they went in, and know when what they rest on is no longer so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from onrecord import record
from onrecord.core.finding import Copy, Finding, FindingKind, Matter, Position, Telling
from onrecord.core.identity import finding_id
from onrecord.record.filter import Filter
from onrecord.record.issues import NamedIssue
from tests.record.samples import MADE_BY, dam

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.record import Record


@pytest.fixture
def rec(tmp_path: Path) -> Iterator[Record]:
    with record.create(tmp_path / "r.db", MADE_BY) as opened:
        opened.add(dam())
        yield opened


def finding(rec: Record) -> Finding:
    """Return a finding that rests on the first entry of the record."""
    line = next(rec.lines())
    citation = next(line.entry.citations())
    return Finding(
        finding_id("copy", line.entry.id),
        FindingKind.COPY,
        "copies 1",
        Copy(0.9),
        (line.report.id,),
        (Telling(citation, line.entry.id, "a"),),
        0.8,
        ("nine tenths of it",),
    )


def test_a_finding_comes_back_as_it_went_in(rec: Record) -> None:
    made = finding(rec)
    rec.put_findings(FindingKind.COPY, [made])
    assert list(rec.findings()) == [made]
    assert rec.finding(made.id) == made


def test_an_issue_that_only_a_position_names_is_asked_for_by_its_name(rec: Record) -> None:
    said = finding(rec)
    name = "borders and territory: Sula part of Arvonia"
    says = Position("arvonia", name, "2021", "for", "once")
    taken = replace(said, id="p1", kind=FindingKind.POSITION, method="positions 1", says=says)
    rec.put_findings(FindingKind.POSITION, [taken])
    assert NamedIssue(None, name, said.entries(), "1 entry, named by positions alone") in rec.named_issues()
    assert [line.entry.id for line in rec.lines(Filter(issue=name.upper()))] == list(said.entries())
    assert list(rec.findings(FindingKind.POSITION, issue=name)) == [taken]
    assert (name, "") in rec.beginning("issue", "Borders")
    found = replace(said, id="i1", kind=FindingKind.ISSUE, method="issues 1", says=Matter(name, "borders"))
    rec.put_findings(FindingKind.ISSUE, [found])
    assert name not in {one.name for one in rec.named_issues()}


def test_it_is_stale_while_its_entry_is_corrected(rec: Record) -> None:
    made = finding(rec)
    rec.put_findings(FindingKind.COPY, [made])
    correction = rec.corrections.reject(made.entries()[0], who="Ada", why="not said")
    assert rec.finding(made.id).stale
    rec.corrections.undo(correction.id, who="Ada", why="it was")
    assert not rec.finding(made.id).stale


def test_it_is_not_listed_while_its_only_entry_is_rejected(rec: Record) -> None:
    made = finding(rec)
    rec.put_findings(FindingKind.COPY, [made])
    correction = rec.corrections.reject(made.entries()[0], who="Ada", why="not said")
    assert list(rec.findings()) == []
    rec.corrections.undo(correction.id, who="Ada", why="it was")
    assert list(rec.findings()) == [made]


def test_it_is_listed_without_the_telling_that_was_rejected(rec: Record) -> None:
    first, second = (line.entry for line in list(rec.lines())[:2])
    tellings = tuple(Telling(next(one.citations()), one.id) for one in (first, second))
    made = replace(finding(rec), tellings=tellings)
    rec.put_findings(FindingKind.COPY, [made])
    rec.corrections.reject(first.id, who="Ada", why="not said")
    assert [one.tellings for one in rec.findings()] == [tellings[1:]]


def test_one_that_a_person_confirmed_stays_listed(rec: Record) -> None:
    made = finding(rec)
    rec.put_findings(FindingKind.COPY, [made])
    rec.confirm(made.id, who="Ada", why="it is one")
    rec.corrections.reject(made.entries()[0], who="Ada", why="not said")
    assert [one.id for one in rec.findings()] == [made.id]


def test_it_is_stale_when_one_who_is_named_is_merged(rec: Record) -> None:
    made = finding(rec)
    rec.put_findings(FindingKind.COPY, [made])
    entry = rec.entry(made.entries()[0]).entry
    mention = getattr(entry, "speaker", None)
    assert mention is not None
    other = next(count.actor.id for count in rec.actors() if count.actor.id != mention.actor)
    rec.corrections.merge(mention.actor, other, who="Ada", why="one and the same")
    assert rec.finding(made.id).stale


def test_it_is_stale_when_its_entry_is_no_longer_found(rec: Record) -> None:
    made = finding(rec)
    rec.put_findings(FindingKind.COPY, [made])
    rec.add(dam(outlet="Another"))
    assert not rec.finding(made.id).stale
    rec.add(dam(text=dam().report.text + " More."))
    assert rec.finding(made.id).stale


def test_others_take_their_place_but_a_confirmed_one_stays(rec: Record) -> None:
    made = finding(rec)
    rec.put_findings(FindingKind.COPY, [made])
    rec.confirm(made.id, who="Ada", why="read both")
    rec.put_findings(FindingKind.COPY, [])
    assert [(found.confirmed, found.found) for found in rec.findings()] == [("Ada", False)]
    rec.put_findings(FindingKind.COPY, [made])
    assert (rec.finding(made.id).confirmed, rec.finding(made.id).found) == ("Ada", True)


def test_the_digest_of_content_sees_findings(rec: Record) -> None:
    before = rec.content_digest()
    rec.put_findings(FindingKind.COPY, [finding(rec)])
    assert rec.content_digest() != before
    rec.put_findings(FindingKind.COPY, [])
    assert rec.content_digest() == before


def test_one_that_there_is_not_is_told(rec: Record) -> None:
    with pytest.raises(record.NoSuchFinding, match="onrecord findings"):
        rec.finding("0123456789abcdef")
