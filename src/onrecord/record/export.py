"""The record in other forms: a table (CSV, Parquet), JSON Lines, plain text. All stream: memory stays flat."""

from __future__ import annotations

import csv
import io
import json
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby, islice
from typing import TYPE_CHECKING, BinaryIO

from onrecord.core.entry import Event, Statement
from onrecord.core.line import Standing
from onrecord.jsonform import extraction_json
from onrecord.record.errors import ParquetMissing, UnknownFormat
from onrecord.record.plaintext import render_extraction
from onrecord.record.query import EVERYTHING
from onrecord.record.rows import extent, kind_of, told_in, when_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from onrecord.core.entry import Stance
    from onrecord.core.extraction import Extraction
    from onrecord.core.line import Line
    from onrecord.core.who import Mention
    from onrecord.record.query import Filter
    from onrecord.record.store import Record

Cell = str | int | float | bool | None

COLUMNS: dict[str, type[str] | type[int] | type[bool] | type[float]] = {
    "id": str, "kind": str, "act": str, "plover": str, "mode": str, "status": str, "manner": str, "negated": bool,
    "who": str, "who_actor": str, "who_party": str, "to": str, "to_actor": str, "to_party": str, "place": str,
    "words": str, "start": int, "end": int, "cue": str, "condition": str,
    "when": str, "when_earliest": str, "when_latest": str, "when_precision": str, "when_basis": str,
    "issues": str, "told_in": str, "by": str, "standing": str, "confidence": float, "act_confidence": float,
    "report": str, "path": str, "title": str, "outlet": str, "published": str,
}  # fmt: skip

BATCH = 1000

# A spreadsheet takes a cell that begins so for a formula and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def export(rec: Record, form: str, target: BinaryIO, wanted: Filter = EVERYTHING) -> int:
    """Write the entries that meet a filter; return how many.

    Raises:
        UnknownFormat: There is no such form.
        ParquetMissing: Parquet was asked for and pyarrow is not installed.
    """
    if form not in FORMATS:
        raise UnknownFormat(form, tuple(FORMATS))
    return FORMATS[form](rec, target, wanted)


def cells(line: Line) -> dict[str, Cell]:
    """Return a line of the record as the cells of a table row."""
    entry, report = line.entry, line.report
    start, end, words = extent(entry)
    when, earliest, latest, precision, basis, _ = when_row(entry.when)
    found: dict[str, Cell] = dict.fromkeys(COLUMNS)
    found |= {
        "id": entry.id, "kind": kind_of(entry), "words": words, "start": start, "end": end,
        "when": when, "when_earliest": earliest, "when_latest": latest, "when_precision": precision,
        "when_basis": basis, "issues": "; ".join(entry.issues), "told_in": told_in(entry), "by": entry.by,
        "standing": line.standing.value, "report": report.id, "path": report.path, "title": report.title,
        "outlet": report.outlet, "published": report.published.edtf() if report.published else None,
    }  # fmt: skip
    return found | (_event(entry) if isinstance(entry, Event) else _spoken(entry))


def guarded(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1")
    "'=1+1"
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _spoken(entry: Statement | Stance) -> dict[str, Cell]:
    act = entry.act if isinstance(entry, Statement) else entry.attitude
    plover = entry.plover.value if isinstance(entry, Statement) and entry.plover else None
    return {
        "act": act.value,
        "plover": plover,
        "manner": entry.manner.value,
        "negated": entry.negated,
        "confidence": entry.confidence,
        "act_confidence": entry.act_confidence if isinstance(entry, Statement) else None,
        "cue": entry.cue.words if entry.cue else None,
        "condition": entry.condition.words if entry.condition else None,
        **_named("who", (entry.speaker,) if entry.speaker else ()),
        **_named("to", (entry.addressee,) if entry.addressee else ()),
    }


def _event(entry: Event) -> dict[str, Cell]:
    return {
        "plover": entry.plover.value,
        "mode": entry.mode,
        "status": entry.status.value,
        "cue": entry.trigger.words,
        "place": entry.place.citation.words if entry.place else None,
        **_named("who", entry.sources),
        **_named("to", entry.targets),
    }


def _named(role: str, mentions: tuple[Mention, ...]) -> dict[str, Cell]:
    if not mentions:
        return {}
    return {
        role: "; ".join(mention.citation.words for mention in mentions),
        f"{role}_actor": "; ".join(_whom(mention) for mention in mentions) or None,
        f"{role}_party": "; ".join(dict.fromkeys(mention.party for mention in mentions if mention.party)) or None,
    }


def _whom(mention: Mention) -> str:
    if mention.together:
        return "; ".join(mention.candidates)
    return mention.actor or " ".join(f"{candidate}?" for candidate in mention.candidates)


def _as_csv(rec: Record, target: BinaryIO, wanted: Filter) -> int:
    count = 0
    with _as_text(target) as text:
        table = csv.writer(text, lineterminator="\r\n")
        table.writerow(COLUMNS)
        for line in rec.lines(wanted):
            table.writerow(guarded(cell) for cell in cells(line).values())
            count += 1
    return count


def _as_jsonl(rec: Record, target: BinaryIO, wanted: Filter) -> int:
    count = 0
    with _as_text(target) as text:
        for extraction, lines in _by_report(rec, wanted):
            said = {
                line.entry.id: line.standing.value for line in lines if line.standing is not Standing.EXTRACTED
            }
            text.write(json.dumps(extraction_json(extraction, said), ensure_ascii=False) + "\n")
            count += len(lines)
    return count


def _as_plain_text(rec: Record, target: BinaryIO, wanted: Filter) -> int:
    count = 0
    with _as_text(target) as text:
        for number, (extraction, lines) in enumerate(_by_report(rec, wanted)):
            text.write("\n\n" * bool(number) + render_extraction(extraction))
            count += len(lines)
    return count


def _as_parquet(rec: Record, target: BinaryIO, wanted: Filter) -> int:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise ParquetMissing from error
    types = {str: pyarrow.string(), int: pyarrow.int64(), bool: pyarrow.bool_(), float: pyarrow.float64()}
    schema = pyarrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    count = 0
    with parquet.ParquetWriter(target, schema) as writer:
        for batch in _batches(rec.lines(wanted)):
            writer.write_table(pyarrow.Table.from_pylist([cells(line) for line in batch], schema=schema))
            count += len(batch)
    return count


def _by_report(rec: Record, wanted: Filter) -> Iterator[tuple[Extraction, tuple[Line, ...]]]:
    """Yield each report with the entries that meet a filter; without a filter, those without entries as well."""
    if wanted == EVERYTHING:
        for header in rec.reports():
            lines = tuple(rec.lines(replace(wanted, report=header.id)))
            yield rec.extraction(header.id), lines
        return
    for report, several in groupby(rec.lines(wanted), lambda line: line.report.id):
        lines = tuple(several)
        yield replace(rec.extraction(report), entries=tuple(line.entry for line in lines)), lines


def _batches(lines: Iterable[Line]) -> Iterator[tuple[Line, ...]]:
    source = iter(lines)
    while batch := tuple(islice(source, BATCH)):
        yield batch


@contextmanager
def _as_text(target: BinaryIO) -> Iterator[io.TextIOWrapper]:
    """Write text to a binary file, which stays open."""
    text = io.TextIOWrapper(target, encoding="utf-8", newline="")
    try:
        yield text
    finally:
        text.detach()


FORMATS: dict[str, Callable[[Record, BinaryIO, Filter], int]] = {
    "csv": _as_csv,
    "jsonl": _as_jsonl,
    "text": _as_plain_text,
    "parquet": _as_parquet,
}
