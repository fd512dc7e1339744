"""The measure of fuzzed answers, taken anew on a few hundred: no entry that does not hold."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parents[3] / "bench" / "llm_answers.py"


def test_of_fuzzed_answers_no_entry_is_left_that_does_not_hold() -> None:
    call = [sys.executable, str(BENCH), "--answers", "400", "--seed", "7"]
    told = subprocess.run(call, capture_output=True, text=True, check=True).stdout
    counts = {name: int(number) for number, name in re.findall(r"(\d+)  (\w[\w: ]+)", told)}
    assert counts["answers"] >= 400
    assert counts["entries"] > 100
    assert counts["problems: not verbatim"] > 20
    assert counts["unverified"] == 0
