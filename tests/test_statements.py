"""Statements and stances: the cases of `tests/cases/statements`, and what holds of any text.

A case's line reads: kind, act or attitude, speaker (`?` where none is told), `-> addressee`, the content with
`...` between its pieces, then what else there is, each behind a bar: the manner unless indirect, `not`, `also`
with a second act, `if` with the condition, `via` with the speaker who reports it. For one who is only "who" or
"which" stands behind it whom that means.

The cases are run by what ships (`tests/shipped.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.entry import Manner, Stance, Statement
from onrecord.core.problem import ProblemKind
from onrecord.encoder import Encoded
from onrecord.extractors.statements.extractor import Statements
from tests.cases import Case, cases_of, check
from tests.documents import document_of, taken
from tests.shipped import taken_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest

RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
MARKS = "“”‘’'\"«»„ ,,.:;!?—\n"
SENTENCES = (
    "“We agree",
    "he said",
    "’ said the minister",
    ",, No''",
    "according to",
    "they warned that",
    "Iran: ",
)


def shown(entry: Statement | Stance, speakers: Mapping[str, str]) -> str:
    """Return an entry as a line of a case file."""
    kind = "stance" if isinstance(entry, Stance) else "statement"
    what = entry.attitude if isinstance(entry, Stance) else entry.act
    who = entry.speaker.citation.words if entry.speaker else "?"
    if entry.speaker and entry.speaker.name and who.lower() in RELATIVE:
        who += f" (that is, {entry.speaker.name})"
    if entry.addressee:
        who += f" -> {entry.addressee.citation.words}"
    line = f"{kind}  {what}  {who}: {' ... '.join(piece.words for piece in entry.content)}"
    if entry.manner is not Manner.INDIRECT:
        line += f" | {entry.manner}"
    if entry.negated:
        line += " | not"
    if isinstance(entry, Statement) and entry.also:
        line += f" | also {entry.also}"
    if entry.condition:
        line += f" | if: {entry.condition.words}"
    if entry.via:
        line += f" | via {speakers[entry.via]}"
    return line


def lines_of(case: Case) -> list[str]:
    made = [entry for entry in taken_from(case).entries if isinstance(entry, Statement | Stance)]
    speakers = {entry.id: entry.speaker.citation.words if entry.speaker else "?" for entry in made}
    return [shown(entry, speakers) for entry in made]


@cases_of("statements")
def test_statements(case: Case, request: pytest.FixtureRequest) -> None:
    check(case, lines_of(case), update=bool(request.config.getoption("--update")))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(SENTENCES), st.text(MARKS, max_size=4), st.text(max_size=6)), max_size=14)
)
def test_any_text_gives_words_at_their_places(parts: list[str]) -> None:
    document = document_of(" ".join(parts))
    entries = Statements().extract(document, Encoded.of(document)).items
    for entry in entries:
        assert all(citation.found_in(document.report) for citation in entry.citations())
    assert len({entry.id for entry in entries}) == len(entries)


def test_an_empty_report_has_no_statements() -> None:
    assert taken(Statements(), document_of("")).items == ()


def test_a_long_report_is_not_slower_than_its_length() -> None:
    text = "“We agree,” said the minister. He warned that the dam must wait.\n" * 400
    assert len(taken(Statements(), document_of(text)).items) == 800


def test_the_same_text_gives_the_same_entries() -> None:
    text = "Sudan demanded that the filling stop. “It will not stop,” Ethiopia's minister replied."
    assert taken(Statements(), document_of(text)) == taken(Statements(), document_of(text))


def test_a_sentence_without_end_is_a_problem_not_a_crash() -> None:
    outcome = taken(Statements(), document_of("he said that " * 900))
    assert [problem.kind for problem in outcome.problems] == [ProblemKind.TOO_LONG]


def test_a_paragraph_reopened_many_times_is_one_statement() -> None:
    text = "“The dam is a danger,” the minister said. “We say so.\n" + "“It was built without us.\n" * 300
    (entry,) = taken(Statements(), document_of(text)).items
    assert isinstance(entry, Statement)
    assert len(entry.content) == 302
