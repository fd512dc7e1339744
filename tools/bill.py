"""Print a bill of materials (CycloneDX 1.5, JSON): what is installed with onrecord, each with version and licence.

python tools/bill.py [EXTRA ...] > dist/onrecord.cdx.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))
from licences import installed

if TYPE_CHECKING:
    from licences import Licensed


def bill(extras: frozenset[str]) -> dict[str, object]:
    """Return the bill: onrecord itself as what it is of, all else as its parts."""
    own, *others = sorted(installed("onrecord", extras), key=lambda one: (one.name != "onrecord", one.name))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {**_part(own), "type": "application"}},
        "components": [_part(one) for one in others],
    }


def _part(one: Licensed) -> dict[str, object]:
    return {
        "type": "library",
        "name": one.name,
        "version": one.version,
        "purl": f"pkg:pypi/{one.name}@{one.version}",
        "licenses": [{"license": {"name": one.licence}}],
    }


def main() -> None:
    """Print it."""
    print(json.dumps(bill(frozenset(sys.argv[1:])), indent=1))


if __name__ == "__main__":
    main()
