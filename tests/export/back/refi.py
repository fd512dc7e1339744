"""A person at a program for coding text: passages of a REFI-QDA project moved, coded anew, saved under a name."""

from __future__ import annotations

import uuid
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as Xml

from onrecord.export.markup import CONTINUED
from onrecord.export.refi import NAMESPACE
from onrecord.export.refi_codes import guid
from tests.export.back.marking import Passages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.record import Record
    from tests.export.back.changes import Change

FIELDS = ("act", "attitude", "content", "words")
_IN = {"q": NAMESPACE}
ADA = "00000000-0000-4000-8000-00000000ada0"


def can_change(change: Change) -> bool:
    """Say whether a project can say it: it has the code and the words of an entry, the root only of events.

    A piece more cannot be tied to the words that there are: it would be an entry of its own.
    """
    if " " in change.after:
        return False
    return change.field in FIELDS or (change.kind, change.field) == ("event", "plover")


def save(
    path: Path, rec: Record, changes: Iterable[Change], *, who: str = "Ada Osei", utf16: bool = False
) -> None:
    """Make changes, and save the project."""
    with zipfile.ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    project = Xml.fromstring(held["project.qde"])
    users = project.find("q:Users", _IN)
    assert users is not None
    Xml.SubElement(users, f"{{{NAMESPACE}}}User", {"guid": ADA, "name": who})
    texts = {Path(name).stem: content.decode() for name, content in held.items() if name.endswith(".txt")}
    hand = passages(project, texts, rec, utf16=utf16)
    for change in changes:
        hand.make(change)
    held["project.qde"] = Xml.tostring(project, encoding="utf-8", xml_declaration=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)


def passages(project: Xml.Element, texts: dict[str, str], rec: Record, *, utf16: bool) -> Passages:
    """Return the selections of a project as passages to work on."""
    sources = {one.attrib["guid"]: one for one in project.iterfind("q:Sources/q:TextSource", _IN)}
    reports = {guid(one.id): rec.report(one.id).text for one in rec.reports()}
    of = {id(one): key for key, source in sources.items() for one in source.iterfind("q:PlainTextSelection", _IN)}

    def head(entry: str) -> Any:
        return project.find(f".//q:PlainTextSelection[@guid='{guid(f'{entry} 0')}']", _IN)

    def parts(entry: str, role: str) -> list[Any]:
        assert role == CONTINUED
        found = (f".//q:PlainTextSelection[@guid='{guid(f'{entry} {n}')}']" for n in range(1, 9))
        return [one for path in found if (one := project.find(path, _IN)) is not None]

    def place(source: str, at: int) -> str:
        before = texts[source][: len(reports[source][:at].removeprefix("\ufeff").replace("\r\n", "\n"))]
        return str(len(before.encode("utf-16-le")) // 2 if utf16 else len(before))

    def move(selection: Any, start: int, end: int) -> None:
        source = of[id(selection)]
        selection.set("startPosition", place(source, start))
        selection.set("endPosition", place(source, end))
        selection.set("modifyingUser", ADA)

    def label(selection: Any, code: str) -> None:
        codes = project.find("q:CodeBook/q:Codes", _IN)
        assert codes is not None
        kind, name = code.split()
        above = codes.find(f"q:Code[@name='{kind}']", _IN)
        assert above is not None
        found = above.find(f"q:Code[@name='{name}']", _IN)
        if found is None:  # a code of the person's own making has an identifier of the program's
            about = {"guid": str(uuid.uuid5(uuid.NAMESPACE_DNS, code)), "name": name, "isCodable": "true"}
            found = Xml.SubElement(above, f"{{{NAMESPACE}}}Code", about)
        reference = selection.find("q:Coding/q:CodeRef", _IN)
        reference.set("targetGUID", found.attrib["guid"])
        selection.set("modifyingUser", ADA)

    def drop(selection: Any) -> None:
        sources[of[id(selection)]].remove(selection)

    def mark(to: Any, code: str, start: int, end: int) -> Any:
        source = of[id(to)]
        made = Xml.SubElement(sources[source], f"{{{NAMESPACE}}}PlainTextSelection", {"guid": str(uuid.uuid4())})
        coding = Xml.SubElement(made, f"{{{NAMESPACE}}}Coding", {"guid": str(uuid.uuid4()), "creatingUser": ADA})
        Xml.SubElement(coding, f"{{{NAMESPACE}}}CodeRef", {"targetGUID": ""})
        of[id(made)] = source
        move(made, start, end)
        label(made, code)
        return made

    return Passages(
        head=head,
        parts=parts,
        label=label,
        move=move,
        put=lambda *_: None,
        drop=drop,
        mark=mark,
    )
