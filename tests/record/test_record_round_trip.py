"""What goes into the record comes out equal, and everything else can be done with it."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import record
from onrecord.core.made import Plan
from onrecord.export import EXPORTS, export
from onrecord.record import Added
from onrecord.record.plaintext import render_extraction
from tests.record.samples import MADE_BY, OTHER
from tests.record.strategies import extractions

if TYPE_CHECKING:
    from onrecord.core.extraction import Extraction

pytestmark = pytest.mark.of_files  # a record each: `test_server.py` takes some of them to a server


@given(extractions())
@settings(max_examples=60, deadline=None)
def test_what_goes_in_comes_out(extraction: Extraction) -> None:
    with tempfile.TemporaryDirectory() as folder, record.create(Path(folder) / "a.db", MADE_BY) as rec:
        assert rec.add(extraction) is Added.NEW
        got = rec.extraction(extraction.report.id)
        assert got == extraction
        assert rec.add(extraction) is Added.UNCHANGED


@given(extractions())
@settings(max_examples=25, deadline=None)
def test_any_record_can_be_read_and_exported(extraction: Extraction) -> None:
    with tempfile.TemporaryDirectory() as folder, record.create(Path(folder) / "a.db", MADE_BY) as rec:
        rec.add(extraction)
        entries = len(extraction.entries)
        assert len(list(rec.lines())) == entries == rec.count()
        assert len(list(rec.timeline())) == len(
            [line for line in rec.lines() if not hasattr(line.entry, "attitude")]
        )
        for entry in extraction.entries:
            context = rec.context(entry.id, around=1)
            for _, cited in context.marks:
                assert context.text[cited.start - context.start : cited.end - context.start] == cited.words
        list(rec.actors())
        for form in ("csv", "jsonl", "text"):
            target = io.BytesIO()
            assert export(rec, form, target) == entries
            if form == "jsonl":
                told = json.loads(target.getvalue())
                assert [entry["id"] for entry in told["entries"]] == [entry.id for entry in extraction.entries]
        for one in EXPORTS:
            if one.name not in ("xlsx", "parquet"):  # their writers need not be installed
                assert export(rec, one.name, io.BytesIO()) <= entries
        text = render_extraction(extraction)
        assert text.count("\n\n\n") == 0


@given(extractions(), st.text(max_size=20))
@settings(max_examples=25, deadline=None)
def test_any_text_can_be_searched_for(extraction: Extraction, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder, record.create(Path(folder) / "a.db", MADE_BY) as rec:
        rec.add(extraction)
        rec.search(text)
        rec.search(extraction.report.text)


@given(extractions(), extractions())
@settings(max_examples=20, deadline=None)
def test_reading_a_report_anew_leaves_no_trace_of_the_order(first: Extraction, second: Extraction) -> None:
    with tempfile.TemporaryDirectory() as folder, record.create(Path(folder) / "a.db", MADE_BY) as rec:
        rec.add(first)
        rec.add(second)
        rec.begin_build(Plan(OTHER))
        rec.add(first)
        before = rec.content_digest()
        assert rec.add(first) is Added.UNCHANGED
        assert rec.content_digest() == before
