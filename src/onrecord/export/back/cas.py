"""Annotations that INCEpTION exports as UIMA CAS JSON: one file, or an archive, one for each person and report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from onrecord.export.back.archive import members
from onrecord.export.back.brought import Unread
from onrecord.export.back.json_parts import Table, offset_in, table, tables, text_in
from onrecord.export.back.marked import Marked, MarkedFile, Region
from onrecord.export.cas import EXPORT, FEATURES, MARK, TIE, UNIT, held
from onrecord.export.offsets import Offsets, SplitsCharacter
from onrecord.record import NoSuchReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from onrecord.record import Record

_STRUCTURES = "%FEATURE_STRUCTURES"


def cas_file(value: object) -> MarkedFile | None:
    """Return the annotations of one CAS, or None where the value is none."""
    if _STRUCTURES not in table(value):
        return None
    return MarkedFile(lambda rec: _read(rec, "CAS", "", table(value)))


def cas_archive(path: Path, names: list[str]) -> MarkedFile | None:
    """Return the annotations of an archive, or None where it holds no JSON."""
    there = any(name.endswith((".json", ".zip")) for name in names)
    return MarkedFile(lambda rec: _read_all(rec, path)) if there else None


def _read_all(rec: Record, path: Path) -> Iterator[Marked | Unread]:
    found = False
    for name, content in members(path, ".json"):
        try:
            cas = table(json.loads(content))
        except (ValueError, RecursionError) as error:
            yield Unread(name, f"it is no JSON ({error})")
            continue
        if _STRUCTURES in cas:
            found = True
            yield from _read(rec, name, _who(name), cas)
    if not found:
        yield Unread(path.name, "no file in it is UIMA CAS JSON; choose that format when you export")


def _who(name: str) -> str:
    """Return whose annotations a file of an export are: INCEpTION puts each person's in the document's folder."""
    parts = [one.removesuffix(".json").removesuffix(".zip") for one in name.split("/")]
    who = parts[-2] if len(parts) > 1 and name.rpartition("/")[0].endswith(".zip") else parts[-1]
    return "" if len(parts) == 1 or who == "INITIAL_CAS" else who


def _read(rec: Record, place: str, who: str, cas: Table) -> Iterator[Marked | Unread]:
    structures = tables(cas.get(_STRUCTURES))
    text = next((text_in(one, "sofaString") for one in _of_type(structures, "uima.cas.Sofa")), "")
    told = next(iter(_of_type(structures, EXPORT)), {})
    try:
        report = rec.report(text_in(told, "report"))
    except NoSuchReport:
        yield Unread(
            place, "it does not say which report of this record it is; import the layer 'what went out', too"
        )
        return
    if held(report.text) != text:
        yield Unread(place, f"its text is not that of {report.path} in the record")
        return
    pairs = (one.partition(":") for one in text_in(told, "entries").split())
    states = {entry: state for entry, _, state in pairs}
    offsets = Offsets(report.text, UNIT)
    regions = []
    for one in _of_type(structures, MARK):
        region = _region(one, offsets)
        if isinstance(region, Region):
            regions.append(region)
        else:
            yield Unread(place, region)
    ties = tuple((str(one.get("@Governor")), str(one.get("@Dependent"))) for one in _of_type(structures, TIE))
    yield Marked(report.id, place, who, tuple(regions), ties, states)


def _of_type(structures: Iterable[Table], name: str) -> list[Table]:
    return [one for one in structures if one.get("%TYPE") == name]


def _region(one: Table, offsets: Offsets) -> Region | str:
    label = text_in(one, "label")
    try:
        start, end = offsets.ours(offset_in(one, "begin")), offsets.ours(offset_in(one, "end"), end=True)
    except SplitsCharacter as error:
        return f"the passage '{label}' has no place in the text: {error}"
    values = {name: text_in(one, name) for name in FEATURES[1:-1]}
    return Region(str(one.get("%ID")), text_in(one, "key"), label, start, end, values)
