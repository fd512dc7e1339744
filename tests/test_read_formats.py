"""All formats together: any bytes under any name give reports or problems; a folder of all is read as a whole."""

from __future__ import annotations

import doctest
import pickle
import random
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.core import turn
from onrecord.core.problem import Problem
from onrecord.readers import READERS, Source, find, markup, packed, read, table_columns
from onrecord.readers.documents import DOCUMENTS
from onrecord.taking import read_and_clean

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from onrecord.core.report import Report

ENDINGS = (
    *("txt", "html", "json", "jsonl", "csv", "tsv", "xlsx", "docx", "rtf", "pdf", "epub"),
    *("eml", "mbox", "mhtml", "zip", "warc", "warc.gz", "wacz", "rss", "atom", "xml"),
)
OPENINGS = (
    *(b"", b"PK\x03\x04", b"%PDF-1.7\n", b"{\\rtf1\\ansi ", b"WARC/1.1\r\n", b"\x1f\x8b\x08", b"<rss><channel>"),
    *(
        b"From a@b.example Tue Apr  6 10:00:00 2021\n",
        b"Subject: x\n\n",
        b'{"text": "',
        b"text,title\n",
        b"<html>",
    ),
)


@pytest.mark.parametrize("module", [turn, markup, packed, table_columns], ids=lambda module: module.__name__)
def test_the_examples_in_the_docs_hold(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


def test_each_format_has_a_name_of_its_own() -> None:
    names = [reader.name for reader in READERS]
    assert len(names) == len(set(names))
    assert DOCUMENTS[-1].name == "text"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(ENDINGS), st.sampled_from(OPENINGS), st.binary(max_size=300))
def test_any_bytes_under_any_name_give_reports_or_problems(
    tmp_path: Path, ending: str, opening: bytes, rest: bytes
) -> None:
    file = tmp_path / f"a.{ending}"
    file.write_bytes(opening + rest)
    found = list(find([file]))
    assert found
    for source in found:
        if isinstance(source, Source):
            outcome = read_and_clean(pickle.loads(pickle.dumps(source)))
            assert outcome.items or outcome.problems


@pytest.mark.parametrize("seed", range(5))
def test_what_unpacks_to_a_thousand_times_its_size_is_refused(seed: int, tmp_path: Path) -> None:
    endings = ("docx", "xlsx", "epub", "wacz", "docm")
    names = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "epub": "META-INF/container.xml"}
    ending = endings[seed]
    with zipfile.ZipFile(tmp_path / f"a.{ending}", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            names.get(ending, "word/document.xml" if ending == "docm" else "archive/a.warc"), b"\0" * 20_000_000
        )
    reports: list[Report] = []
    problems: list[Problem] = []
    for found in find([tmp_path]):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            outcome = read(found)
            reports.extend(outcome.items)
            problems.extend(outcome.problems)
    assert not reports
    assert problems


def test_a_folder_of_all_formats_is_read_as_a_whole(tmp_path: Path) -> None:
    said = "“We agree on the weir,” the envoy said. The talks went on for a week, and nobody left."
    (tmp_path / "a.txt").write_text(said)
    (tmp_path / "b.rtf").write_text("{\\rtf1 " + said.encode("ascii", "ignore").decode() + "}")
    (tmp_path / "c.csv").write_text(f'title,text\nTalks,"{said}"\n')
    (tmp_path / "d.eml").write_text(f"Subject: Talks\n\n{said}\n")
    (tmp_path / "e.xml").write_text(
        f"<rss><channel><item><description>{said}</description></item></channel></rss>"
    )
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>{said}</p>".encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {len(block)}\r\n\r\n".encode()
    (tmp_path / "f.warc").write_bytes(head + block + b"\r\n\r\n")
    formats = []
    for source in find([tmp_path]):
        if isinstance(source, Source):
            (report,) = read_and_clean(source).items
            assert "the envoy said" in report.text
            formats.append(report.format)
    assert formats == ["text", "rtf", "table", "mail", "feed", "warc"]


def test_no_name_is_taken_by_chance_from_a_text(tmp_path: Path) -> None:
    chance = random.Random(3)
    openings = (
        "From Geneva, 6 April 2021\n",
        "<b>Talks</b>\n",
        "Q: Why?\n",
        "WARC was met\n",
        "PK said no\n",
        "rss\n",
    )
    for number, opening in enumerate(openings):
        (tmp_path / f"{number}.txt").write_text(
            opening + " ".join(chance.choices(["talks", "weir", "envoy"], k=50))
        )
    assert {source.format for source in find([tmp_path]) if isinstance(source, Source)} == {"text"}
