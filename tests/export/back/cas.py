"""A person at INCEpTION: annotations changed with another program's library, each report exported under a name."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

from onrecord.export.cas import EXPORT, MARK, TIE
from tests.export.back.marking import Passages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from onrecord.record import Record
    from tests.export.back.changes import Change


def save(path: Path, rec: Record, changes: Iterable[Change], *, who: str = "ada") -> None:
    """Make changes, and save each report as INCEpTION exports it."""
    del rec
    opened = documents(path)
    hands = {}
    for document in opened.values():
        (told,) = document.select(EXPORT)
        hand = passages(document)
        hands.update({pair.partition(":")[0]: hand for pair in told.entries.split()})
    for change in changes:
        hands[change.entry].make(change)
    with zipfile.ZipFile(path, "w") as archive:
        for name, document in opened.items():
            archive.writestr(f"annotation/{name}/{who}.json", document.to_json())


def documents(path: Path) -> dict[str, Any]:
    """Return the documents of an archive as cassis reads them, by name."""
    import cassis
    from cassis.typesystem import FeatureStructure

    # It takes any two structures of one type for equal, and would take away another than it is asked to.
    FeatureStructure.__eq__ = object.__eq__
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name != "layers.json"]
        return {name: cassis.load_cas_from_json(archive.read(name).decode("utf-8")) for name in names}


def passages(document: Any) -> Passages:
    """Return the annotations of a document as passages to work on; cassis counts code points, as we do."""
    mark_type, tie_type = (document.typesystem.get_type(name) for name in (MARK, TIE))

    def head(entry: str) -> Any:
        return next(one for one in document.select(MARK) if one.key == entry)

    def parts(entry: str, role: str) -> list[Any]:
        found = [one for one in document.select(MARK) if (one.key or "").startswith(f"{entry}:{role}.")]
        return sorted(found, key=lambda one: int(one.key.rpartition(".")[2]))

    def move(mark: Any, start: int, end: int) -> None:
        document.remove(mark)
        mark.begin, mark.end = start, end
        document.add(mark)

    def drop(mark: Any) -> None:
        for tie in list(document.select(TIE)):
            if any(mark is end for end in (tie.Governor, tie.Dependent)):
                document.remove(tie)
        document.remove(mark)

    def new(to: Any, label: str, start: int, end: int) -> Any:
        made = mark_type(begin=start, end=end, label=label)
        document.add(made)
        if to is not None:
            document.add(tie_type(begin=start, end=end, Governor=to, Dependent=made))
        return made

    return Passages(
        head=head,
        parts=parts,
        label=lambda mark, label: setattr(mark, "label", label),
        move=move,
        put=lambda mark, name, value: setattr(mark, name, value or None),
        drop=drop,
        mark=new,
    )
