"""Measures the dating of events on TimeBank and AQUAINT, by the temporal links that annotators drew.

    python bench/event_links.py [--data ../shared/data] [--errors N]

Taken are the events that a link puts into a time of the text (IS_INCLUDED, SIMULTANEOUS, DURING) whose annotated
value covers days. `same words`: dated by the words that the link names. `agrees`: by other words, or by the
report, with a day in common. `surer`: a single day where the annotated time is longer. `wrong`: no day in common.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from times import DEFAULT, Row, report_of, rows

from onrecord.core.entry import Event, Root, Status
from onrecord.core.extraction import Extraction
from onrecord.extractors.times import find_times
from onrecord.parse import parse
from onrecord.resolvers.dates.calendar import days_of
from onrecord.resolvers.dates.resolver import DateResolver

if TYPE_CHECKING:
    from onrecord.core.entry import Entry

_WITHIN = ("IS_INCLUDED", "SIMULTANEOUS", "DURING")


def linked(row: Row) -> dict[str, Row]:
    """Return, by event, the annotated time that a link puts it into."""
    events = {event["eid"] for event in row["events"]}
    of_instance = {made["eiid"]: made["eventID"] for made in row["makeinstances"]}
    times = {time["tid"]: time for time in row["timexes"]}
    found: dict[str, Row] = {}
    for link in row["tlinks"]:
        event = of_instance.get(link.get("eventInstanceID"))
        time = times.get(link.get("relatedToTime"))
        if event in events and time and link["relType"] in _WITHIN and days_of(time["value"] or ""):
            found[event] = time
    return found


def judgement(entry: Entry, time: Row) -> str:
    words, when, gold = entry.when_words, entry.when, days_of(time["value"])
    if words and words.start < time["end"] and time["start"] < words.end:
        return "same words"
    if not when or not gold:
        return "undated"
    agrees = (not when.earliest or when.earliest <= gold[1]) and (not when.latest or when.latest >= gold[0])
    if agrees and when.day and gold[0] != gold[1]:
        return "surer"
    return "agrees" if agrees else "wrong"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=DEFAULT)
    options.add_argument("--errors", type=int, default=0)
    chosen = options.parse_args()
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for name in ("timebank", "aquaint"):
        gold = rows(chosen.data / "time" / f"{name}.jsonl")
        for row, document in zip(gold, parse(report_of(row, lines=False) for row in gold), strict=True):
            times = linked(row)
            spans = {event["eid"]: document.report.cite(event["start"], event["end"]) for event in row["events"]}
            entries = tuple(
                Event(eid, Root.CONSULT, Status.HAPPENED, spans[eid], spans[eid], "gold span") for eid in times
            )
            extraction = Extraction(document.report, entries=entries, times=find_times(document))
            for entry in DateResolver().resolve(document, extraction).entries:
                found = judgement(entry, times[entry.id])
                counts[found] += 1
                if found == "wrong":
                    said = entry.when.edtf() if entry.when else "?"
                    wrong.append(
                        f"{row['doc_id']}: {spans[entry.id].words}: {times[entry.id]['value']} not {said}"
                    )
    total = sum(counts.values())
    agreeing = counts["same words"] + counts["agrees"]
    print(f"{total} events: {dict(counts)}")
    print(f"in agreement {agreeing / total:.3f}")
    for line in wrong[: chosen.errors]:
        print("  ", line)


if __name__ == "__main__":
    main()
