"""E-mail, one message (EML) or a box of them (MBOX): a report a message, one more for each document attached.

A box as RFC 4155 has it: a message begins at a line `From ` behind an empty one.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.core.problem import Outcome, ProblemKind
from onrecord.readers.documents import document_of
from onrecord.readers.fault import Fault, listed, outcome_of
from onrecord.readers.mail_message import Message, body_of, message_of
from onrecord.readers.press import press_within
from onrecord.readers.source import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from onrecord.core.problem import Problem
    from onrecord.core.report import Report
    from onrecord.readers.source import Source

# "From ann@paper.example Tue Apr  6 10:00:00 2021"; some programs leave the sender out, or all of it.
_OPENS = re.compile(
    rb"From (?:\S{1,300} +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) +[A-Z][a-z]{2} +\d{1,2} +\d\d:\d\d(?::\d\d)?"
    rb"(?: +[A-Z+-][A-Z\d]{1,4})? +\d{4}(?: +[+-]\d{4})? *|-? *)\r?(?:\n|\Z)"
)
_LONGEST_LINE = 1 << 20


class Messages:
    """E-mails, told by their ending; boxes by how they open too, since programs name them as they like."""

    name = "mail"
    endings = (".eml", ".mbox", ".mbx")

    def accepts(self, name: str, opening: bytes) -> bool:
        """Take what is named so, or opens as a box of messages."""
        return name.lower().endswith(self.endings) or bool(_OPENS.match(opening))

    def sources(self, source: Source) -> Iterator[Source | Problem]:
        """Yield a source for each message, numbered in a box, and one for each document attached to it."""
        return listed(source, _of_file)

    def read(self, source: Source, data: bytes) -> Outcome[Report]:
        """Return the report of a message, or of what is attached to it."""
        return outcome_of(source, lambda: _report(source, data))


def _of_file(source: Source) -> Iterator[Source | Problem]:
    times: Counter[str] = Counter()
    with Path(source.file).open("rb") as handle:
        is_box = bool(_OPENS.match(handle.readline(_LONGEST_LINE)))
        handle.seek(0)
        for number, (start, end) in enumerate(_messages(handle, is_box=is_box), 1):
            here = replace(source, offset=start, length=end - start)
            if is_box:
                here = replace(here, path=f"{source.path}#{number}")
            yield from _of_message(here, handle, times, is_box=is_box)


def _messages(handle: BinaryIO, *, is_box: bool) -> Iterator[tuple[int, int]]:
    """Yield where each message lies."""
    start = end = 0
    after_empty = False
    while line := handle.readline(_LONGEST_LINE):
        if is_box and after_empty and _OPENS.match(line):
            yield start, end
            handle.seek(end + len(line))
            start = end
        end += len(line)
        after_empty = not line.strip()
    yield start, end


def _of_message(
    source: Source, handle: BinaryIO, times: Counter[str], *, is_box: bool
) -> Iterator[Source | Problem]:
    """Yield the source of a message and those of what is attached; a message's place in a box is its own id."""
    length = source.length or 0
    if length > MOST_BYTES:
        words = f"the message is larger than {MOST_BYTES // 1_000_000} MB; it was not read."
        yield source.problem(ProblemKind.TOO_BIG, words)
        return
    handle.seek(source.offset)
    data = handle.read(length)
    try:
        message = message_of(data)
    except Fault as fault:
        yield source.problem(fault.kind, fault.words)
        return
    if is_box:
        times[message.id] += 1
        source = replace(source, place=f"{source.place}#{message.id}#{times[message.id]}")
    yield source
    mark = "." if is_box else "#"
    undated = source.if_undated or message.details.published
    for number, attached in enumerate(message.attached, 1):
        here = replace(source, path=f"{source.path}{mark}{number}", part=number, if_undated=undated)
        if document_of(attached.name, attached.data, is_text=attached.is_text):
            yield replace(here, place=f"{source.place}#{attached.name}#{number}")
        elif not attached.is_trimming:
            words = f"the attachment '{attached.name[:80]}' is no document that can be read; it was left out."
            yield here.problem(ProblemKind.BINARY, words)


def _report(source: Source, data: bytes) -> Outcome[Report]:
    message = message_of(data)
    if not source.part:
        return _of_body(source, message)
    attached = message.attached[source.part - 1]
    reader = document_of(attached.name, attached.data, is_text=attached.is_text)
    if reader is None:
        raise Fault(ProblemKind.UNREADABLE, "it is gone since it was listed; it was left out.")
    export = press_within(source, attached.name, attached.data)
    if export:
        return export
    # What came as text is text of the message's: its offsets are none of the file's, as those of a text file are.
    form = source.format if attached.is_text and reader.name == "text" else reader.name
    return reader.read(replace(source, format=form, part=0), attached.data)


def _of_body(source: Source, message: Message) -> Outcome[Report]:
    text, assumed = body_of(message)
    if not text.strip():
        return source.nothing(ProblemKind.NO_TEXT, "the message has no text; it was left out.")
    problems = (source.problem(ProblemKind.ENCODING, f"{assumed}."),) if assumed else ()
    return Outcome((source.report(text, message.details),), problems)
