"""What one program costs over the articles of a list, measured in its own process; standard library only."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WARM = "The minister said on Monday that talks would go on. “We will not leave,” he said."


def measure(given: Callable[[str], int]) -> None:
    """Print as JSON CPU seconds, most memory (MiB) and what was given for the texts that the first argument lists.

    Args:
        given: Reads one text and returns how many entries or quotations it gives.
    """
    texts = [Path(name).read_text(encoding="utf-8") for name in json.loads(Path(sys.argv[1]).read_text("utf-8"))]
    given(WARM)  # what is loaded at the first text does not count
    begun = time.process_time()
    entries = sum(map(given, texts))
    seconds = time.process_time() - begun
    print(
        json.dumps(
            {
                "seconds": seconds,
                "words": sum(len(text.split()) for text in texts),
                "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "entries": entries,
            }
        )
    )
