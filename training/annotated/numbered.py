"""A text with its lines numbered: finds the words that a sheet cites, and tells where words stand."""

import dataclasses
import re

Span = list[int]

SENTENCE_END = re.compile(r"(?<=[.!?][\"'”’)])\s+(?=[\"'“‘(A-Z])|(?<=[.!?])\s+(?=[\"'“‘(A-Z])")
LONG = 400  # characters from which a paragraph is shown sentence by sentence
EVERYTHING_BETWEEN = " ~~ "
FEW = 4  # words
PIECE = 90  # characters up to which `give` writes words whole


class SheetIsWrong(Exception):
    """A sheet cannot be taken: which one, on which of its lines, and why."""


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """One line of a sheet: a key, where its words stand in the text, and what it says."""

    at: int
    key: str
    first: int | None
    last: int | None
    turn: int
    says: str


def lines_of(text: str) -> list[Span]:
    """Spans of a text's lines: its paragraphs, the long ones sentence by sentence."""
    spans: list[Span] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        start, end = paragraph.span()
        if not paragraph[0].strip():
            continue
        cuts = [m.end() for m in SENTENCE_END.finditer(text, start, end)] if end - start > LONG else []
        spans += [[a, b] for a, b in zip([start, *cuts], [*cuts, end], strict=True)]
    return spans


def whole_words(words: str) -> re.Pattern[str]:
    """Finds words where no letter or digit runs on before or behind them."""
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    behind = r"(?!\w)" if words[-1:].isalnum() else ""
    return re.compile(before + re.escape(words) + behind)


class Text:
    """A text whose words can be found by line, and its words told by line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = lines_of(text)

    def span(self, field: Field) -> Span:
        """Where a field's words stand.

        Raises:
            SheetIsWrong: the words are not there, or stand there more often and no turn is named.
        """
        if field.first is None or field.last is None:
            raise SheetIsWrong(f"line {field.at}: `{field.key}` needs the line of its words, as in {field.key}@12")
        if not 1 <= field.first <= field.last <= len(self.lines):
            raise SheetIsWrong(f"line {field.at}: the text has {len(self.lines)} lines")
        low, high = self.lines[field.first - 1][0], self.lines[field.last - 1][1]
        head, _, tail = field.says.partition(EVERYTHING_BETWEEN)
        start = self._turn(field, head.strip(), low, high)
        end = start + len(head.strip())
        if tail:
            after = self.text.find(tail.strip(), end, high)
            if after < 0:
                raise SheetIsWrong(f"line {field.at}: {tail.strip()!r} does not stand behind {head.strip()!r}")
            end = after + len(tail.strip())
        return [start, end]

    def _turn(self, field: Field, words: str, low: int, high: int) -> int:
        starts = [m.start() for m in whole_words(words).finditer(self.text, low, high)] if words else []
        if not starts:
            raise SheetIsWrong(f"line {field.at}: {words!r} does not stand on line {field.first} of the text")
        if len(starts) < field.turn:
            raise SheetIsWrong(f"line {field.at}: {words!r} stands there only {len(starts)} times")
        return starts[field.turn - 1]

    def words(self, key: str, span: Span) -> str:
        """A field that tells the words of a span, and where they stand."""
        start, end = span
        first = next(i for i, (_, b) in enumerate(self.lines, 1) if start < b)
        last = next(i for i, (_, b) in enumerate(self.lines, 1) if end <= b)
        words = self.text[start:end]
        at = f"{first}" if first == last else f"{first}-{last}"
        if first == last and len(words) <= PIECE:
            turn = len(whole_words(words).findall(self.text, self.lines[first - 1][0], end))
            return f"{key}@{at}{f'#{turn}' if turn > 1 else ''}: {words}"
        return f"{key}@{at}: {self._ends(start, end, self.lines[first - 1][0])}"

    def _ends(self, start: int, end: int, low: int) -> str:
        """The shortest first and last words that find the span again; of a line of few words, those."""
        inside = self.text[start:end]
        words = list(re.finditer(r"\S+", inside))
        heads = [inside[: m.end()] for m in words if "\n" not in inside[: m.end()]]
        tails = [inside[m.start() :] for m in reversed(words) if "\n" not in inside[m.start() :]]
        fitting = [head for head in heads if self.text.find(head, low) == start]
        head = next((one for one in fitting if len(one.split()) > FEW), fitting[-1] if fitting else inside)
        ends = [
            tail
            for tail in tails
            if len(head) + len(tail) < len(inside) and inside.find(tail, len(head)) == len(inside) - len(tail)
        ]
        tail = next((one for one in ends if len(one.split()) > FEW), ends[-1] if ends else None)
        return inside.replace("\n", " ") if tail is None else f"{head}{EVERYTHING_BETWEEN}{tail}"
