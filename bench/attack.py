"""Attacks on the command line: seeded generators of what is damaged, crafted or hostile, each call judged alike.

    python bench/attack.py [KIND ...] [--seed N] [--count N]

A call holds when it ends with an exit code that the docs name, with a sentence and no traceback, prints
nothing that
a screen obeys, and takes no longer than its bound. Commands run in this process, builds with one worker. What
fails
is printed with the seed that makes it again; exit code 1 then.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import os
import random
import re
import shutil
import sqlite3
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from onrecord.building import build
from onrecord.cli.main import commands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
FORGED = re.compile(r"^# Forged|(?<!\\)<script|(?<!\\)\]\(javascript", re.MULTILINE)
SECONDS = 20.0
CODES = {0, 1, 2}

READING = (
    "brief R", "brief R --markdown", "dossier R", "statements R", "statements R --json", "events R", "timeline R",
    "timeline R --every --json", "actors R", "reports R", "reports R --json", "findings R", "findings R --json",
    "issues R", "accounts R", "key-dates R", "contradictions R --all", "positions R", "shifts R", "framing R",
    "search R water", "quote R water", "show R E", "show R F", "show R E --json", "problems R",
    "problems R --json",
    "audit R --verdicts verdicts.jsonl", "report R -o report.html", "export R --into out.csv",
    "export R --format jsonl", "export R --format text", "export R --format plover-all", "correct list R",
    "correct export R", "model draft R", "correct accept R E --who me --why tried",
    "correct reject R E --who me --why tried", "correct edit R E act=refuse --who me --why tried",
)  # fmt: skip
BUILDING = "build s --into R --published 2024-03-04 --workers 1"
HOSTILE = (
    "\x1b[2J", "\x1b]52;c;cGF5\x07", "\x9b31m", "\u202egnp.exe", "\u2066x\u2069", "a\nb", "a\r\n# Forged",
    "| a | b |",
    "<script>alert(1)</script>", "</script>", "[x](javascript:1)", "=cmd|' /C calc'!A0", "\x00", "a" * 5000,
    " ", "",
    "'; DROP TABLE entry; --", '"', "\\", "\ud800", "\U000e0041", "\ufeff", "%s%n", "{0}", "../../x",
    "9" * 5000, "\x0b",
)  # fmt: skip
TEXT = (
    '"We will not sign," Egypt\'s foreign minister said on Monday.\n\n'
    "Ethiopia demanded that the water be shared.\n\nEgypt attacked Sudan on Sunday.\n"
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call: what was done to it, and what is wrong with how it went; nothing where it held."""

    what: str
    fault: str | None


def called(words: list[str], told: str) -> Attempt:
    """Run a command in this process and judge it."""
    begun = time.process_time()  # other work on the machine must not make it late
    result = CliRunner().invoke(commands, words)
    took = time.process_time() - begun
    crash = result.exception
    fault = None
    if crash is not None and not isinstance(crash, SystemExit):
        fault = f"{type(crash).__name__}: {str(crash)[:120]}"
    elif result.exit_code not in CODES:
        fault = f"exit code {result.exit_code}"
    elif result.exit_code == 2 and not result.output.strip():
        fault = "exit code 2 without a word"
    elif words[0] != "export" and (found := OBEYED.search(result.output)):  # to a pipe data go as they are
        fault = f"{found.group()!r} printed"
    elif words[0] in ("brief", "dossier") and (found := FORGED.search(result.stdout)):
        fault = f"{found.group()!r} in Markdown"
    elif took > SECONDS:
        fault = f"took {took:.0f} s"
    return Attempt(f"{' '.join(words)[:80]!r} on {told}", fault)


class Ground:
    """A folder with a sound record and a report, to try things in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "s").mkdir()
        (folder / "s" / "a.txt").write_text(TEXT, encoding="utf-8")
        (folder / "s" / "b.txt").write_text(TEXT.replace("Monday", "Friday"), encoding="utf-8")
        self.sound = folder / "sound.db"
        build([folder / "s"], into=self.sound, published="2024-03-04", workers=1)
        with contextlib.closing(sqlite3.connect(self.sound)) as opened:
            self.entry = str(opened.execute("SELECT id FROM entry ORDER BY id LIMIT 1").fetchone()[0])
            found = opened.execute("SELECT id FROM finding ORDER BY id LIMIT 1").fetchone()
            self.finding = str(found[0]) if found else "none"

    def words(self, line: str, record: Path) -> list[str]:
        """Return a line of the tables above as the words of a call."""
        stand = {"R": str(record), "E": self.entry, "F": self.finding}
        return [stand.get(word, word) for word in line.split()]

    def copy(self) -> Path:
        """Return a copy of the sound record that may be spoilt."""
        for end in ("-wal", "-shm", "-journal"):
            self.folder.joinpath(f"spoilt.db{end}").unlink(missing_ok=True)
        return Path(shutil.copy(self.sound, self.folder / "spoilt.db"))


def damaged_records(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """Records whose bytes are not what they were: flipped, cut off, zeroed."""
    while True:
        record = ground.copy()
        data = bytearray(record.read_bytes())
        how = chance.choice(("flipped", "cut off", "zeroed", "page moved"))
        if how == "flipped":
            for _ in range(chance.choice((1, 10, 300))):
                data[chance.randrange(len(data))] = chance.randrange(256)
        elif how == "cut off":
            del data[chance.randrange(len(data)) :]
        else:
            page, other = (4096 * chance.randrange(1, len(data) // 4096) for _ in range(2))
            data[page : page + 4096] = bytes(4096) if how == "zeroed" else data[other : other + 4096]
        record.write_bytes(data)
        yield called(ground.words(_line(chance), record), f"a record {how}")


_VALUES: tuple[object, ...] = (
    None, b"\xff\x00blob", "no such thing", "[", "{}", "[1, 2]", "null", -1, 2**62, "2024-13-45", "", 1.5,
    "\ud800x", *HOSTILE[:8],
)  # fmt: skip


def crafted_records(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """Records that SQLite finds sound and nobody of ours wrote."""
    while True:
        record = ground.copy()
        with contextlib.closing(sqlite3.connect(record, isolation_level=None)) as opened:
            opened.create_function("fold", 1, lambda text: text)
            told = _craft(chance, opened)
        yield called(ground.words(_line(chance), record), told)


def _line(chance: random.Random) -> str:
    """Draw a command; a build, which takes its time, now and then."""
    return BUILDING if chance.random() < 0.05 else chance.choice(READING)


def _craft(chance: random.Random, opened: sqlite3.Connection) -> str:
    named = opened.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'")
    tables = [name for (name,) in named if "search" not in name and not name.startswith("sqlite")]
    filled = [name for name in tables if opened.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone()]
    table = chance.choice(filled)
    opened.execute("PRAGMA foreign_keys = OFF")
    opened.execute("PRAGMA ignore_check_constraints = ON")
    how = chance.choice(("value", "value", "value", "value", "dropped", "emptied", "trigger", "view", "half"))
    if how == "value":
        columns = [row[1] for row in opened.execute(f"PRAGMA table_info({table})")]
        column, value = chance.choice(columns), chance.choice(_VALUES)
        with contextlib.suppress(sqlite3.Error, UnicodeEncodeError):
            opened.execute(f'UPDATE OR IGNORE {table} SET "{column}" = ?', (value,))
        return f"{table}.{column} = {value!r}"[:100]
    with contextlib.suppress(sqlite3.Error):
        if how == "dropped":
            opened.execute(f"DROP TABLE {table}")
        elif how == "emptied":
            opened.execute(f"DELETE FROM {table}")
        elif how == "half":
            opened.execute(f"DELETE FROM {table} WHERE abs(random()) % 2")
        elif how == "trigger":
            opened.execute(
                f"CREATE TRIGGER hostile AFTER {chance.choice(('INSERT', 'UPDATE', 'DELETE'))} ON {table}"
                " BEGIN DELETE FROM correction; SELECT load_extension('x'); END"
            )
        else:
            opened.execute(f"ALTER TABLE {table} RENAME TO hidden")
            opened.execute(
                f"CREATE VIEW {table} AS WITH RECURSIVE n(i) AS"
                " (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT hidden.* FROM hidden, n"
            )
    return f"{table} {how}"


def configurations(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """Dispute files and model files that cannot be meant so."""
    while True:
        deep = chance.choice((500, 5000))
        words = json.dumps(chance.choice(HOSTILE), ensure_ascii=True)
        text = chance.choice(
            (
                f'name = "a"\nsources = {"[" * deep}{"]" * deep}',
                f"name = 'a'\nx = {'9' * deep}",
                f"name = {words}\nsources = ['s']",
                f"sources = [{words}]\nname = 'a'",
                f"name = 'a'\nsources = ['s']\n[[party]]\nid = {words}",
                f"name = 'a'\nsources = ['s']\n[[actor]]\nid = 'b'\nname = {words}\nkind = 'person'",
                f"name = 'a'\nsources = ['s']\n[[actor]]\nid = 'b'\naliases = [{words}]\nkind = 'state'",
                f"name = 'a'\nsources = ['s']\n[[issue]]\nid = 'b'\nname = {words}\nwords = [{words}]",
                f"name = 'a'\nsources = ['s']\nextractors = [{words}]",
                f"name = 'a'\nsources = ['s']\ntitle = {words}",
                f"name = 'a'\nsources = 's'\n{'a.' * deep}b = 1",
                f"{words} = 1",
            )
        )
        file = ground.folder / "dispute-tried.toml"
        data = text.encode("utf-8", "surrogatepass")
        if chance.random() < 0.2:
            spot = chance.randrange(len(data))
            data = data[:spot] + bytes([chance.randrange(256)]) + data[spot + chance.randrange(3) :]
        file.write_bytes(data)
        record = ground.folder / "configured.db"
        record.unlink(missing_ok=True)
        line = chance.choice(
            (["build", str(file), "--workers", "1"], ["build", str(file), "--workers", "1", "--into", str(record)],
             ["model", "solve", str(file)], ["model", "confront", str(file)])
        )  # fmt: skip
        yield called(line, f"{text[:60]!r}")


def arguments(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """Words where a command expects others."""
    options = (
        "--speaker", "--party", "--to", "--act", "--plover", "--status", "--issue", "--since", "--until",
        "--outlet",
        "--report", "--grep", "--confidence",
    )  # fmt: skip
    others: tuple[Callable[[str], list[str]], ...] = (
        lambda word: ["statements", "R", chance.choice(options), word],
        lambda word: ["timeline", "R", chance.choice(options), word, "--json"],
        lambda word: ["search", "R", word],
        lambda word: ["quote", "R", word],
        lambda word: ["quote", "R", "water", "--by", word],
        lambda word: ["show", "R", word],
        lambda word: ["positions", "R", "--party", word],
        lambda word: ["brief", "R", "--party", word],
        lambda word: ["export", "R", "--format", word],
        lambda word: ["export", "R", "--into", word],
        lambda word: ["report", "R", "-o", word],
        lambda word: ["correct", "edit", "R", "E", f"speaker={word}", "--who", "me", "--why", "tried"],
        lambda word: ["correct", "edit", "R", "E", f"when={word}", "--who", "me", "--why", "tried"],
        lambda word: ["correct", "reject", "R", "E", "--who", word, "--why", "tried"],
        lambda word: ["correct", "undo", "R", word, "--who", "me", "--why", "tried"],
        lambda word: ["correct", "import", "R", word],
        lambda word: ["audit", "R", "--verdicts", word],
        lambda word: ["build", word, "--into", "R"],
        lambda word: ["build", "s", "--into", word, "--workers", "1"],
        lambda word: ["build", "s", "--into", "R", "--published", word],
        lambda word: ["build", "s", "--into", "R", "--dispute", word],
        lambda word: [word, "R"],
        lambda word: ["statements", word],
        lambda word: ["model", "draft", "R", "--name", word],
        lambda word: ["model", "solve", word],
    )
    sayable = [word for word in HOSTILE if not re.search("[\0\ud800]", word)]  # what argv can hold
    grep = (r"(\w+\s?)*!", r"(a|a)*b", r"(.*)*x", "(?<=a+)b", "(" * 200 + ")" * 200, "a{99999}{99999}")
    while True:
        word = chance.choice((*sayable, *grep, "\udcff"))
        stand = {"R": str(ground.copy()), "E": ground.entry}
        words = [stand.get(one, one) for one in chance.choice(others)(word)]
        yield called(words, f"{word[:40]!r}")


def files(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """Reports of every format, spoilt: what is read is a report or a problem."""
    forms = {
        "a.txt": TEXT,
        "a.html": f"<html><head><title>t</title></head><body><p>{'</p><p>'.join(TEXT.split())}</p></body></html>",
        "a.json": json.dumps({"text": TEXT, "title": "t", "published": "2024-01-02"}),
        "a.jsonl": "\n".join(json.dumps({"text": TEXT, "outlet": "o", "date": "2024-01-02"}) for _ in range(2)),
        "list.csv": "path,date,title\na.txt,2024-01-02,t\n",
    }
    place = ground.folder / "tried"
    while True:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        name = chance.choice(sorted(forms))
        data = bytearray(forms[name].encode())
        for _ in range(chance.choice((1, 5, 40))):
            spot = chance.randrange(len(data))
            put = chance.choice(HOSTILE).encode("utf-8", "surrogatepass")[: chance.choice((3, 5000))]
            data[spot : spot + chance.randrange(4)] = chance.choice(
                (put, bytes([chance.randrange(256)]), b"[" * 3000)
            )
        if name == "list.csv":
            (place / "a.txt").write_text(TEXT, encoding="utf-8")
        (place / name).write_bytes(data)
        yield called(["extract", str(place), "--workers", "1"], f"{name} spoilt")


KINDS: dict[str, Callable[[random.Random, Ground], Iterator[Attempt]]] = {
    "damaged-records": damaged_records,
    "crafted-records": crafted_records,
    "configurations": configurations,
    "arguments": arguments,
    "files": files,
}


def attempts(kind: str, seed: int, count: int) -> Iterator[Attempt]:
    """Yield how so many calls of a kind went, in a folder of their own that is gone afterwards."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        try:
            ground = Ground(Path(place))
            tried = KINDS[kind](random.Random(f"{kind} {seed}"), ground)
            yield from itertools.islice(tried, count)
        finally:
            os.chdir(before)


def run(known: Mapping[str, object], tried: Callable[[str, int, int], Iterator[Attempt]], what: str) -> None:
    """Run the kinds that are named, or all, and print what did not hold; exit code 1 then."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("kinds", nargs="*", choices=[*known, []], metavar="KIND")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    asked = parser.parse_args()
    failed = 0
    for kind in asked.kinds or known:
        calls = faulty = 0
        for one in tried(kind, asked.seed, asked.count):
            calls += 1
            if one.fault:
                faulty += 1
                print(f"  {one.what}: {one.fault}", flush=True)
        print(f"{kind}: {calls} calls, {faulty} faulty (seed {asked.seed})", flush=True)
        failed += faulty
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    run(KINDS, attempts, __doc__.splitlines()[0])
