"""Office holders against Wikidata's, as github.com/peppercatorg/site-build has them (docs/leaders).

usage: python bench/holders.py DIR [--until 2022-06-30] [--slack 14]

DIR holds the files leaders-historic.csv; each row is a country, a position, a person, the first and the last day.
Presidents, prime ministers, foreign and defence ministers of both are compared, by surname and days; every term
that differs is printed for a person to decide, and so is each of theirs of over a month that is not here.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from onrecord.core.who import ActorKind
from onrecord.resolvers.directory.directory import Directory
from onrecord.resolvers.directory.entries import bounds
from onrecord.resolvers.directory.files import actor_files

FIRST = date(2000, 1, 1)
_POSITIONS = {
    "president": re.compile(r"president( of .*)?", re.IGNORECASE),
    "prime-minister": re.compile(r"(caretaker )?prime minister|(federal )?chancellor|premier", re.IGNORECASE),
    "foreign-minister": re.compile(
        r"(federal )?minister (of|for) foreign affairs|foreign minister", re.IGNORECASE
    ),
    "defence-minister": re.compile(r"(federal )?minister (of|for) (national )?defen[cs]e", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Held:
    """A term as one side has it: the first and last day on which it may have begun, and may have ended."""

    name: str
    began: tuple[date, date]
    ended: tuple[date, date]

    def meets(self, other: Held) -> bool:
        return self.began[0] <= other.ended[1] and other.began[0] <= self.ended[1]

    def namesake_of(self, other: Held) -> bool:
        return bool(words(self.name) & words(other.name))


def words(name: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return {word[:5] for word in re.findall(r"[a-z]{3,}", plain)}


def days(first: str, last: str, name: str) -> Held:
    began, ended = bounds(first), bounds(last)
    return Held(name, (began[0] or date.min, began[1] or date.min), (ended[0] or date.max, ended[1] or date.max))


def theirs(folder: Path) -> dict[tuple[str, str], list[Held]]:
    """Return the terms of the files by state and kind of office; a second term after the first is one term."""
    directory = Directory.standard()
    found: dict[tuple[str, str], list[Held]] = {}
    for path in sorted(folder.rglob("leaders-historic.csv")):
        for row in csv.DictReader(path.open(encoding="utf-8")):
            state = directory.named(row["catalog"])
            kind = next((kind for kind, form in _POSITIONS.items() if form.fullmatch(row["position"])), None)
            if len(state) == 1 and kind and row["start"] and row["person"]:
                found.setdefault((state[0], kind), []).append(days(row["start"], row["end"], row["person"]))
    return {office: joined(terms) for office, terms in found.items()}


def joined(terms: list[Held]) -> list[Held]:
    made: list[Held] = []
    for term in sorted(terms, key=lambda each: each.began):
        if made and made[-1].name == term.name and (term.began[0] - made[-1].ended[1]).days <= 3:
            made[-1] = Held(term.name, made[-1].began, max(made[-1].ended, term.ended))
        else:
            made.append(term)
    return made


def ours() -> dict[tuple[str, str], list[Held]]:
    files = actor_files()
    found: dict[tuple[str, str], list[Held]] = {}
    for post in files.posts:
        if post.kind in _POSITIONS and files.actors[post.party].kind is ActorKind.STATE:
            for term in post.terms:
                since, until = term.since or date.min, term.until or date.max
                held = Held(files.actors[term.person].name, (since, since), (until, until))
                found.setdefault((post.party, post.kind), []).append(held)
    return found


def near(own: date, other: tuple[date, date], slack: timedelta) -> bool:
    """Say whether a date of ours, which may be the edge of a month or a year, agrees with theirs."""
    edge = slack + (timedelta(31) if own.day in (1, 28, 29, 30, 31) else timedelta())
    first = other[0] if other[0] == date.min else other[0] - min(edge, other[0] - date.min)
    return first <= own <= (other[1] if other[1] == date.max else other[1] + edge)


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("folder", type=Path)
    reader.add_argument("--until", type=date.fromisoformat, default=date(2022, 6, 30))
    reader.add_argument("--slack", type=int, default=14)
    told = reader.parse_args()
    if not told.folder.is_dir() or not any(told.folder.rglob("leaders-historic.csv")):
        sys.exit(
            f"{told.folder} has no leaders-historic.csv. Fetch docs/leaders of github.com/peppercatorg/site-build."
        )
    slack, there, here = timedelta(told.slack), theirs(told.folder), ours()
    counts: Counter[str] = Counter()
    for office in sorted(set(there) & set(here)):
        for own in here[office]:
            if own.began[0] <= told.until and own.ended[1] >= FIRST:
                counts[compared(office, own, there[office], told.until, slack)] += 1
        counts["missing"] += missing(office, here[office], there[office], told.until)
    print(
        f"terms here: agree {counts['agree']}, differ {counts['differ']}, not there {counts['absent']}; "
        f"terms of theirs not here {counts['missing']}"
    )


def compared(office: tuple[str, ...], own: Held, theirs: list[Held], until: date, slack: timedelta) -> str:
    """Return whether a term agrees with theirs of the same holder; what differs is printed."""
    same = [each for each in theirs if each.namesake_of(own) and each.meets(own)]
    if not same:
        return "absent"
    begins = any(near(own.began[0], each.began, slack) for each in same)
    ends = own.ended[1] > until or any(near(own.ended[1], each.ended, slack) for each in same)
    if begins and ends:
        return "agree"
    other = " + ".join(f"{each.began[0]}/{each.ended[1]}" for each in same)
    print(f"{'.'.join(office)}: {own.name} {own.began[0]}/{own.ended[1]} here, {other} there")
    return "differ"


def missing(office: tuple[str, ...], ours: list[Held], theirs: list[Held], until: date) -> int:
    """Return how many of their terms of a month or more are not here, and print them."""
    long = [each for each in theirs if (min(each.ended[1], until) - max(each.began[0], FIRST)).days > 31]
    gone = [each for each in long if not any(own.namesake_of(each) and own.meets(each) for own in ours)]
    for each in gone:
        print(f"{'.'.join(office)}: {each.name} {each.began[0]}/{each.ended[1]} there, not here")
    return len(gone)


if __name__ == "__main__":
    main()
