"""Exports of LexisNexis and Nexis (text, DOCX, RTF, pages): many articles a file, in the old and the new layout.

Described in public by LexisNexisTools (github.com/JBGruber/LexisNexisTools), tm.plugin.lexisnexis and newspapers
(github.com/nalimilan/R.TeMiS, github.com/koheiw/newspapers), AmCAT (github.com/amcat/amcat), nexis-analysis
(github.com/LeidenUniversityLibrary/nexis-analysis) and nexis-uni-parser (github.com/garth74/nexis-uni-parser).
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.core.problem import ProblemKind
from onrecord.readers.counted import missing_numbers, numbers_in, wrong_total
from onrecord.readers.encoding import decode
from onrecord.readers.fault import Fault
from onrecord.readers.laid_out import as_report, beginning, many
from onrecord.readers.nexis_lines import lines_of
from onrecord.readers.nexis_new import new_article, without_cover
from onrecord.readers.nexis_old import old_article
from onrecord.readers.nexis_page import ENDINGS, NUMBERED, TOTAL, is_page_of_documents, text_of_page
from onrecord.readers.press_words import label_of, nexis_words
from onrecord.readers.rtf import paragraphs as rtf_paragraphs
from onrecord.readers.slices import Edge, Slices, cuts, head_of, opened
from onrecord.readers.source import MOST_BYTES
from onrecord.readers.word import paragraphs as word_paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from onrecord.core.problem import Outcome, Problem
    from onrecord.core.report import Report
    from onrecord.readers.reader import Reader
    from onrecord.readers.source import Source
    from onrecord.readers.written import Paragraph

_HEAD = 65_536  # bytes by which an export is known
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_NUMBERED = re.compile(nexis_words().numbered.pattern.encode(), re.IGNORECASE | re.MULTILINE)
# On the cover: 'Selected Items: 1-200'.
_ASKED_FOR = re.compile(
    r"^[^\S\n]*(?:Download|Print) Request:[^\n]*\b\d+ ?- ?(\d+)\s*$", re.MULTILINE | re.IGNORECASE
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_PACKED: dict[str, Callable[[bytes], list[Paragraph]]] = {".docx": word_paragraphs, ".rtf": rtf_paragraphs}


class Nexis:
    """Exports of LexisNexis and Nexis. Documents of a word processor that are none are handed on.

    Args:
        others: Readers of what looks like an export by its ending and is none, asked in order.
    """

    name = "nexis"

    def __init__(self, others: Sequence[Reader]) -> None:
        self._others = others

    def accepts(self, name: str, opening: bytes) -> bool:
        """Take documents of a word processor, and text that opens as an export."""
        if name.lower().endswith(tuple(_PACKED)) or is_page_of_documents(name, opening):
            return True
        return not opening.startswith((b"PK", b"%PDF", b"<")) and _is_export(decode(opening).text)

    def sources(self, source: Source) -> Iterator[Source | Problem]:
        """Yield the articles of an export."""
        packed = next((read for ending, read in _PACKED.items() if source.file.lower().endswith(ending)), None)
        if packed:
            yield from self._of_document(source, packed)
        elif is_page_of_documents(source.file, head_of(source, _HEAD)):
            yield from _of_page(source)
        else:
            yield from _of_file(source)

    def read(self, source: Source, data: bytes) -> Outcome[Report]:
        """Return the report of one article; of a whole document (an attachment), what the others make of it."""
        if source.length is None and source.file.lower().endswith(tuple(_PACKED)):
            other = self._other(source, data)
            return other.read(replace(source, format=other.name), data)
        is_page = source.file.lower().endswith(ENDINGS)
        declared = _CHARSET.search(head_of(source, _HEAD)) if is_page else None
        text, assumed = decode(data, declared[1].decode("ascii") if declared else None)
        counted = len(NUMBERED.findall(data) if is_page else nexis_words().numbered.findall(text))
        if source.length is None and counted:
            return many(source, counted)
        text = text_of_page(text) if is_page else text
        article = new_article(text) if _is_new(text) else old_article(text)
        return as_report(source, article, assumed)

    def _of_document(self, source: Source, read: Callable[[bytes], list[Paragraph]]) -> Iterator[Source | Problem]:
        try:
            with opened(source) as handle:
                found = read(handle.read())
            # A break of line within a paragraph does not part it.
            text = "\n".join(" ".join(paragraph.text.split("\n")).strip() for paragraph in found)
        except (Fault, OSError):
            text = ""  # the reader that it is handed on to says what is wrong
        if _is_export(text):
            yield from _of_text(source, text)
            return
        other = self._other(source, head_of(source, _HEAD))
        yield from other.sources(replace(source, format=other.name))

    def _other(self, source: Source, opening: bytes) -> Reader:
        return next(reader for reader in self._others if reader.accepts(Path(source.file).name, opening))


def _is_export(text: str) -> bool:
    """Say whether a text opens as an export: documents are counted or ended, or a cover tells of the job."""
    words = nexis_words()
    if words.numbered.search(text):
        return True
    lines = lines_of(text[: 4 * _HEAD])
    labels = {label_of(line.words) for line in lines[:400]}
    if len(labels & words.cover) > 1 and labels & words.job:
        return True
    has_length = any(words.field(line.words) == "length" and any(map(str.isdigit, line.words)) for line in lines)
    return _has_body(text) and (has_length or bool(words.ended.search(text)))


def _is_new(text: str) -> bool:
    """Say whether an article is laid out anew: fields have labels in small letters, parts a line of their own."""
    words = nexis_words()
    fields = [line.words.partition(":")[0] for line in lines_of(text) if words.field(line.words)]
    in_capitals = sum(field == field.upper() for field in fields)
    return in_capitals < len(fields) - in_capitals or (not in_capitals and _has_body(text))


def _of_page(source: Source) -> Iterator[Source | Problem]:
    """Yield the articles of a page, as stretches of its bytes."""
    head = head_of(source, _HEAD)
    marks = []
    for cut in cuts(source, NUMBERED, Edge.HEADS):
        marks.append(cut.mark.decode("ascii", "replace"))
        yield cut.source
    total = TOTAL.search(head)
    yield from wrong_total(source, len(marks), int(total[1]) if total else None)
    numbers = [numbers_in(mark) for mark in marks]
    yield from missing_numbers(source, [number for number, *_ in numbers], None)


def _of_file(source: Source) -> Iterator[Source | Problem]:
    """Yield the articles of a file of text. Those that are counted are stretches of its bytes."""
    head = head_of(source, _HEAD)
    if not head.startswith(_UTF_16):
        marks = []
        for cut in cuts(source, _NUMBERED, Edge.HEADS):
            marks.append(cut.mark.decode("ascii", "replace"))
            yield cut.source
        if marks:
            yield from _counted(source, marks, decode(head).text)
            return
    data = head_of(source, MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        words = f"it is larger than {MOST_BYTES // 1_000_000} MB; it was not read."
        yield source.problem(ProblemKind.TOO_BIG, words)
        return
    text, assumed = decode(data)
    if assumed:
        yield source.problem(ProblemKind.ENCODING, f"{assumed}.")
    yield from _of_text(source, text)


def _of_text(source: Source, text: str) -> Iterator[Source | Problem]:
    """Yield the articles of a text, which were counted before each, or ended after each."""
    marks = list(nexis_words().numbered.finditer(text))
    yield from _of_marked(source, text, marks) if marks else _of_ended(source, text)


def _of_marked(source: Source, text: str, marks: Sequence[re.Match[str]]) -> Iterator[Source | Problem]:
    """Yield the articles of a text that were counted before each."""
    slices = Slices(source)
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        yield slices.of_text(text[mark.end() : after.start() if after else len(text)])
    yield from _counted(source, [mark[0] for mark in marks], text[: marks[0].start()])


def _of_ended(source: Source, text: str) -> Iterator[Source | Problem]:
    """Yield the articles of a text that were ended after each."""
    words = nexis_words()
    slices = Slices(source)
    first, *others = words.ended.split(text)
    article = without_cover(first)
    for document in (article, *others):
        if document.strip() and (others or _has_body(document)):
            yield slices.of_text(document)
    if not slices.number:
        words_of_problem = "this looks like an export of Nexis, in a layout that is not known; it begins: "
        yield source.problem(ProblemKind.MALFORMED, f"{words_of_problem}{beginning(text)}")
        return
    total = words.total.search(first[: len(first) - len(article)])
    yield from wrong_total(source, slices.number, int(total[1]) if total else None)


def _counted(source: Source, marks: Sequence[str], cover: str) -> Iterator[Problem]:
    """Yield what is missing of an export that counts its documents, or that its cover says to hold."""
    numbers = [numbers_in(mark) for mark in marks]
    asked = _ASKED_FOR.search(cover)
    last = int(asked[1]) if asked else numbers[0][1]
    yield from missing_numbers(source, [number for number, *_ in numbers], last)


def _has_body(text: str) -> bool:
    return any(line.key in nexis_words().bodies for line in lines_of(text))
