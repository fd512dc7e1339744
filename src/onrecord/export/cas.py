"""UIMA CAS as JSON (0.4), which INCEpTION reads: a file for each report in one archive, and the layers for it.

UIMA counts UTF-16 units of the text as it stands. What XML cannot hold is replaced character for character, since
INCEpTION refuses it. Passages are of one span layer, ties of one relation layer; what went out stands on the
document.
"""

from __future__ import annotations

import json
import re
import zipfile
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO

from onrecord.export.data_package import file_in
from onrecord.export.format import whole_text
from onrecord.export.markup import CHOSEN, WRITTEN, marked_state, marks_of
from onrecord.export.offsets import Offsets, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.core.entry import Entry
    from onrecord.record import Filter, Record

UNIT = Unit(utf16=True)
MARK, TIE, EXPORT = (f"webanno.custom.Onrecord{name}" for name in ("Mark", "Tie", "Export"))
# Features of a passage: its label, its values, its key in the record.
FEATURES = ("label", *CHOSEN, *WRITTEN, "key")
_OF_EXPORT = ("report", "entries", "positions")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LAYERS = "layers.json"


class CasJson:
    """Reports with their entries as annotations."""

    name = "cas"
    endings: tuple[str, ...] = ()
    is_text = False

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write each report that has an entry which meets a filter."""
        count = 0
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(file_in(_LAYERS), json.dumps(_layers(), indent=1).encode("utf-8"))
            for key, lines in groupby(rec.lines(wanted), lambda line: line.report.id):
                entries = [line.entry for line in lines]
                text = whole_text(rec, key, self.name)
                told = json.dumps(_cas(key, text, entries), ensure_ascii=False)
                archive.writestr(file_in(f"{key}.json"), told.encode("utf-8"))
                count += len(entries)
        return count


def held(text: str) -> str:
    """Return a text as it stands in a CAS."""
    return _NO_XML.sub("\ufffd", text)


def _cas(report: str, text: str, entries: list[Entry]) -> dict[str, object]:
    offsets = Offsets(text, UNIT)
    sofa = {"%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text/plain"}
    states = " ".join(f"{entry.id}:{marked_state(entry)}" for entry in entries)
    told = {"report": report, "entries": states, "positions": UNIT.in_words()}
    structures: list[dict[str, object]] = [
        {**sofa, "sofaString": held(text)},
        {"%TYPE": EXPORT, "@sofa": 1, **told},
    ]
    for entry in entries:
        first = len(structures) + 1
        marks = marks_of(entry)
        for mark in marks:
            place = {"begin": offsets.theirs(mark.cited.start), "end": offsets.theirs(mark.cited.end)}
            values = {"label": mark.label, **mark.values, "key": mark.key}
            structures.append({"%TYPE": MARK, "@sofa": 1, **place, **_in_xml(values)})
        for number, mark in enumerate(marks[1:], first + 1):
            place = {"begin": offsets.theirs(mark.cited.start), "end": offsets.theirs(mark.cited.end)}
            structures.append({"%TYPE": TIE, "@sofa": 1, **place, "@Governor": first, "@Dependent": number})
    members = list(range(2, len(structures) + 1))
    return {
        "%TYPES": _types(),
        "%FEATURE_STRUCTURES": [{"%ID": number, **one} for number, one in enumerate(structures, 1)],
        "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": members}},
    }


def _in_xml(values: Mapping[str, str]) -> dict[str, str]:
    return {name: held(value) for name, value in values.items()}


def _types() -> dict[str, object]:
    """Return the type system."""
    string = "uima.cas.String"
    return {
        MARK: _type(MARK, "uima.tcas.Annotation", dict.fromkeys(FEATURES, string)),
        TIE: _type(TIE, "uima.tcas.Annotation", {"Governor": MARK, "Dependent": MARK}),
        EXPORT: _type(EXPORT, "uima.cas.AnnotationBase", dict.fromkeys(_OF_EXPORT, string)),
    }


def _type(name: str, above: str, features: Mapping[str, str]) -> dict[str, object]:
    told = {key: {"%NAME": key, "%RANGE": kind} for key, kind in features.items()}
    return {"%NAME": name, "%SUPER_TYPE": above, **told}


def _layers() -> list[dict[str, object]]:
    """Return the layers as INCEpTION imports them."""
    free = {"allow_stacking": True, "cross_sentence": True, "anchoring_mode": "CHARACTERS"}
    return [
        _layer(MARK, "onrecord", "span", FEATURES) | free | {"overlap_mode": "ANY_OVERLAP"},
        _layer(TIE, "onrecord: part of", "relation", ()) | free | {"attach_type": {"name": MARK}},
        _layer(EXPORT, "onrecord: what went out", "document-metadata", _OF_EXPORT),
    ]


def _layer(name: str, shown: str, kind: str, features: tuple[str, ...]) -> dict[str, object]:
    return {
        "name": name,
        "uiName": shown,
        "type": kind,
        "enabled": True,
        "built_in": False,
        "readonly": False,
        "features": [
            {"name": one, "uiName": one, "type": "uima.cas.String", "enabled": True, "visible": True}
            for one in features
        ],
    }
