"""Look up whether all that onrecord installs has a wheel for other systems, and end with 1 where one has none.

    python tools/wheels.py [EXTRA ...]

Asks pip, which asks the package index that it is set to, what it would install there of the exact versions that
are installed here; nothing is installed. What only another system needs (`colorama` on Windows) is named below,
since pip reads the conditions of a requirement for the system that it runs on. Macs with Intel processors are left
out: `llvmlite`, `numba` and `onnxruntime` have no wheel for them any more.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from tools.licences import installed

SYSTEMS = {
    "Windows (x86-64)": ("win_amd64", ("colorama",)),
    "macOS 14 (Apple silicon)": ("macosx_14_0_arm64", ()),
}
_NONE = re.compile(r"No matching distribution found for ([\w.-]+)")


def without_wheel(platform: str, wanted: list[str]) -> list[str]:
    """Return the names of those of some requirements for which there is no wheel for a platform.

    Raises:
        RuntimeError: pip could not look.
    """
    missing: list[str] = []
    while left := [one for one in wanted if one.partition("==")[0] not in missing]:
        done = _asked(platform, left)
        if done.returncode == 0:
            break
        found = _NONE.search(done.stderr)
        if found is None or found[1] in missing:
            raise RuntimeError(f"pip could not look up the wheels for {platform}: {done.stderr.strip()[-500:]}")
        missing.append(found[1])
    return missing


def _asked(platform: str, wanted: list[str]) -> subprocess.CompletedProcess[str]:
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    with tempfile.TemporaryDirectory() as target:
        return subprocess.run(
            [
                *(sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--no-deps"),
                *("--ignore-installed", "--only-binary=:all:", "--platform", platform, "--python-version", python),
                *("--implementation", "cp", "--target", target, *wanted),
            ],
            check=False, capture_output=True, text=True,
        )  # fmt: skip


def main() -> None:
    """Print a line a system."""
    extras = frozenset(sys.argv[1:])
    pins = sorted(f"{one.name}=={one.version}" for one in installed("onrecord", extras) if one.name != "onrecord")
    lacking = 0
    for system, (platform, also) in SYSTEMS.items():
        missing = without_wheel(platform, [*pins, *also])
        lacking += len(missing)
        told = f"no wheel of {', '.join(missing)}" if missing else "a wheel of each"
        print(f"{system}: {len(pins) + len(also)} distributions, {told}", flush=True)
    sys.exit(1 if lacking else 0)


if __name__ == "__main__":
    main()
