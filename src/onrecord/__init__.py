"""onrecord puts a dispute on record: who said and did what, to whom, when, by whose account.

Each entry rests on exact words at exact offsets of a report.

    >>> import onrecord
    >>> for report in onrecord.read("talks.txt").items:             # doctest: +SKIP
    ...     for entry in onrecord.extract(report).entries:
    ...         print(entry)
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

# The runtime of the trained network would note a device's id in the home folder and look up its maker's host; only
# this stops it, and only if it stands there before the first import, whoever imports it.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

from onrecord.core.problem import OnRecordError

if TYPE_CHECKING:
    from onrecord.library import build as build
    from onrecord.library import code_pair as code_pair
    from onrecord.library import code_parties as code_parties
    from onrecord.library import extract as extract
    from onrecord.library import open as open  # noqa: A004
    from onrecord.library import read as read

__version__ = "0.1.0"
__all__ = ["OnRecordError", "__version__", "build", "code_pair", "code_parties", "extract", "open", "read"]


def __getattr__(name: str) -> object:
    """Load the library on first use: `import onrecord` and `onrecord --help` stay quick."""
    if name in __all__:
        from onrecord import library

        return getattr(library, name)
    raise AttributeError(f"module 'onrecord' has no attribute '{name}'")


def __dir__() -> list[str]:
    """Name what is there for those who program with it, before it is loaded, too."""
    return sorted(__all__)
