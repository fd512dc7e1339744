"""Put onrecord and the wheels of all that it needs into one archive, to install where there is no network.

    python tools/offline.py onrecord-offline.tar [EXTRA ...]

Asks pip for the exact versions that are installed here, for this system and this Python, as wheels only, so that
no compiler is needed where they go. The archive holds a list with the hash of each and how to install it.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from tools.licences import installed

ROOT = Path(__file__).parents[1]
LIST = "requirements.txt"
_HOW = f"""To install, without network, compiler or rights beyond a folder of your own:

    tar -xf {{archive}} && cd {{folder}}
    python3 -m venv onrecord && onrecord/bin/pip install --no-index --find-links . --require-hashes -r {LIST}
    onrecord/bin/onrecord --help

For Python {{python}} on {{system}}; on Windows the folder `bin` is called `Scripts`.
"""


def gather(folder: Path, extras: frozenset[str]) -> None:
    """Make the wheel of onrecord, and fetch those of what it needs.

    Raises:
        CalledProcessError: pip could not; it has said why.
    """
    pip = (sys.executable, "-m", "pip")
    needed = [f"{one.name}=={one.version}" for one in installed("onrecord", extras) if one.name != "onrecord"]
    subprocess.run([*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)], check=True)
    fetched = [*pip, "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", str(folder)]
    subprocess.run([*fetched, *needed], check=True)


def listed(folder: Path) -> str:
    """Return the wheels of a folder as pip takes them: exact versions, each with its hash."""
    lines = []
    for wheel in sorted(folder.glob("*.whl")):
        name, version = wheel.name.split("-")[:2]
        lines.append(f"{name}=={version} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n")
    return "".join(lines)


def pack(folder: Path, archive: Path) -> int:
    """Write the list and how to install beside the wheels, and all into an archive; return its size in bytes."""
    (folder / LIST).write_text(listed(folder), encoding="utf-8")
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    how = _HOW.format(archive=archive.name, folder=archive.stem, python=python, system=sys.platform)
    (folder / "INSTALL.txt").write_text(how, encoding="utf-8")
    with tarfile.open(archive, "w") as opened:  # wheels are packed already
        opened.add(folder, arcname=archive.stem)
    return archive.stat().st_size


def main() -> None:
    """Make the archive that is named."""
    if len(sys.argv) < 2:
        sys.exit("Name the archive to write: python tools/offline.py onrecord-offline.tar [EXTRA ...]")
    archive = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as spare:
        gather(Path(spare), frozenset(sys.argv[2:]))
        count = len(list(Path(spare).glob("*.whl")))
        size = pack(Path(spare), archive)
    print(f"{archive}: {count} wheels, {size / 1e6:,.0f} MB.")


if __name__ == "__main__":
    main()
