"""One e-mail: what its head says of it, its text, what is attached to it."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING

from onrecord.core.when import Basis, When
from onrecord.readers.encoding import Decoded, decode
from onrecord.readers.fault import sound
from onrecord.readers.markup import text_of
from onrecord.readers.source import Details

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENVELOPE = re.compile(rb"From [^\n]*\n")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_ADDRESS = re.compile(r"<?(https?://[^\s<>]+)>?")
_TRIMMINGS = (
    "image/",
    "audio/",
    "video/",
    "application/pgp",
    "application/pkcs7",
    "application/x-pkcs7",
    "text/calendar",
)
_STUB = 4  # times the plain text: where the page of a message says so much more, the plain text is a stub


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with a message; trimmings are pictures, signatures and the like."""

    name: str
    data: bytes
    is_text: bool
    is_trimming: bool


@dataclass(frozen=True, slots=True)
class Message:
    """A message: its id, what its head says, the parts that may be its text, what is attached."""

    id: str
    details: Details
    plain: EmailMessage | None
    page: EmailMessage | None
    attached: tuple[Attached, ...]


def message_of(data: bytes) -> Message:
    """Return the message that some bytes are, with the line of its box before it or without.

    Raises:
        Fault: They are too broken for any to be told.
    """
    envelope = _ENVELOPE.match(data)
    if envelope:
        data = _ESCAPED.sub(rb"\1", data[envelope.end() :])
    with sound("an e-mail"):
        parsed = BytesParser(policy=policy.default).parsebytes(data)
        plain, page = (_body(parsed, kind) for kind in ("plain", "html"))
        told = _header(parsed, "message-id") or hashlib.sha256(data).hexdigest()[:16]
        attached = tuple(_attached(part) for part in _attachments(parsed))
        return Message(told, _details(parsed), plain, page, attached)


def body_of(message: Message) -> Decoded:
    """Return the text of a message, plain where it has one worth the name; quoted lines are set apart."""
    plain = _text(message.plain)
    page = _text(message.page)
    shown = text_of(page.text)
    if len(shown) > _STUB * len(plain.text):
        return Decoded(shown, page.assumed)
    return Decoded(_set_apart(plain.text), plain.assumed)


def _text(part: EmailMessage | None) -> Decoded:
    if part is None:
        return Decoded("")
    return decode(_content(part), part.get_content_charset())


def _content(part: EmailMessage) -> bytes:
    """Return the bytes of a part as they were before they were packed for the way."""
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0)
        return inner.as_bytes() if isinstance(inner, EmailMessage) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _set_apart(text: str) -> str:
    """Return a text with an empty line wherever lines quoted from another message begin or end."""
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if lines and lines[-1].strip() and line.strip() and lines[-1].startswith(">") != line.startswith(">"):
            lines.append("")
        lines.append(line)
    return "\n".join(lines)


def _body(parsed: EmailMessage, kind: str) -> EmailMessage | None:
    with suppress(Exception):  # of a broken message the library promises none
        found = parsed.get_body(preferencelist=(kind,))
        return found if isinstance(found, EmailMessage) else None
    return None


def _attachments(parsed: EmailMessage) -> Iterator[EmailMessage]:
    with suppress(AttributeError, KeyError, TypeError, ValueError):
        yield from (part for part in parsed.iter_attachments() if isinstance(part, EmailMessage))


def _attached(part: EmailMessage) -> Attached:
    kind = part.get_content_type()
    name = " ".join((part.get_filename() or "").split()) or f"a part of type {kind}"
    is_text = kind in {"text/plain", "message/rfc822"}
    return Attached(name, _content(part), is_text, kind.startswith(_TRIMMINGS))


def _details(parsed: EmailMessage) -> Details:
    """Return what the head of a message says: whoever sends it is the outlet."""
    name, address = parseaddr(_header(parsed, "from"))
    archived = _ADDRESS.search(_header(parsed, "archived-at"))
    return Details(
        url=archived[1] if archived else None,
        title=_header(parsed, "subject") or None,
        outlet=name if name and "@" not in name else address.rpartition("@")[2] or None,
        published=_day(_header(parsed, "date")),
        language=_header(parsed, "content-language")[:2].lower() or None,
    )


def _day(words: str) -> When | None:
    """Return the day of a message, where it was written."""
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        sent = parsedate_to_datetime(words)
        return When.on(date(sent.year, sent.month, sent.day), Basis.METADATA)
    return None


def _header(parsed: EmailMessage, name: str) -> str:
    """Return a field of a message's head as one line; nothing where it is too broken for the library."""
    with suppress(Exception):
        return " ".join(str(parsed.get(name) or "").encode("utf-8", "replace").decode().split())
    return ""
