"""Print the exact version of all that onrecord needs and its tests use, as they stand in this environment.

    python tools/constraints.py > constraints.txt

`make test` installs by that file, so that a test that fails fails everywhere.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from licences import TESTED, installed

HEAD = "# What the tests are run with: made by `python tools/constraints.py > constraints.txt`."


def main() -> None:
    """Print a pin a line."""
    pins = sorted(f"{one.name}=={one.version}" for one in installed("onrecord", TESTED) if one.name != "onrecord")
    print("\n".join([HEAD, *pins]))


if __name__ == "__main__":
    main()
