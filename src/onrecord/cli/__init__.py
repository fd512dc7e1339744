"""The command line: thin. Options become one call; what comes back is printed.

Heavy imports stand inside the commands, so that `--help` is quick. Exit codes: 0 done, with any problems told on
standard error; 1 not one report could be read (`build`, `extract`); 2 the call was at fault; 130 interrupted.
"""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; Ctrl-C ends it with code 130 while its parts are loaded, too."""
    try:
        from onrecord.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)
