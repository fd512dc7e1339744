"""Notes what was fitted on what, after a new fit: writes the manifest of the trained parts anew.

    python training/fitted.py FILE...      the parts that were fitted just now, as `attribution/arbitration.json`

Each part named gets its digest as it is, and those of the parts that it depends on as they are. A part that is not
named keeps what it was fitted on: if that has changed since, onrecord refuses to load it and says which script to
run.
"""

import argparse
import hashlib
import tomllib
from pathlib import Path

DATA = Path(__file__).parents[1] / "src" / "onrecord" / "data"
MANIFEST = DATA / "fitted.toml"
HEAD = """# The trained parts, with their digests, what each was fitted on, and the script that fits it.
# Written by training/fitted.py; held against what is there by onrecord/encoder/fitted.py.
"""


def noted(*fitted: str) -> str:
    """Return the manifest after some parts were fitted."""
    rows = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))["part"]
    now = {row["file"]: hashlib.sha256((DATA / row["file"]).read_bytes()).hexdigest() for row in rows}
    unknown = set(fitted) - set(now)
    if unknown:
        raise SystemExit(f"{MANIFEST} names no part {', '.join(sorted(unknown))}; it names {', '.join(now)}.")
    for row in rows:
        if row["file"] in fitted:
            row["sha256"] = now[row["file"]]
            row["on"] = {other: now[other] for other in row.get("on", {})}
    return HEAD + "".join(map(_told, rows))


def _told(row: dict[str, object]) -> str:
    lines = ["", "[[part]]", *(f'{key} = "{row[key]}"' for key in ("file", "sha256", "script"))]
    rules, on = row.get("rules"), row.get("on")
    if isinstance(rules, list):
        lines.append(f"rules = [{', '.join(repr(rule).replace(chr(39), chr(34)) for rule in rules)}]")
    if isinstance(on, dict) and on:
        lines += ["[part.on]", *(f'"{other}" = "{sha256}"' for other, sha256 in on.items())]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the manifest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", metavar="FILE")
    MANIFEST.write_text(noted(*parser.parse_args().files), encoding="utf-8")


if __name__ == "__main__":
    main()
