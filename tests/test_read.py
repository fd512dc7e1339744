"""Each file becomes a report whose text is the file's, or a problem that says what is wrong."""

from __future__ import annotations

import doctest
import os
import pickle
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.clean import clean
from onrecord.core.problem import Outcome, Problem, ProblemKind
from onrecord.readers import Source, damage, find, read

if TYPE_CHECKING:
    from onrecord.core.report import Report


def read_bytes(data: bytes, form: str = "text") -> Outcome[Report]:
    return read(Source("a", "a", form, content=data))


def kinds(outcome: Outcome[Report]) -> list[ProblemKind]:
    return [problem.kind for problem in outcome.problems]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"One.\r\nTwo.\rThree.\n", "One.\r\nTwo.\rThree.\n"),
        ("„Nein“, sagte er. \U0001f54a".encode(), "„Nein“, sagte er. \U0001f54a"),
        (b"\xef\xbb\xbfA mark.", "\ufeffA mark."),
        ("Переговоры.".encode("utf-16"), "Переговоры."),
    ],
)
def test_the_text_stays_as_it_stands(data: bytes, text: str) -> None:
    outcome = read_bytes(data)
    assert outcome.items[0].text == text
    assert not outcome.problems


@pytest.mark.parametrize(
    ("data", "text", "said"),
    [
        (
            b"\x93We agree,\x94 the envoy\x92s note said. It was short.",
            "“We agree,” the envoy’s note said. It was short.",
            "1252",
        ),
        ("Café talks: ".encode() + b"\x93no\x94 " + "déjà né".encode(), "Café talks: “no” déjà né", "mixes"),
        ("Talks in Geneva went on.".encode("utf-16-le"), "Talks in Geneva went on.", "UTF-16"),
        ("Министр заявил, что переговоры продолжатся завтра в Женеве.".encode("cp1251") * 3, None, "read as"),
        (
            b"Undefined \x81 byte here, and much plain text around it.",
            "Undefined \x81 byte here, and much plain text around it.",
            "1252",
        ),
    ],
)
def test_an_assumed_encoding_is_said(data: bytes, text: str | None, said: str) -> None:
    outcome = read_bytes(data)
    assert kinds(outcome) == [ProblemKind.ENCODING]
    assert said in outcome.problems[0].words
    assert text in {None, outcome.items[0].text}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", ProblemKind.EMPTY),
        (b" \n\t\xc2\xa0\n", ProblemKind.EMPTY),
        (b"%PDF-1.7 whatever", ProblemKind.BINARY),
        (b"\x89PNG\r\n\x1a\n\x00\x00", ProblemKind.BINARY),
        (bytes(range(256)) * 4, ProblemKind.BINARY),
    ],
)
def test_what_is_no_text_is_a_problem(data: bytes, kind: ProblemKind) -> None:
    assert kinds(read_bytes(data)) == [kind]
    assert kinds(read_bytes(data, "html"))
    assert not read_bytes(data).items


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_bytes_crash_a_reader(data: bytes) -> None:
    for form in ("text", "html", "jsonl"):
        outcome = read_bytes(data, form)
        assert outcome.items or outcome.problems
        for report in outcome.items:
            report.text.encode()


def test_json_lines_give_a_report_a_line(tmp_path: Path) -> None:
    file = tmp_path / "export.jsonl"
    file.write_bytes(
        b'{"text": "Talks began.", "title": "Talks", "outlet": "Gazette", "date": "2024-03-02", "lang": "en-GB"}\n'
        b"\n"
        b"not json\n"
        b'{"title": "no text"}\n'
        b"[1]\n"
        b'{"html": "<html><body><p>Too short.</p></body></html>", "url": "https://a.example/1"}'
    )
    sources = [source for source in find([file]) if isinstance(source, Source)]
    assert [source.path for source in sources] == [f"{file.as_posix()}#{number}" for number in (1, 3, 4, 5, 6)]
    first, *rest = [read(source) for source in sources]
    report = first.items[0]
    assert (report.text, report.title, report.outlet, report.language) == (
        "Talks began.",
        "Talks",
        "Gazette",
        "en",
    )
    assert report.published
    assert report.published.edtf() == "2024-03-02"
    assert [kinds(outcome) for outcome in rest] == [
        [ProblemKind.MALFORMED],
        [ProblemKind.EMPTY],
        [ProblemKind.MALFORMED],
        [ProblemKind.NO_TEXT],
    ]
    assert rest[0].problems[0].path.endswith("#3")


def test_a_json_file_of_one_object_is_a_report(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text('{\n  "text": "Talks began.",\n  "headline": "Talks"\n}')
    (tmp_path / "two.json").write_text('[{"text": "Talks began."}]')
    one, two = [read(source) for source in find([tmp_path]) if isinstance(source, Source)]
    assert (one.items[0].title, one.items[0].path) == ("Talks", (tmp_path / "one.json").as_posix())
    assert kinds(two) == [ProblemKind.MALFORMED]


def test_json_lines_in_utf_16_are_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes('{"text": "Talks began."}'.encode("utf-16"))
    assert [kinds(read(source)) for source in find([tmp_path]) if isinstance(source, Source)] == [
        [ProblemKind.ENCODING]
    ]


@pytest.mark.parametrize(
    "text", ["The talks went on in Oslo. " * 1_200_000, "x" * 30_000_000, "Talks.\n\n" * 300_000]
)
def test_the_largest_texts_take_seconds(text: str) -> None:
    started = time.process_time()
    report = clean(read_bytes(text.encode()).items[0]).items[0]
    assert report.text == text
    assert time.process_time() - started < 15


def test_a_file_larger_than_the_bound_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.readers.formats.MOST_BYTES", 100)
    assert kinds(read_bytes(b"x" * 101)) == [ProblemKind.TOO_BIG]


def test_a_file_that_vanishes_is_a_problem(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Talks.")
    sources = list(find([tmp_path]))
    file.unlink()
    assert isinstance(sources[0], Source)
    assert kinds(read(sources[0])) == [ProblemKind.UNREADABLE]


def test_a_source_travels_between_processes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Talks.")
    for source in find([tmp_path], published="2024-03-02"):
        assert pickle.loads(pickle.dumps(source)) == source


def test_a_name_that_is_no_text_is_shown_and_read(tmp_path: Path) -> None:
    try:
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9\n.txt"))).write_text("Talks.")
    except OSError:
        pytest.skip("this file system wants names in UTF-8")
    (source,) = find([tmp_path])
    assert isinstance(source, Source)
    assert source.path.endswith("caf\\xe9\n.txt")
    assert read(source).items[0].text == "Talks."


def test_a_text_file_that_holds_a_page_is_read_as_one(tmp_path: Path) -> None:
    prose = "The ministers met in Oslo and agreed on nothing. " * 8
    (tmp_path / "saved.txt").write_text(f"<!doctype html><html><body><p>{prose}</p></body></html>")
    (source,) = find([tmp_path])
    assert isinstance(source, Source)
    report = read(source).items[0]
    assert report.format == "html"
    assert "<p>" not in report.text


def test_problems_name_their_report() -> None:
    problem = read_bytes(b"").problems[0]
    assert isinstance(problem, Problem)
    assert str(problem).startswith("a: ")


def test_a_text_that_was_decoded_wrongly_once_says_so() -> None:
    source = Source("a.txt", "a.txt", "text", content="â€œWe wonâ€™t sign,â€ she said.".encode())
    assert [problem.kind for problem in read(source).problems] == [ProblemKind.ENCODING]


def test_the_docstrings_of_damage_hold() -> None:
    assert doctest.testmod(damage).failed == 0
