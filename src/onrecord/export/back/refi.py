"""A REFI-QDA project that comes back from MAXQDA, ATLAS.ti or NVivo: passages with our codes, moved or coded anew.

A passage is known by its identifier, else by what its description says. Its place is read in the unit in which
most passages stand where the record has them. It says less of an entry than other formats: its code and its words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

from onrecord.export.back.archive import CannotComeBack, members
from onrecord.export.back.brought import Brought, Unread
from onrecord.export.back.marked import Marked, MarkedFile, Region, entry_of, key_in
from onrecord.export.markup import CONTINUED, LABELS
from onrecord.export.offsets import Offsets, SplitsCharacter
from onrecord.export.refi import CODED, NAMESPACE, NVIVO, STANDARD, USER, WENT_OUT, coded_values
from onrecord.export.refi_codes import ASIDE, called, codes_beside, guid
from onrecord.record import Filter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from onrecord.core.line import Line
    from onrecord.core.report import Report
    from onrecord.record import Record

_IN = {"q": NAMESPACE}
# How many pieces of one entry's words are looked for.
_PIECES = 32
_OWN_CODES = {guid(label): label for label in LABELS}


class RefiFile(MarkedFile):
    """The coded passages of a project."""

    def __init__(self, path: Path) -> None:
        super().__init__(lambda rec: _marked(path, rec))

    def items(self, rec: Record) -> Iterator[Brought | Unread]:
        """Yield each entry with what a project can say of it."""
        for one in super().items(rec):
            if isinstance(one, Brought):
                yield replace(one, values={name: value for name, value in one.values.items() if name in CODED})
            else:
                yield one

    def shown(self, rec: Record, line: Line) -> dict[str, str]:
        """Return what an entry would say if it went out now."""
        del rec
        return coded_values(line.entry)


@dataclass(frozen=True, slots=True)
class _Passage:
    """A selection of a source: its place as the program counts, the labels of its codes, and who coded it.

    `beside` are its codes of who, to whom and when ("who Mali").
    """

    id: str
    start: int
    end: int
    labels: tuple[str, ...]
    told: str
    who: str
    beside: tuple[str, ...] = ()

    @property
    def ours(self) -> list[str]:
        """Those of its labels that make an entry; a person may put codes of their own beside them."""
        return [label for label in self.labels if label in LABELS]


def _marked(path: Path, rec: Record) -> Iterator[Marked | Unread]:
    project, texts = _opened(path)
    reports = {guid(one.id).lower(): one.id for one in rec.reports()}
    book = _Book(project)
    for source in project.iterfind("q:Sources/q:TextSource", _IN):
        name = source.get("name", "a source")
        report = reports.get(source.get("guid", "").lower())
        if report is None:
            yield Unread(name, "the record has no such report")
            continue
        held = _text_of(source, texts)
        loaded = rec.report(report)
        if _plain(held) != _plain(loaded.text):
            yield Unread(name, f"its text is not that of {loaded.path} in the record")
            continue
        yield from _source(rec, loaded, name, source, book)


def _opened(path: Path) -> tuple[Xml.Element, dict[str, bytes]]:
    """Return the project and its texts by name.

    Raises:
        CannotComeBack: It holds no project, or one that is no XML.
    """
    project = next((content for name, content in members(path, ".qde")), b"")
    if b"<!DOCTYPE" in project[:4096]:
        raise CannotComeBack(path, "its project declares a document type, which no such project does")
    try:
        root = Xml.fromstring(project)
    except Xml.ParseError as error:
        raise CannotComeBack(path, f"its project is no XML ({error})") from error
    return root, {name.rpartition("/")[2].lower(): content for name, content in members(path, ".txt")}


def _text_of(source: Xml.Element, texts: dict[str, bytes]) -> str:
    name = source.get("plainTextPath", "").rpartition("/")[2].lower()
    if name in texts:
        return texts[name].decode("utf-8-sig", "replace")
    return source.findtext("q:PlainTextContent", "", _IN)


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


class _Book:
    """The codes and the users of a project."""

    def __init__(self, project: Xml.Element) -> None:
        users = project.iterfind("q:Users/q:User", _IN)
        self._users = {one.get("guid", "").lower(): one.get("name") or one.get("id") or "" for one in users}
        self._labels: dict[str, str] = {}
        self._beside: dict[str, str] = {}
        for above in project.iterfind("q:CodeBook/q:Codes/q:Code", _IN):
            self._learn(above, "")

    def _learn(self, code: Xml.Element, above: str) -> None:
        """Learn a code and those below it; ours by identifier, or by name where a program gave another."""
        key, name = code.get("guid", "").lower(), code.get("name", "")
        named = f"{above} {name}"
        if above in ASIDE:
            self._beside[key] = named
        else:
            self._labels[key] = _OWN_CODES.get(key) or (named if named in LABELS else name)
        for below in code.iterfind("q:Code", _IN):
            self._learn(below, name)

    @property
    def tells_who(self) -> bool:
        """Say whether the project went out with codes of who, to whom and when; older ones did not."""
        return bool(self._beside)

    def passage(self, selection: Xml.Element) -> _Passage:
        codings = selection.findall("q:Coding", _IN)
        codes = [one.get("targetGUID", "").lower() for each in codings for one in each.iterfind("q:CodeRef", _IN)]
        return _Passage(
            selection.get("guid", "").lower(),
            _number(selection.get("startPosition")),
            _number(selection.get("endPosition")),
            tuple(dict.fromkeys(self._labels.get(code, code) for code in codes if code not in self._beside)),
            selection.findtext("q:Description", "", _IN),
            self._users.get(_who(selection, codings).lower(), ""),
            tuple(dict.fromkeys(self._beside[code] for code in codes if code in self._beside)),
        )


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else -1


def _source(rec: Record, report: Report, name: str, source: Xml.Element, book: _Book) -> Iterator[Marked | Unread]:
    passages = [book.passage(one) for one in source.iterfind("q:PlainTextSelection", _IN)]
    states = _states(source)
    keys = _keys(rec, report, states)
    if not states:
        yield Unread(name, "its list of what went out is lost; an entry that was taken away there is not seen")
        states = {entry: "" for one in passages if (entry := entry_of(_key(one, keys)))}
    offsets = _unit(rec, report, passages, keys)
    found: list[tuple[str, _Passage, tuple[int, int]]] = []
    for one in passages:
        taken = _taken(offsets, one)
        if isinstance(taken, str):
            yield Unread(f"{name}, passage {one.id}", taken)
        else:
            found.append((_key(one, keys), one, taken))
    if book.tells_who:
        yield from _who_changed(rec, report, name, [(entry_of(key), one) for key, one, _ in found])
    yield Marked(report.id, name, "", *_regions(found), states)


def _taken(offsets: Offsets, one: _Passage) -> tuple[int, int] | str:
    """Return where a passage stands in the text, or why it is not taken."""
    span = _span(offsets, one)
    return "it has no place in the text" if span is None else _why_not(one) or span


def _why_not(one: _Passage) -> str:
    """Return why a passage is no entry, or nothing."""
    if len(one.ours) > 1:
        return f"it has several of our codes ({', '.join(one.ours)}); leave the one that holds"
    return f"no entry is coded as {', '.join(one.labels) or 'nothing'}" if not one.ours else ""


def _who_changed(
    rec: Record, report: Report, name: str, found: Sequence[tuple[str, _Passage]]
) -> Iterator[Unread]:
    """Yield the passages whose codes of who, to whom or when are not the record's: no project changes them."""
    coded = called(rec.names())
    lines = rec.lines(Filter(report=report.id, rejected=True))
    ours = {line.entry.id: {" ".join(code) for code in codes_beside(line.entry, coded)} for line in lines}
    for entry, one in found:
        known = ours.get(entry, set())
        if known == set(one.beside) or not (entry or one.beside):
            continue
        gone, new = sorted(known.difference(one.beside)), sorted(set(one.beside) - known)
        told = "; ".join(f"{how}: {', '.join(codes)}" for how, codes in (("gone", gone), ("new", new)) if codes)
        why = (
            f"who, to whom and when are not taken from a project ({told}); correct them by `onrecord correct edit`"
        )
        yield Unread(f"{name}, passage {one.id}", why)


def _states(source: Xml.Element) -> dict[str, str]:
    """Return the digest of each entry that a source went out with."""
    told = source.findtext("q:Description", "", _IN).partition(WENT_OUT)[2]
    pairs = (one.partition(":") for one in told.split())
    return {entry: state for entry, _, state in pairs if entry_of(entry)}


def _keys(rec: Record, report: Report, states: dict[str, str]) -> dict[str, str]:
    """Return the key of each passage that can have gone out, by its identifier."""
    there = (line.entry.id for line in rec.lines(Filter(report=report.id, rejected=True)))
    return {
        guid(f"{entry} {piece}"): f"{entry}:{CONTINUED}.{piece}" if piece else entry
        for entry in dict.fromkeys((*states, *there))
        for piece in range(_PIECES)
    }


def _key(one: _Passage, keys: dict[str, str]) -> str:
    return keys.get(one.id) or key_in(one.told)


def _unit(rec: Record, report: Report, passages: Sequence[_Passage], keys: dict[str, str]) -> Offsets:
    """Return the offsets in the unit in which most passages stand where the record has them."""
    there = {
        (cited.start, cited.end)
        for line in rec.lines(Filter(report=report.id, rejected=True))
        for cited in line.entry.pieces
    }
    known = [one for one in passages if _key(one, keys)]
    units = [Offsets(report.text, unit) for unit in (STANDARD, NVIVO)]
    return max(units, key=lambda unit: sum(_span(unit, one) in there for one in known))


def _span(offsets: Offsets, one: _Passage) -> tuple[int, int] | None:
    try:
        start, end = offsets.ours(one.start), offsets.ours(one.end, end=True)
    except SplitsCharacter:
        return None
    return (start, end) if start < end else None


def _regions(
    found: list[tuple[str, _Passage, tuple[int, int]]],
) -> tuple[tuple[Region, ...], tuple[tuple[str, str], ...]]:
    """Return the passages, and which goes on with the words of which: pieces of one entry have one code."""
    regions: list[Region] = []
    ties: list[tuple[str, str]] = []
    first: dict[str, str] = {}
    for key, one, span in sorted(found, key=lambda each: (entry_of(each[0]), len(each[0]), each[0])):
        entry = entry_of(key)
        if entry and entry in first:
            regions.append(Region(one.id, key, CONTINUED, *span, who=one.who))
            ties.append((first[entry], one.id))
        else:
            regions.append(Region(one.id, entry, one.ours[0], *span, who=one.who))
            if entry:
                first[entry] = one.id
    return tuple(regions), tuple(ties)


def _who(selection: Xml.Element, codings: Iterable[Xml.Element]) -> str:
    """Return the user who changed a passage, coded it or made it, if another than the one who sent it out."""
    coded = (one.get("creatingUser") for one in codings)
    users = (selection.get("modifyingUser"), *coded, selection.get("creatingUser"))
    return next((one for one in users if one and one.lower() != guid(USER)), "")
