"""Corrections as TOML text that people can read, mail and keep beside the reports, and back, without loss."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from onrecord.core.correction import OF_ACTORS, OF_FINDINGS, Anchor, Change, Correction, CorrectionKind, Undone
from onrecord.core.settings import NotToml, toml_table
from onrecord.record.correction_rows import identified
from onrecord.record.errors import InvalidCorrection
from onrecord.record.storable import storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HEAD = "# Corrections by hand of an onrecord record: `onrecord correct` takes them in again.\n"
_ANCHOR = {"report": str, "path": str, "kind": str, "start": int, "end": int, "words": str}


def corrections_as_text(corrections: Iterable[Correction]) -> str:
    """Return corrections as TOML."""
    return "\n".join([_HEAD, *(_block(correction) for correction in corrections)])


def corrections_from_text(text: str) -> tuple[Correction, ...]:
    """Return the corrections of a TOML text.

    Raises:
        InvalidCorrection: The text is no TOML, or something in it is no correction.
    """
    try:
        tables = toml_table(storable(text)).get("correction", [])
    except NotToml as error:
        raise InvalidCorrection(f"the text is not TOML ({error})") from error
    if not isinstance(tables, list):
        raise InvalidCorrection("the text has no list [[correction]]")
    return tuple(_correction(number, table) for number, table in enumerate(tables, 1))


def _block(correction: Correction) -> str:
    anchor, undone = correction.anchor, correction.undone
    values: list[tuple[str, object]] = [
        ("id", correction.id),
        ("kind", correction.kind.value),
        ("who", correction.who),
        ("when", correction.when),
        ("why", correction.why),
        ("entry", correction.entry),
        ("actor", correction.actor),
        ("into", correction.into),
        ("names", list(correction.names) or None),
        ("anchor", {name: getattr(anchor, name) for name in _ANCHOR} if anchor else None),
        ("undone", {"who": undone.who, "when": undone.when, "why": undone.why} if undone else None),
    ]
    lines = ["[[correction]]", *(f"{name} = {_toml(value)}" for name, value in values if value is not None)]
    for change in correction.changes:
        table: dict[str, object] = {"field": change.field, "value": change.value}
        if change.words:
            table["words"] = list(change.words)
        lines += ["[[correction.change]]", *(f"{name} = {_toml(value)}" for name, value in table.items())]
    return "\n".join([*lines, ""])


def _toml(value: object) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml(item)}" for name, item in value.items()) + " }"
    return str(value)


def _correction(number: int, table: object) -> Correction:
    if not isinstance(table, dict):
        raise InvalidCorrection(f"number {number} in the text is no table")
    given = _Table(number, table)
    kind = given.text("kind")
    if kind not in set(CorrectionKind):
        raise InvalidCorrection(f"number {number} has no kind '{kind}'; it is one of {', '.join(CorrectionKind)}")
    anchor = given.table("anchor")
    undone = given.table("undone")
    correction = Correction(
        given.maybe("id") or "",
        CorrectionKind(kind),
        given.text("who"),
        given.text("when"),
        given.maybe("why") or "",
        given.maybe("entry"),
        anchor.anchor() if anchor else None,
        tuple(change.change() for change in given.tables("change")),
        given.maybe("actor"),
        given.maybe("into"),
        given.texts("names"),
        Undone(undone.text("who"), undone.text("when"), undone.maybe("why") or "") if undone else None,
    )
    given.check_kind(correction)
    return correction if correction.id else identified(correction)


class _Table:
    """A table of the text, which says what is wrong with its values."""

    def __init__(self, number: int, values: Mapping[str, Any]) -> None:
        self._number = number
        self._values = values

    def text(self, name: str) -> str:
        found = self.maybe(name)
        if found is None:
            raise InvalidCorrection(f"number {self._number} in the text does not say '{name}'")
        return found

    def maybe(self, name: str) -> str | None:
        value = self._values.get(name)
        if value is not None and not isinstance(value, str):
            raise InvalidCorrection(f"number {self._number} in the text: '{name}' is not text")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        values = self._values.get(name, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise InvalidCorrection(f"number {self._number} in the text: '{name}' is no list of texts")
        return tuple(values)

    def table(self, name: str) -> _Table | None:
        value = self._values.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise InvalidCorrection(f"number {self._number} in the text: '{name}' is no table")
        return _Table(self._number, value)

    def tables(self, name: str) -> tuple[_Table, ...]:
        values = self._values.get(name, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise InvalidCorrection(f"number {self._number} in the text: '{name}' is no list of tables")
        return tuple(_Table(self._number, value) for value in values)

    def anchor(self) -> Anchor:
        for name, kind in _ANCHOR.items():
            if type(self._values.get(name)) is not kind:
                raise InvalidCorrection(f"number {self._number} in the text: its anchor does not say '{name}'")
        return Anchor(*(self._values[name] for name in _ANCHOR))

    def change(self) -> Change:
        return Change(self.text("field"), self.text("value"), self.texts("words"))

    def check_kind(self, correction: Correction) -> None:
        """See that a correction says what its kind needs."""
        if correction.kind in OF_ACTORS:
            needs = {"actor": correction.actor, "into": correction.into}
        elif correction.kind is CorrectionKind.PRESET:
            needs = {"preset": correction.text}
        elif correction.kind in OF_FINDINGS:
            needs = {field: correction.value(field) for field in OF_FINDINGS[correction.kind]}
        else:
            needs = {"entry": correction.entry, "anchor": "given" if correction.anchor else None}
        for name, value in needs.items():
            if not value:
                raise InvalidCorrection(f"number {self._number} in the text does not say '{name}'")
        if correction.kind is CorrectionKind.SPLIT and not correction.names:
            raise InvalidCorrection(f"number {self._number} in the text does not say 'names'")
