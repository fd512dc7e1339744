"""Attacks on the command line: seeded generators of what is damaged, crafted or hostile, each call judged alike.

    python bench/attack.py [KIND ...] [--seed N] [--count N] [--first N]

`bench/attacking.py` says how calls are made and judged. What fails is printed with the words that make it again;
exit code 1 then.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import re
import shutil
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.attacking import HOSTILE, TEXT, Attempt, Ground, called, hostile, run

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from bench.attacking import Kind

READING = (
    "brief R", "brief R --markdown", "dossier R", "dossier R --markdown", "statements R", "statements R --json",
    "events R", "timeline R", "timeline R --every --json", "actors R", "actors R --json", "reports R",
    "reports R --json", "findings R", "findings R --json", "issues R", "issues R --json", "accounts R",
    "key-dates R", "contradictions R --all", "positions R", "shifts R", "framing R", "coverage R",
    "coverage R --json", "changes R --since 2020", "changes R --json", "search R water", "quote R water",
    "show R E", "show R E --why", "show R F", "show R E --json", "problems R", "problems R --json",
    "audit R --verdicts verdicts.jsonl", "report R -o report.html", "export R --into out.csv",
    "export R --format jsonl", "export R --format text", "export R --format plover-all", "export R --format gexf",
    "export R --format ftm", "export R --into out.xlsx", "export R --into out.qdpx", "export R --format cas",
    "correct list R", "correct export R", "mark list R", "mark tags R", "model draft R",
    "model check models/2022-01-12.toml R", "model cite models/2022-01-12.toml R", "share R --into shared.db",
)  # fmt: skip
WRITING = (
    "correct accept R E --who me --why tried", "correct reject R E --who me --why tried",
    "correct edit R E act=refuse --who me --why tried", "mark tag R E checked --who me", "mark star R E --who me",
    "mark note R E words --who me", "rejoin R s", "forget R s/b.txt --yes",
)  # fmt: skip
MODELLING = tuple(
    f"model {line}"
    for line in (
        "solve models/2022-01-12.toml", "why models/2022-01-12.toml 32", "report models/2022-01-12.toml",
        "order models/2022-01-12.toml russia", "confront models/2022-01-12.toml",
    )
)  # fmt: skip
NAMES = 10
BUILDING = "build s --into R --published 2024-03-04 --workers 1"


def damaged_records(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """Records whose bytes are not what they were: flipped, cut off, zeroed."""
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
    "[" * 5000, "\ud800x", "9" * 5000, "2024-03-04/..", "[null]", '{"a": 1}', float("inf"), *HOSTILE[:8],
)  # fmt: skip


def crafted_records(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """Records that SQLite finds sound and nobody of ours wrote."""
    record = ground.copy()
    with contextlib.closing(sqlite3.connect(record, isolation_level=None)) as opened:
        opened.create_function("fold", 1, lambda text: text)
        told = _craft(chance, opened)
    yield called(ground.words(_line(chance), record), told)


def _line(chance: random.Random) -> str:
    """Draw a command; one that writes, or a build, which takes its time, now and then."""
    return BUILDING if chance.random() < 0.04 else chance.choice(READING if chance.random() < 0.8 else WRITING)


def _craft(chance: random.Random, opened: sqlite3.Connection) -> str:
    named = opened.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'")
    tables = [name for (name,) in named if "search" not in name and not name.startswith("sqlite")]
    filled = [name for name in tables if opened.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone()]
    table = chance.choice(filled)
    opened.execute("PRAGMA foreign_keys = OFF")
    opened.execute("PRAGMA ignore_check_constraints = ON")
    how = chance.choice((*["value"] * 5, "several", "dropped", "emptied", "trigger", "view", "half"))
    if how == "value":
        return _valued(chance, opened, table)
    if how == "several":
        return "; ".join(_valued(chance, opened, chance.choice(filled)) for _ in range(chance.randint(2, 5)))
    with contextlib.suppress(sqlite3.Error):
        if how == "dropped":
            opened.execute(f"DROP TABLE {table}")
        elif how == "emptied":
            opened.execute(f"DELETE FROM {table}")
        elif how == "half":
            opened.execute(f"DELETE FROM {table} WHERE rowid % 2 = {chance.randrange(2)}")
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


def _valued(chance: random.Random, opened: sqlite3.Connection, table: str) -> str:
    columns = [row[1] for row in opened.execute(f"PRAGMA table_info({table})")]
    column, value = chance.choice(columns), chance.choice((*_VALUES, hostile(chance)))
    where = chance.choice(("", " WHERE rowid = (SELECT min(rowid) FROM {0})")).format(table)
    with contextlib.suppress(sqlite3.Error, UnicodeEncodeError):
        opened.execute(f'UPDATE OR IGNORE {table} SET "{column}" = ?{where}', (value,))
    return f"{table}.{column} = {value!r}"[:100]


def configurations(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """Dispute files, model files and texts of corrections that cannot be meant so."""
    whole = chance.random() < 0.4
    text = _spoilt_whole(chance) if whole else _made_up(chance)
    file = ground.folder / ("model-tried.toml" if whole and chance.random() < 0.5 else "dispute-tried.toml")
    data = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.2:
        spot = chance.randrange(len(data))
        data = data[:spot] + bytes([chance.randrange(256)]) + data[spot + chance.randrange(3) :]
    file.write_bytes(data)
    record = ground.folder / "configured.db"
    record.unlink(missing_ok=True)
    built = ["build", str(file), "--workers", "1", "--into", str(record)]
    line = chance.choice((
        built, built, ["build", str(file), "--workers", "1"],
        ["build", "s", "--dispute", str(file), "--into", "c.db"],
        ["model", "solve", str(file)], ["model", "confront", str(file)], ["model", "report", str(file)],
        ["model", "order", str(file), "russia"], ["model", "check", str(file), str(ground.sound)],
        ["correct", "import", str(ground.copy()), str(file), "--who", "me"],
    ))  # fmt: skip
    yield called(line, f"{text[:90]!r}")
    for made in ground.folder.glob("*.db"):
        if made not in (ground.sound, record):
            made.unlink()


def _made_up(chance: random.Random) -> str:
    deep = chance.choice((500, 5000))
    words = json.dumps(hostile(chance), ensure_ascii=chance.random() < 0.5)
    top = "name = 'a'\nsources = ['s']"
    person = "kind = 'person'"
    return chance.choice((
        f'name = "a"\nsources = {"[" * deep}{"]" * deep}', f"name = 'a'\nx = {'9' * deep}",
        f"name = {words}\nsources = ['s']", f"sources = [{words}]\nname = 'a'",
        f"{top}\n[[party]]\nid = {words}",
        f"{top}\n[[actor]]\nid = 'b'\nname = {words}\n{person}",
        f"{top}\n[[actor]]\nid = {words}\nname = 'b'\n{person}\nparty = {words}",
        f"{top}\n[[actor]]\nid = 'b'\nname = 'b'\naliases = [{words}]\nkind = 'state'",
        f"{top}\n[[actor]]\nid = 'b'\nname = 'b'\n{person}\n[[actor.office]]\nrole = {words}\nsince = {words}",
        f"{top}\n[[issue]]\nid = 'b'\nname = {words}\nwords = [{words}]",
        f"{top}\nextractors = [{words}]", f"{top}\nresolvers = [{words}]", f"{top}\nreaders = [{words}]",
        f"{top}\ntitle = {words}", f"{top}\n{'a.' * deep}b = 1", f"{words} = 1", f"{top}\n[{words}]\na = 1",
        f"{top}\nsince = {words}", "\ufeff" + top, top.replace("\n", "\r"), "\x00" * 100,
    ))  # fmt: skip


def _spoilt_whole(chance: random.Random) -> str:
    """Return a dispute file or a model that ships, with a few of its values or lines changed."""
    examples = Path(__file__).parents[1] / "examples"
    lines = chance.choice(sorted(examples.rglob("*.toml"))).read_text("utf-8").splitlines()
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(lines))
        how = chance.randrange(5)
        if how == 0:
            del lines[at]
        elif how == 1:
            lines.insert(at, chance.choice(lines))
        elif how == 2:
            lines[at] = re.sub(r'"[^"]*"', lambda _: json.dumps(hostile(chance)), lines[at], count=1)
        elif how == 3:
            value = chance.choice(
                ("-1", "true", "1e999", "[]", "{}", "2024-02-30", "nan", '""', "0x", "[[1], 'a']")
            )
            lines[at] = re.sub(r"=\s*(.*)", lambda _: f"= {value}", lines[at], count=1)  # noqa: B023 - called at once
        else:
            cut = chance.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:cut]
        lines = lines or [""]
    return "\n".join(lines)


_OPTIONS = (
    "--speaker", "--party", "--to", "--act", "--plover", "--status", "--issue", "--since", "--until", "--outlet",
    "--report", "--grep", "--confidence", "--tag", "--note", "--preset",
)  # fmt: skip
_CALLS = (
    "statements R OPTION W", "timeline R OPTION W --json", "search R W", "quote R W", "quote R water --by W",
    "show R W", "positions R --party W", "brief R --party W", "export R --format W", "export R --into W",
    "report R -o W", "correct edit R E speaker=W --who me --why tried",
    "correct edit R E when=W --who me --why tried", "correct edit R E W --who me --why tried",
    "correct reject R E --who W --why W", "correct undo R W --who me --why W", "correct import R W",
    "correct merge R W egypt --who me --why tried", "correct name-issue R W W --who me --why tried",
    "correct add R s/a.txt W --who me --why tried", "audit R --verdicts W", "build W --into R", "build W",
    "build s --into W --workers 1", "build s --into R --published W", "build s --into R --dispute W",
    "build s --into R --published-from W", "build s --shard W --into parts", "gather W --into R", "W R",
    "statements W", "model draft R --name W", "model draft R --as-of W", "model solve W",
    "model why models/2022-01-12.toml W", "model order models/2022-01-12.toml W",
    "model path models/2022-01-12.toml W W", "model ask models/2022-01-12.toml W", "mark tag R E W --who me",
    "mark note R E W --who W", "mark remove R W", "changes R --since W", "coverage R --party W",
    "share R --into W", "rejoin R W", "forget R W --yes", "init W", "init s --into W", "framing R --outlet W",
    "W", "statements R --sort W", "completion W", "reports R --since W", "actors R --party W", "extract W",
    "key-dates R --since W", "contradictions R --party W", "dossier R --party W", "serve W --port 0",
    "watch W --into W",
)  # fmt: skip
_PATTERNS = (
    r"(\w+\s?)*!",
    r"(a|a)*b",
    r"(.*)*x",
    "(?<=a+)b",
    "(" * 200 + ")" * 200,
    "a{99999}{99999}",
    "(?P<a>",
    "\\",
)


def arguments(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """Words where a command expects others."""
    word = chance.choice((hostile(chance), hostile(chance), chance.choice(_PATTERNS), "\udcff", "words " * 4000))
    word = re.sub("[\0\ud800-\udbff]", "", word)  # what argv can hold
    line = chance.choice(_CALLS).replace("OPTION", chance.choice(_OPTIONS))
    if line.startswith(("serve", "watch")) and os.path.exists(word or "."):  # noqa: PTH110 - false where a name is too long
        return  # it would run until it is stopped
    words = [one.replace("W", word, 1) if "W" in one else one for one in ground.words(line, ground.copy())]
    yield called(words, f"{line} W={word[:60]!r}", screen=chance.random() < 0.3)
    _swept(ground)


def _swept(ground: Ground) -> None:
    """Take away what a call wrote under a hostile name."""
    for made in ground.folder.iterdir():
        if made.name not in ("s", "models", "sound.db", "spoilt.db"):
            shutil.rmtree(made) if made.is_dir() and not made.is_symlink() else made.unlink()


_NAME = re.compile(r'^name = "[^"]*"', re.MULTILINE)


def names(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """Ten hostile names and words in reports, lists, dispute files and model files, through every command."""
    words = [_sayable(chance) for _ in range(NAMES)]
    place = ground.folder / "named"
    shutil.rmtree(place, ignore_errors=True)
    (place / "s").mkdir(parents=True)
    shutil.copytree(ground.folder / "models", place / "models")
    for number in range(0, NAMES, 2):
        _lay_report(place / "s", number, words[number], words[number + 1])
    (place / "s" / "b.txt").write_text(TEXT.replace("Egypt", "Sudan"), encoding="utf-8")
    (place / "dispute.toml").write_text(_disputed(words), encoding="utf-8")
    for file in (place / "models").glob("*.toml"):
        named = itertools.cycle(map(_in_toml, words))
        file.write_text(_NAME.sub(lambda _: f"name = {next(named)}", file.read_text("utf-8")), encoding="utf-8")  # noqa: B023
    told, record, screen = f"names {words!r}", place / "r.db", chance.random() < 0.5
    build = ["build", str(place), "--into", str(record), "--workers", "1"]
    yield called(build, told, place, screen=screen)
    if not record.exists():  # the dispute file was refused
        (place / "dispute.toml").unlink()
        yield called(build, told, place, screen=screen)
    ground.look_up(record)
    for line in (*READING, *MODELLING, *WRITING[:-2], "correct list R", "mark list R", "forget R b.txt --yes"):
        yield called(ground.words(line, record), told, place, screen=screen and " --into " not in line)
    ground.look_up(ground.sound)


def _lay_report(folder: Path, number: int, word: str, other: str) -> None:
    """Lay a report into a folder whose name, title, outlet, address and text hold two words."""
    row = {
        "text": f"{TEXT}\n{word} Prime Minister Abel {other} Tesh of Egypt said {word} talks had failed.\n",
        "title": f"{word} {other}",
        "outlet": other,
        "url": f"https://example.org/{word}",
        "date": "2024-01-02",
    }
    name = "".join(letter for letter in f"a{word}b"[:40] if letter not in "/\0")
    (folder / f"{name}{number}.jsonl").write_text(json.dumps(row), encoding="utf-8")


def _disputed(words: list[str]) -> str:
    """Return a dispute file with an actor and an issue of each name."""
    said = [_in_toml(word) for word in words]
    actors = "".join(
        f'[[actor]]\nid = "tesh-{number}"\nkind = "person"\nname = {one}\nparty = "egypt"\naliases = ["Tesh"]\n'
        f'[[issue]]\nid = "i-{number}"\nname = {one}\nwords = ["talks"]\n'
        for number, one in enumerate(said)
    )
    return f'name = "a"\ntitle = {said[0]}\nsources = ["s"]\n{actors}'


def _in_toml(word: str) -> str:
    return json.dumps(word.replace("\0", ""), ensure_ascii=False).replace("\x7f", "\\u007f")


def _sayable(chance: random.Random) -> str:
    """Draw a word that is worth printing."""
    while True:
        word = hostile(chance)
        if word.strip() and len(word) < 200 and not re.search("[\ud800-\udfff]", word):
            return word


KINDS: dict[str, Kind] = {
    "damaged-records": damaged_records,
    "crafted-records": crafted_records,
    "configurations": configurations,
    "arguments": arguments,
    "names": names,
}


if __name__ == "__main__":
    run(KINDS, __doc__.splitlines()[0])
