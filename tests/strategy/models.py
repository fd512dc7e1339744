"""Small models that several tests read, written out as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PRISONERS = """
name = "Prisoner's dilemma"
status_quo = "0"
[[party]]
id = "a"
[[party]]
id = "b"
[[option]]
id = "quiet-a"
by = "a"
[[option]]
id = "quiet-b"
by = "b"
[[preference]]
party = "a"
ranking = [2, 3, 0, 1]
[[preference]]
party = "b"
ranking = [1, 3, 0, 2]
"""

# A ministry, a plant and a town over polluted wells; after the plant gives up, nothing else matters.
WELLS = """
name = "The wells"
[[party]]
id = "ministry"
[[party]]
id = "plant"
[[party]]
id = "town"
[[option]]
id = "modify"
by = "ministry"
direction = "fwd"
[[option]]
id = "delay"
by = "plant"
direction = "back"
[[option]]
id = "accept"
by = "plant"
[[option]]
id = "abandon"
by = "plant"
direction = "fwd"
[[option]]
id = "insist"
by = "town"
[[rule]]
one_of = ["delay", "accept", "abandon"]
[[merge]]
when = "abandon"
[[preference]]
party = "ministry"
ranking = [20, 4, 5, 21, 18, 2, 3, 19, 8]
[[preference]]
party = "plant"
ranking = [2, 5, 21, 18, 8, 4, 20, 3, 19]
[[preference]]
party = "town"
ranking = [20, 4, 18, 2, 21, 19, 5, 3, 8]
"""

# Two states downstream and upstream of a dam; the upstream one cannot drain the lake once it is filled.
DAM = """
name = "The dam"
as_of = 2021-07-01
status_quo = "0"
[[party]]
id = "upstream"
name = "Upstream"
[[party]]
id = "downstream"
name = "Downstream"
[[option]]
id = "fill"
name = "Fill the lake"
by = "upstream"
direction = "fwd"
[[option]]
id = "share"
name = "Share the readings"
by = "upstream"
[[option]]
id = "strike"
name = "Strike the dam"
by = "downstream"
[[preference]]
party = "upstream"
statements = ["!strike", "fill", "!share"]
[[preference]]
party = "downstream"
statements = ["!fill | share", "!strike", "share"]
[[cell]]
option = "fill"
party = "upstream"
kind = "intention"
says = "yes"
date = 2021-06-01
entries = ["e1"]
[[cell]]
option = "fill"
party = "upstream"
says = "yes"
date = 2021-05-01
entries = ["e2"]
[[cell]]
option = "fill"
party = "downstream"
says = "no"
entries = ["e3"]
[[cell]]
option = "strike"
party = "downstream"
kind = "intention"
says = "yes"
entries = ["e4"]
doubted_by = ["upstream"]
[[cell]]
option = "strike"
party = "downstream"
says = "no"
assumption = "It has always called force the last resort."
[[cell]]
option = "strike"
party = "upstream"
says = "no"
"""


def written(folder: Path, text: str, name: str = "model.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
