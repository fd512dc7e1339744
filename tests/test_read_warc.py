"""Web archives: every page found where it lies, whatever the writer; what is damaged is told, never lost."""

from __future__ import annotations

import gzip
import random
import sys
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from onrecord.core.problem import Problem, ProblemKind
from onrecord.readers import Source, find, read

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.core.report import Report

SENTENCE = "“We agree on the weir,” the envoy said. The talks went on, and nobody left the room that day. "


def page(number: int) -> bytes:
    head = f'<title>Talks {number}</title><meta property="article:published_time" content="2021-04-06">'
    prose = "".join(f"<p>{SENTENCE}Point {number}.{line} was open, and so it stayed.</p>" for line in range(6))
    return (
        f"<html><head>{head}</head><body><article><h1>Talks {number}</h1>{prose}</article></body></html>".encode()
    )


def record(kind: str, block: bytes, address: str = "https://a.example/", **headers: str) -> bytes:
    named = {"WARC-Type": kind, "WARC-Target-URI": address, "Content-Length": str(len(block)), **headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return b"WARC/1.1\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def answer(body: bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    named = {"Content-Type": kind, **headers}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def archive(packed: bool) -> bytes:
    """Three pages, and between them what is none."""
    blocks = [
        record("warcinfo", b"software: hand"),
        record("response", answer(page(1)), "https://a.example/1"),
        record("response", answer(b"\x89PNG", kind="image/png"), "https://a.example/x.png"),
        record("request", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", answer(page(2)), "https://a.example/2"),
        record("response", answer(b"", "301 Moved"), "https://a.example/old"),
        record("resource", page(3), "https://a.example/3", **{"Content-Type": "text/html"}),
        record("response", answer(b"<h1>Not here</h1>", "404 Not Found"), "https://a.example/4"),
    ]
    return b"".join(map(gzip.compress, blocks)) if packed else b"".join(blocks)


def all_of(path: Path) -> tuple[list[Report], list[Problem]]:
    reports: list[Report] = []
    problems: list[Problem] = []
    for found in find([path]):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            outcome = read(found)
            reports.extend(outcome.items)
            problems.extend(outcome.problems)
    return reports, problems


def titles(reports: list[Report]) -> list[str | None]:
    return [report.title for report in reports]


@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_found_with_address_title_and_day(packed: bool, tmp_path: Path) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(archive(packed))
    reports, problems = all_of(path)
    assert titles(reports) == ["Talks 1", "Talks 2", "Talks 3"]
    assert [report.url for report in reports] == [f"https://a.example/{number}" for number in (1, 2, 3)]
    assert {report.published and report.published.edtf() for report in reports} == {"2021-04-06"}
    assert all(SENTENCE.strip() in report.text for report in reports)
    assert [report.path.rpartition("#")[2] for report in reports] == ["1", "2", "3"]
    assert not problems


def test_archives_of_a_foreign_writer_are_read(tmp_path: Path) -> None:
    warcio = pytest.importorskip("warcio.warcwriter")
    headers = pytest.importorskip("warcio.statusandheaders")
    with (tmp_path / "a.warc.gz").open("wb") as target:
        writer = warcio.WARCWriter(target, gzip=True)
        for number in range(3):
            said = headers.StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            address = f"https://a.example/{number}"
            made = writer.create_warc_record(address, "response", payload=BytesIO(page(number)), http_headers=said)
            writer.write_record(made)
    reports, problems = all_of(tmp_path / "a.warc.gz")
    assert titles(reports) == ["Talks 0", "Talks 1", "Talks 2"]
    assert not problems


def test_a_page_that_lies_in_a_wacz_is_read_where_it_lies(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as wacz:
        wacz.writestr("pages/pages.jsonl", "{}", zipfile.ZIP_DEFLATED)
        wacz.writestr("archive/one.warc.gz", archive(packed=True))
        wacz.writestr("archive/two.warc", archive(packed=False))
    reports, problems = all_of(tmp_path / "a.wacz")
    assert titles(reports) == ["Talks 1", "Talks 2", "Talks 3"] * 2
    assert len({report.id for report in reports}) == 6
    assert not problems


def brotli(body: bytes) -> bytes:
    packed: bytes = pytest.importorskip("brotli").compress(body)
    return packed


def chunked(body: bytes) -> bytes:
    pieces = [body[at : at + 500] for at in range(0, len(body), 500)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(page(1)), {"Transfer_Encoding": "chunked"}),
        (page(1), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        (chunked(gzip.compress(page(1))), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        (zlib.compress(page(1)), {"Content_Encoding": "deflate"}),
        (zlib.compress(page(1))[2:-4], {"Content_Encoding": "deflate"}),
        (page(1), {"Content_Encoding": "br"}),
    ],
)
def test_what_a_server_packed_is_unpacked(body: bytes, headers: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(record("response", answer(body, **headers)))
    reports, problems = all_of(tmp_path / "a.warc")
    assert titles(reports) == ["Talks 1"]
    assert not problems


def test_brotli_is_unpacked_where_its_library_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.warc").write_bytes(record("response", answer(brotli(page(1)), Content_Encoding="br")))
    assert titles(all_of(tmp_path / "a.warc")[0]) == ["Talks 1"]
    monkeypatch.setitem(sys.modules, "brotli", None)
    reports, (problem,) = all_of(tmp_path / "a.warc")
    assert not reports
    assert "pip install 'onrecord[warc]'" in problem.words


@pytest.mark.parametrize("packed", [True, False])
def test_what_is_damaged_is_passed_over_and_told(packed: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    pages = [record("response", answer(page(number)), f"https://a.example/{number}") for number in range(5)]
    pieces = [gzip.compress(piece) for piece in pages] if packed else pages
    pieces[1] = b"\0" * 40 + pieces[1][40:]
    pieces[4] = pieces[4][:-200]
    path.write_bytes(b"".join(pieces))
    reports, problems = all_of(path)
    assert titles(reports) == ["Talks 0", "Talks 2", "Talks 3"]
    assert [problem.kind for problem in problems] == [ProblemKind.INCOMPLETE] * 2
    assert "cut off" in problems[1].words


def test_what_fills_memory_or_cannot_be_told_apart_is_refused(tmp_path: Path) -> None:
    cases = {
        "bomb": (zlib_bomb(), ProblemKind.TOO_BIG),
        "piece": (gzip.compress(archive(packed=False)), ProblemKind.MALFORMED),
        "huge": (record("response", answer(b" " * 21_000_000)), ProblemKind.TOO_BIG),
        "none": (record("warcinfo", b""), ProblemKind.EMPTY),
    }
    for name, (data, kind) in cases.items():
        (tmp_path / f"{name}.warc.gz").write_bytes(data)
        reports, problems = all_of(tmp_path / f"{name}.warc.gz")
        assert not reports
        assert problems[0].kind is kind, name


def zlib_bomb() -> bytes:
    return gzip.compress(record("response", answer(b"\0" * 30_000_000)), 9)


def test_a_page_that_the_archive_cut_is_read_and_said_to_be_cut(tmp_path: Path) -> None:
    block = answer(page(1)[:1500])
    (tmp_path / "a.warc").write_bytes(record("response", block, **{"WARC-Truncated": "length"}))
    reports, problems = all_of(tmp_path / "a.warc")
    assert len(reports) == 1
    assert problems[0].kind is ProblemKind.INCOMPLETE


@pytest.mark.parametrize("seed", range(40))
def test_damaged_archives_give_pages_or_problems(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    for packed in (True, False):
        hurt = bytearray(archive(packed))
        for _ in range(chance.randint(1, 20)):
            hurt[chance.randrange(len(hurt))] = chance.randrange(256)
        (tmp_path / "a.warc").write_bytes(hurt[: chance.randint(5, len(hurt))])
        found = list(find([tmp_path / "a.warc"]))
        assert found
        outcomes = [read(source) for source in found[:1] if isinstance(source, Source)]
        assert all(outcome.items or outcome.problems for outcome in outcomes)
