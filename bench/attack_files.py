"""Attacks by what is read: texts and files of every format, mutated; each gives a report or a problem.

    python bench/attack_files.py [texts] [files] [returning] [--seed N] [--count N] [--first N]

Texts and files are read in this process, which is warm: nothing may be thrown, no stage may fail, no word may be
cited that does not stand there. Files that come back (`correct import`) and files that the command line reads go
through calls (`bench/attacking.py`).
"""

from __future__ import annotations

import gzip
import io
import json
import shutil
import sys
import time
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.attacking import TEXT, Attempt, Child, Ground, called, hostile, run
from bench.readers import fault_of
from tests.damaged import damaged

from onrecord.core.problem import Problem, ProblemKind
from onrecord.ingest import Ingest
from onrecord.readers import find
from onrecord.taking import Taking, nothing_known

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from bench.attacking import Kind

ROOT = Path(__file__).parents[1]
SLOW = 20.0  # seconds of the processor
_CRASHED = "could not be worked on"
_OURS = {ProblemKind.FAILED, ProblemKind.EXTRACTOR}  # a stage of ours fell over, or cited what is not there


def texts(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """Texts of reports, mutated by letters, words, lines and hostile words, taken in whole."""
    told = _mutated(chance)
    file = ground.folder / "a.txt"
    file.write_bytes(told.encode("utf-8", "surrogatepass"))
    begun = time.process_time()
    fault = None
    try:
        for source in find([file], published="2024-03-04"):
            if isinstance(source, Problem):
                continue
            taken = Taking(_ingest(), nothing_known)(source)
            ours = [one for one in taken.problems if one.kind in _OURS or _CRASHED in one.words]
            fault = fault or (str(ours[0]) if ours else _misquoted(taken.extraction))
    except Exception as error:  # noqa: BLE001 - what is thrown is what is looked for
        fault = f"{type(error).__name__}: {error}"
    took = time.process_time() - begun
    yield Attempt(f"{len(told)} letters, {told[:60]!r}", fault or (f"{took:.0f} s" if took > SLOW else None))


@lru_cache(maxsize=1)
def _ingest() -> Ingest:
    ingest = Ingest(None)
    ingest.prepare()
    return ingest


@lru_cache(maxsize=1)
def _whole() -> tuple[str, ...]:
    reports = sorted((ROOT / "examples").rglob("reports/*.txt"))
    return (TEXT, *(file.read_text("utf-8") for file in reports))


def _mutated(chance: random.Random) -> str:
    """Return a report with some of its parts changed; a stretch of it, so that thousands can be tried."""
    lines = chance.choice(_whole()).splitlines(keepends=True)
    at = chance.randrange(len(lines))
    text = "".join(lines[at : at + chance.randint(1, 8)]) or TEXT
    for _ in range(chance.choice((1, 3, 10, 40))):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 1, 3, 20)))
        put = (
            "", hostile(chance)[: chance.choice((3, 40, 5000))], chance.choice("\"'“”‘’(),.;:-–—\n\t …"),
            text[end : end + 30].upper(), " ".join(text[start : start + 60].split()[::-1]), "he said ", "not ",
            chr(chance.randrange(32, 0x2FFF)), chance.choice(text or " ") * chance.choice((2, 50, 2000)),
        )  # fmt: skip
        text = (text[:start] + chance.choice(put) + text[end:])[:20_000] or TEXT
    return text


def _misquoted(extraction: object) -> str | None:
    """Return which entry cites what does not stand in its report."""
    if extraction is None:
        return None
    text = extraction.report.text  # type: ignore[attr-defined]
    for entry in extraction.entries:  # type: ignore[attr-defined]
        for one in (*getattr(entry, "content", ()), *filter(None, (getattr(entry, "words", None),))):
            if text[one.start : one.end] != one.words:
                return f"{entry.id}: {one.words[:40]!r} does not stand at {one.start}"
    return None


def files(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """Files of every format that is read, mutated: read in this process, now and then through the command line."""
    forms = _forms(str(ground.folder))
    name = chance.choice(sorted(forms))
    data = bytearray(damaged(forms[name], chance) if chance.random() < 0.6 else forms[name])
    for _ in range(chance.choice((0, 1, 5, 40))):
        spot = chance.randrange(len(data) + 1)
        put = hostile(chance).encode("utf-8", "surrogatepass")[: chance.choice((3, 5000))]
        data[spot : spot + chance.randrange(4)] = chance.choice((put, bytes([chance.randrange(256)]), b"[" * 3000))
    place = ground.folder / "tried"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    (place / "a.txt").write_text(TEXT, encoding="utf-8")
    renamed = name if chance.random() < 0.9 else f"other.{chance.choice(sorted(forms)).partition('.')[2]}"
    (place / renamed).write_bytes(data)
    if chance.random() < 0.05:
        yield called(["extract", str(place), "--workers", "1"], f"{name} spoilt as {renamed}")
        return
    yield Attempt(f"{name} spoilt as {renamed}", fault_of(place) or None)


@lru_cache(maxsize=1)
def _forms(folder: str) -> dict[str, bytes]:
    """Return a sound file of each format: those of the press, as they came, and one that is made of each other."""
    press = (file for file in (ROOT / "tests" / "press").rglob("*") if file.is_file())
    kept = {
        file.name: file.read_bytes() for file in press if not file.name.endswith((".expected.json", ".py", ".md"))
    }
    return {**kept, **_plain(), **_packed(Path(folder))}


def _plain() -> dict[str, bytes]:
    from tests.test_read_mail import message
    from tests.test_read_warc import archive

    paragraphs = "</p><p>".join(TEXT.splitlines())
    html = f"<html><head><title>t</title></head><body><article><p>{paragraphs}</p></article></body></html>"
    row = {"text": TEXT, "title": "t", "published": "2024-01-02", "outlet": "o"}
    atom = "http://www.w3.org/2005/Atom"
    item = f"<item><title>t</title><link>https://a.example/1</link><description>{TEXT}</description></item>"
    told = {
        "b.txt": TEXT, "b.html": html, "b.json": json.dumps([row, row]), "b.jsonl": f"{json.dumps(row)}\n" * 3,
        "list.csv": "path,date,title\na.txt,2024-01-02,t\n",
        "b.csv": f'text,title\n"{TEXT.replace(chr(34), "")}",t\n',
        "b.tsv": "text\ttitle\nEgypt attacked Sudan on Sunday.\tt\n",
        "b.rss": f'<?xml version="1.0"?><rss version="2.0"><channel><title>c</title>{item * 3}</channel></rss>',
        "b.xml": f"<feed xmlns='{atom}'><entry><title>t</title><content>{TEXT}</content></entry></feed>",
        "b.rtf": "{\\rtf1\\ansi\\deff0 {\\b Talks} \\par " + TEXT.replace("\n", "\\par ") + "}",
        "b.mhtml": "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/\nSubject: t\n"
        "MIME-Version: 1.0\n"
        f'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n'
        f"--b\nContent-Type: text/html\n\n{html}\n--b--\n",
    }  # fmt: skip
    mail = message().as_bytes()
    box = b"From a@b.example Tue Apr  6 10:00:00 2021\n" + mail + b"\n"
    warc = {"b.warc": archive(packed=False), "b.warc.gz": archive(packed=True)}
    return {name: text.encode() for name, text in told.items()} | {"b.eml": mail, "b.mbox": box * 2} | warc


def _packed(folder: Path) -> dict[str, bytes]:
    from tests.test_read_feeds_books import chapter, epub
    from tests.test_read_pdf import paragraphs, printed
    from tests.test_read_tables import sheet
    from tests.test_read_warc import archive
    from tests.test_read_word import document, packed
    from tests.test_read_zip import archive as zipped

    book = epub(folder / "made.epub", chapter("Two", TEXT), chapter("One", TEXT))
    rows = sheet(folder / "made.xlsx", [("text", "title"), (TEXT, "t")])
    zip_file = zipped(folder / "made.zip")
    paragraph = "".join(f"<w:p><w:r><w:t>{line.strip()}</w:t></w:r></w:p>" for line in TEXT.splitlines())
    made = {
        "b.epub": book.read_bytes(), "b.xlsx": rows.read_bytes(), "b.zip": zip_file.read_bytes(),
        "b.docx": packed(document=document(paragraph)), "b.pdf": printed(paragraphs(4)),
        "b.wacz": _wacz(archive(packed=True)), "b.html.gz": gzip.compress(TEXT.encode()),
    }  # fmt: skip
    for file in (book, rows, zip_file):
        file.unlink()
    return made


def _wacz(warc: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        opened.writestr("archive/data.warc.gz", warc)
        opened.writestr("datapackage.json", "{}")
    return made.getvalue()


_BACK = {
    **dict.fromkeys(("back.csv", "back.xlsx", "back.qdpx"), "export R --into TARGET"),
    "studio.json": "export R --format label-studio --into TARGET",
    "cas.zip": "export R --format cas --into TARGET",
    "c.toml": "correct export R",
}  # fmt: skip

_CORRECTING = (
    "correct edit R E act=refuse --who me --why tried", "correct accept R E --who me --why tried",
    "mark tag R E checked --who me", "mark note R E words --who me",
)  # fmt: skip


def returning(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """Files that come back as corrections, verdicts and parts of a build, mutated."""
    forms = _returned(ground)
    name = chance.choice(sorted(forms))
    data = bytearray(damaged(forms[name], chance))
    for _ in range(chance.choice((0, 0, 1, 10))):
        spot = chance.randrange(len(data) + 1)
        data[spot:spot] = hostile(chance).encode("utf-8", "surrogatepass")
    record = str(ground.copy())
    if name.endswith(".part"):
        parts = ground.folder / "parts-tried"
        shutil.rmtree(parts, ignore_errors=True)
        parts.mkdir()
        (parts / name).write_bytes(data)
        (ground.folder / "gathered.db").unlink(missing_ok=True)
        yield called(["gather", str(parts), "--into", "gathered.db"], f"{name} spoilt")
        return
    file = ground.folder / name
    file.write_bytes(data)
    words = (
        ["audit", record, "--verdicts", str(file)]
        if name.endswith("jsonl")
        else ["correct", "import", record, str(file)]
    )
    yield called(words, f"{name} spoilt")


def _returned(ground: Ground) -> dict[str, bytes]:
    """Return what goes out of a record to be worked on, as it goes out."""
    kept: dict[str, bytes] = ground.__dict__.setdefault("returned", {})
    if kept:
        return kept
    corrected = ground.copy("corrected.db")
    for line in _CORRECTING:
        Child(ground.words(line, corrected), ground.folder).ended()
    for name, line in _BACK.items():
        file = ground.folder / f"sound-{name}"
        words = [str(file) if word == "TARGET" else word for word in ground.words(line, corrected)]
        told = Child(words, ground.folder).ended()
        kept[name] = file.read_bytes() if file.exists() else told.out.encode()
    Child(["build", "s", "--shard", "1/1", "--into", "parts", "--workers", "1"], ground.folder).ended()
    kept["1-of-1.part"] = (ground.folder / "parts" / "1-of-1.part").read_bytes()
    kept["verdicts.jsonl"] = (
        json.dumps({"entry": ground.entry, "field": "speaker", "right": True}).encode() + b"\n"
    )
    if empty := [name for name, data in kept.items() if not data]:
        raise AssertionError(f"nothing to spoil: {empty}")
    return kept


KINDS: dict[str, Kind] = {"texts": texts, "files": files, "returning": returning}


if __name__ == "__main__":
    run(KINDS, __doc__.splitlines()[0])
