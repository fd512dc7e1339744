"""Office holders against the country facts of CountryInfo (which go to about 2005): who held which office when.

usage: python bench/offices.py [--data DIR]

Each half-year from 2000 to 2004, presidents, prime ministers and monarchs of both are compared; every disagreement
is printed, by office and days, for a person to decide: the other side is wrong now and then as well.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from datetime import date
from pathlib import Path

from onrecord.core.who import ActorKind
from onrecord.resolvers.directory import Directory
from onrecord.resolvers.directory.files import actor_files

_COUNTRY = re.compile(r"<ISO3166-alpha3>(\w{3})</ISO3166-alpha3>.*?(?=<Country>|\Z)", re.DOTALL)
_OFFICE = re.compile(r"<([A-Z][a-z ]+)>\s*\n(.*?)</", re.DOTALL)
_HOLDER = re.compile(r"^\s*([A-Z_'\-.]+?)_?\s+\[(>?)(\d{8})(?:\s*-\s*(\d{8}))?\]", re.MULTILINE)
_TITLES = {
    "Presidents": ("president",), "Prime ministers": ("prime minister", "premier", "chancellor", "taoiseach"),
    "Chancellors": ("chancellor",), "Kings": ("king",), "Monarchs": ("king", "queen", "emir"),
}  # fmt: skip
DAYS = tuple(date(year, month, 15) for year in range(2000, 2005) for month in (2, 8))


def surname_words(name: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", name.replace("_", " ")).encode("ascii", "ignore").decode().lower()
    return {word[:5] for word in re.findall(r"[a-z]{3,}", plain)}


def theirs(text: str) -> dict[tuple[str, str], list[tuple[date, date | None, str]]]:
    found: dict[tuple[str, str], list[tuple[date, date | None, str]]] = {}
    for country in _COUNTRY.finditer(text):
        for office in _OFFICE.finditer(country.group()):
            if office[1] not in _TITLES:
                continue
            for name, _, since, until in _HOLDER.findall(office[2]):
                try:
                    begun, ended = _day(since), _day(until) if until else None
                except ValueError:
                    continue
                found.setdefault((country[1], office[1]), []).append((begun, ended, name))
    return found


def _day(digits: str) -> date:
    return date(int(digits[:4]), int(digits[4:6]) or 1, int(digits[6:]) or 1)


def ours(code: str, titles: tuple[str, ...], day: date) -> set[str]:
    actors = actor_files().actors.values()
    parties = {actor.id for actor in actors if actor.kind is ActorKind.STATE and actor.code == code}
    return {
        actor.name
        for actor in actors
        for office in actor.offices
        if office.party in parties and office.title.lower() in titles and office.held_on(day)
    }


def main() -> None:
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--data", type=Path, default=beside)
    path = reader.parse_args().data / "dictionaries" / "CountryInfo.120116.txt"
    if not path.is_file():
        sys.exit(f"{path} is not there. Name the folder of the corpora with --data.")
    Directory.standard()
    agreed = missing = 0
    differ: dict[tuple[str, str, str, str], list[date]] = {}
    for (code, office), terms in sorted(theirs(path.read_text("utf-8", errors="replace")).items()):
        for day in DAYS:
            held = {name for since, until, name in terms if since <= day and (until is None or day <= until)}
            known = ours(code, _TITLES[office], day)
            if not held or not known:
                missing += bool(held)
            elif any(surname_words(a) & surname_words(b) for a in held for b in known):
                agreed += 1
            else:
                differ.setdefault((code, office, " + ".join(sorted(held)), " + ".join(sorted(known))), []).append(
                    day
                )
    for (code, office, other, own), days in differ.items():
        print(f"{code} {office}: {other} there, {own} here, {days[0]} to {days[-1]}")
    print(f"agree {agreed}, differ {sum(map(len, differ.values()))}, not here {missing} (office and half-year)")


if __name__ == "__main__":
    main()
