"""Annotations that Label Studio exports as JSON: each person's regions, with their values and relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.export.back.brought import Unread
from onrecord.export.back.json_parts import Table, offset_in, table, tables, text_in
from onrecord.export.back.marked import Marked, MarkedFile, Region, key_in
from onrecord.export.label_studio import LABELLING, TEXT, UNIT
from onrecord.export.markup import CHOSEN, WRITTEN
from onrecord.export.offsets import Offsets, SplitsCharacter, Unit
from onrecord.record import NoSuchReport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.report import Report
    from onrecord.record import Record

# Before 1.5 it counted as JavaScript does.
_UNITS = (UNIT, Unit(utf16=True, one_line_feed=True, no_mark=True))


def label_studio_file(value: object) -> MarkedFile | None:
    """Return the annotations of tasks, or None where the value holds no task of ours."""
    tasks = [one for one in tables(value if isinstance(value, list) else [value]) if _is_ours(one)]
    return MarkedFile(lambda rec: _read(rec, tasks)) if tasks else None


def _is_ours(task: Table) -> bool:
    data = table(task.get("data"))
    return bool(text_in(data, "report")) and isinstance(data.get(TEXT), str)


def _annotations(task: Table) -> list[Table]:
    return [one for one in tables(task.get("annotations")) if not one.get("was_cancelled")]


def _read(rec: Record, tasks: list[Table]) -> Iterator[Marked | Unread]:
    if not any(map(_annotations, tasks)):
        yield Unread("the file", f"nobody has annotated any of its {len(tasks)} tasks")
    for number, task in enumerate(tasks, 1):
        data = table(task.get("data"))
        place = f"task {task.get('id', number)}"
        try:
            report = rec.report(text_in(data, "report"))
        except NoSuchReport as error:
            yield Unread(place, str(error))
            continue
        if UNIT.text(report.text) != data[TEXT]:
            yield Unread(place, f"its text is not that of {report.path} in the record")
            continue
        states = {entry: state for entry, state in table(data.get("entries")).items() if isinstance(state, str)}
        for annotation in _annotations(task):
            yield from _annotation(report, place, annotation, states)


def _annotation(
    report: Report, place: str, annotation: Table, states: dict[str, str]
) -> Iterator[Marked | Unread]:
    results = tables(annotation.get("result"))
    who = _who(annotation.get("completed_by"))
    by_id: dict[str, list[Table]] = {}
    ties: list[tuple[str, str]] = []
    for one in results:
        if one.get("type") == "relation":
            ends = (text_in(one, "from_id"), text_in(one, "to_id"))
            ties += [ends] if one.get("direction") != "left" else [ends[::-1]]
        else:
            by_id.setdefault(text_in(one, "id"), []).append(one)
    offsets = [Offsets(report.text, unit) for unit in _UNITS]
    place = f"{place}{f', {who}' if who else ''}"
    regions = []
    for key, parts in by_id.items():
        region = _region(report, offsets, key, parts)
        if isinstance(region, Region):
            regions.append(region)
        else:
            yield Unread(place, region)
    yield Marked(report.id, place, who, tuple(regions), tuple(ties), states)


def _region(report: Report, offsets: list[Offsets], key: str, parts: list[Table]) -> Region | str:
    """Return a region with the values that stand on it, or why it is none."""
    labelled = next((one for one in parts if one.get("from_name") == LABELLING), None)
    if labelled is None:
        return f"region {key} has no label of ours"
    value = table(labelled.get("value"))
    label = text_in(value, "labels")
    span = _span(report, offsets, value)
    if span is None:
        return f"region {key} ({label}) has no place in the report's text"
    values = {
        name: text_in(table(one.get("value")), "choices" if name in CHOSEN else "text")
        for one in parts
        if (name := text_in(one, "from_name")) in (*CHOSEN, *WRITTEN)
    }
    told = key_in(text_in(table(labelled.get("meta")), "text")) or key_in(key)
    return Region(key, told, label, *span, values)


def _span(report: Report, offsets: list[Offsets], value: Table) -> tuple[int, int] | None:
    """Return where a region stands, in the unit in which its words are there."""
    words = text_in(value, "text").split()
    for unit in offsets:
        try:
            start = unit.ours(offset_in(value, "start"))
            end = unit.ours(offset_in(value, "end"), end=True)
        except SplitsCharacter:
            continue
        if start < end and (not words or report.text[start:end].split() == words):
            return start, end
    return None


def _who(value: object) -> str:
    """Return the name of an annotator, as far as the file tells it."""
    if isinstance(value, dict):
        name = f"{text_in(value, 'first_name')} {text_in(value, 'last_name')}".strip()
        return name or text_in(value, "email") or text_in(value, "username") or _who(value.get("id"))
    if isinstance(value, int) and not isinstance(value, bool):
        return f"Label Studio user {value}"
    return value.strip() if isinstance(value, str) else ""
