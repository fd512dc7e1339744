"""How much of a hand-made table of the sample the brief tells, and how long it is.

    python bench/brief.py RECORD [TABLE.json]

Counts the table's dates that the brief tells, and the parties' last positions of whose words it cites half; the
words of the brief beside those of the reports; lines said twice. The table is not part of the project: it is found
by path.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import onrecord
from onrecord.casebook import casebook
from onrecord.record import Filter
from onrecord.record import open as open_record
from onrecord.record.edtf import when_by_hand
from onrecord.show.blocks import markdown
from onrecord.show.brief import brief
from onrecord.show.sentences import Sentences

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "examples" / "nato-ukraine" / "reports"
WORD = re.compile(r"\w+")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", type=Path)
    parser.add_argument("table", type=Path, nargs="?", default=Path("../shared/gold/cross_sample.json"))
    given = parser.parse_args()
    if not given.table.exists():
        parser.error(f"{given.table} is missing: name the hand-made table.")
    table = json.loads(given.table.read_text(encoding="utf-8"))
    with open_record(given.record) as opened:
        text = markdown(brief(casebook(opened, Filter()), list(opened.findings()), Sentences(opened.report)))
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    reports = sum(len(report.text.split()) for report in onrecord.read(str(SAMPLE)).items)
    print(f"words {len(text.split())} of {reports}; lines {len(lines)}, said twice {len(lines) - len(set(lines))}")
    dates = [row["date"] for row in table["chronology"]]
    turned, wanted = section(text, "When it turned"), section(text, "What each party wants")
    print(f"dates told {sum(told(date, turned) for date in dates)} of {len(dates)}")
    last = {(row["party"], row["issue"]): row for row in sorted(table["positions"], key=lambda row: row["from"])}
    found = sum(cited(row["telling"]["words"], wanted) for row in last.values())
    print(f"last positions cited {found} of {len(last)}")


def section(text: str, title: str) -> str:
    """Return the lines under a heading: elsewhere a date or words tell something else."""
    return text.partition(f"## {title}\n")[2].partition("\n## ")[0]


def told(date: str, text: str) -> bool:
    """Say whether the text names a day, or a month where the table names no day."""
    when = when_by_hand(date)
    return when is not None and when.in_words() in text


def cited(words: str, text: str) -> bool:
    """Say whether half of the words of a telling stand in one line of the text."""
    wanted = set(WORD.findall(words.casefold()))
    lines = (set(WORD.findall(line.casefold())) for line in text.splitlines() if line.startswith("- "))
    return any(2 * len(wanted & line) >= len(wanted) for line in lines)


if __name__ == "__main__":
    main()
