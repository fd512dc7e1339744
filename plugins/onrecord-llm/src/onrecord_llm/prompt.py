"""What is asked: a few numbered sentences, our closed lists, and once more where an answer cannot be used."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Act, Root, Status
from onrecord.core.report import PassageKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.core.document import Document

_MOST_SENTENCES, _MOST_LETTERS = 12, 6000  # of what is asked at once: a small model loses the thread in more
MOST_TOKENS = 2000  # of an answer

_LISTS = {"acts": Act, "roots": Root, "statuses": Status}
SYSTEM = (
    files("onrecord_llm")
    .joinpath("prompt.txt")
    .read_text(encoding="utf-8")
    .format(**{name: ", ".join(one) for name, one in _LISTS.items()})
)
_NAME = {"type": ["string", "null"]}
_SHARED = {
    "sentence": {"type": "integer"},
    "quotation": {"type": "string"},
    "who": _NAME,
    "whom": _NAME,
    "sure": {"type": "integer", "minimum": 0, "maximum": 100},
}


def _kind(name: str, **lists: object) -> dict[str, object]:
    fields = {"kind": {"const": name}, **_SHARED, **lists}
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {
        "entries": {
            "type": "array",
            "items": {
                "anyOf": [
                    _kind("statement", act={"enum": list(Act)}),
                    _kind("event", root={"enum": list(Root)}, status={"enum": list(Status)}),
                ]
            },
        }
    },
    "required": ["entries"],
    "additionalProperties": False,
}
_WHOLE = "This cannot be used: {why}. Answer again, with one JSON object as described, shorter if it was cut off."
_SINGLE = (
    "These entries cannot be used, each for the reason beside it. Give these alone again, mended, in the same "
    "order, as one JSON object as described. Copy words letter by letter out of the sentence named.\n{faults}"
)

# All that is the same in every question. With it, and the model, an answer may be different.
DIGEST = hashlib.sha256(
    json.dumps([SYSTEM, SCHEMA, _WHOLE, _SINGLE, MOST_TOKENS, _MOST_SENTENCES, _MOST_LETTERS]).encode()
).hexdigest()[:8]

Message = dict[str, str]


class Stretch(NamedTuple):
    """Some sentences of one paragraph that are asked at once, by their offsets."""

    sentences: tuple[tuple[int, int], ...]


def stretches(document: Document) -> Iterator[Stretch]:
    """Yield what is asked of a document, paragraph by paragraph; what is longer than can be asked is cut."""
    for number, passage in enumerate(document.passages):
        if passage.kind is not PassageKind.PARAGRAPH:
            continue
        taken: list[tuple[int, int]] = []
        for start, end in _sentences(document, number):
            full = len(taken) == _MOST_SENTENCES or (taken and end - taken[0][0] > _MOST_LETTERS)
            if full:
                yield Stretch(tuple(taken))
                taken = []
            taken.append((start, end))
        if taken:
            yield Stretch(tuple(taken))


def _sentences(document: Document, passage: int) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the sentences of a passage that can be asked; one of thousands of words is none."""
    for sentence in document.sentences:
        start, end = document.tokens[sentence.first].start, document.tokens[sentence.last - 1].end
        if sentence.passage == passage and end - start <= _MOST_LETTERS:
            yield start, end


def question(document: Document, stretch: Stretch) -> list[Message]:
    """Return what is asked of some sentences. They are written as JSON, which no text can break out of."""
    report = document.report
    asked = {
        "title": (report.title or "")[:300],
        "published": report.published.edtf() if report.published else None,
        "sentences": {
            str(number): report.text[start:end] for number, (start, end) in enumerate(stretch.sentences, start=1)
        },
    }
    told = json.dumps(asked, ensure_ascii=False).encode("utf-8", "replace").decode()
    return [{"role": "system", "content": SYSTEM}, {"role": "user", "content": told}]


def once_more(asked: Sequence[Message], answer: str, again: str) -> list[Message]:
    """Return what is asked when an answer cannot be used as it is."""
    said = answer.encode("utf-8", "replace").decode()[: 4 * MOST_TOKENS]
    return [*asked, {"role": "assistant", "content": said}, {"role": "user", "content": again}]


def whole_again(why: str) -> str:
    """Return the words that ask for a whole answer again."""
    return _WHOLE.format(why=why)


def these_again(faults: Sequence[tuple[str, str]]) -> str:
    """Return the words that ask for some entries again.

    Args:
        faults: What was given (as JSON), and what is wrong with it.
    """
    return _SINGLE.format(faults="\n".join(f"{given}: {why}" for given, why in faults))
