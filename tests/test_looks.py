"""Every view looks as it did: screenshots in two themes and three widths, as cells of ink, against kept ones.

A page is drawn at an eighth of its size; of each stretch of 32 by 32 pixels is kept how far it stands out from the
paper, in sixteen steps: small enough to lie in the repository, and blind to the smoothing of letters. A view
differs where its paper does, or where more than `TOLERANCE` of its cells are more than `STEPS` from those kept.
That finds a lost column, an overlap, a theme gone wrong; not a changed word. The rows are frozen (`rows.json`, a
part of the sample), so that a better extractor changes no picture. Fonts change everything: the browser sees
Debian's DejaVu alone (`looks/fonts.conf`); where that is not installed, the tests are skipped.

`pytest tests/test_looks.py --update` freezes the rows anew and keeps what is seen: look at it first.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.record import Filter
from onrecord.record import open as open_record
from onrecord.show.models import model_rows, with_models
from onrecord.show.page import page
from onrecord.views import report_texts, views
from tests.browser import Seen, chromium, lacking
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

LOOKS = ROOT / "tests" / "looks" / "looks.json"
ROWS = ROOT / "tests" / "looks" / "rows.json"
FONTS = ROOT / "tests" / "looks" / "fonts.conf"
SIZES = {390: 844, 1280: 900, 2560: 1440}
SCALE = 8  # pixels of the page to one of the picture, each way
CELL = 4  # pixels of the picture to one cell, each way
STEPS = 3  # of sixteen, by which a cell may differ
FULL = 48  # of 255, from which a cell counts as full of ink
TOLERANCE = 0.03  # share of cells that may differ by more


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    for family, wanted in (("system-ui", "DejaVu Sans"), ("Georgia", "DejaVu Serif")):
        env = {**os.environ, "FONTCONFIG_FILE": str(FONTS)}
        told = subprocess.run(["fc-match", family], capture_output=True, text=True, check=False, env=env).stdout
        if wanted not in told:
            lacking(f"the fonts are others than those of the pictures: {family} is {told.strip() or 'not told'}")
    with chromium(FONTS) as found:
        yield found


@pytest.fixture(scope="module")
def kept(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """The pictures; those that a test puts in are written at the end, where that is asked for."""
    found: dict[str, str] = json.loads(LOOKS.read_text(encoding="utf-8")) if LOOKS.exists() else {}
    yield found
    if request.config.getoption("--update"):
        LOOKS.write_text(json.dumps(found, indent=0, sort_keys=True) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def rows(request: pytest.FixtureRequest) -> dict[str, Any]:
    if request.config.getoption("--update"):
        folder: Path = request.getfixturevalue("sample_folder")
        ROWS.write_text(
            json.dumps(frozen(folder / "nato-ukraine.db"), ensure_ascii=False) + "\n", encoding="utf-8"
        )
    found: dict[str, Any] = json.loads(ROWS.read_text(encoding="utf-8"))
    return found


def frozen(sample: Path) -> dict[str, object]:
    """Return a part of the sample as the report file holds it, with something for every view."""
    model = ROOT / "examples" / "nato-ukraine" / "models" / "2022-01-12.toml"
    with open_record(sample) as record:
        part = views(record, Filter(to="russia"))
        part["framing"] = views(record)["framing"][:2]
        texts = report_texts(record, Filter(to="russia"))
        told = with_models(part, model_rows([model], record))
    part["entries"][0]["marks"] = [
        {"id": "1", "kind": "star", "text": "", "who": "Ada", "when": "2026-01-02T10:00:00+00:00"},
        {"id": "2", "kind": "tag", "text": "to check", "who": "Ada", "when": "2026-01-02T10:00:00+00:00"},
        {"id": "3", "kind": "note", "text": "Ask again.", "who": "Bo", "when": "2026-01-02T10:00:00+00:00"},
    ]
    part["overview"]["built"] = "2026-01-02T10:00:00+00:00"
    problem = {"kind": "no date", "words": "It has no date.", "path": "a.txt", "report": None}
    names = [*told["views"], "framing", "problems"]  # type: ignore[misc]
    return {**told, "views": names, "problems": [problem], "texts": texts}


PLACES = (
    "overview",
    "timeline",
    "positions",
    "accounts",
    "contradictions",
    "framing",
    "model",
    "model?as=page",
    "reports",
    "reports/{report}?e={entry}",
    "coverage",
    "actors",
    "actors/russia",
    "network",
    "search?q=russia",
    "problems",
)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
def test_every_view_looks_as_it_did(
    browser: Browser,
    rows: dict[str, Any],
    kept: dict[str, str],
    tmp_path: Path,
    request: pytest.FixtureRequest,
    width: int,
    theme: str,
) -> None:
    texts = rows["texts"]
    data = {name: value for name, value in rows.items() if name != "texts"}
    (tmp_path / "r.html").write_text(page("Looks", data, texts), encoding="utf-8")
    report = next(row for row in rows["reports"] if len(row["entries"]) > 2)
    one = Seen(browser, width=width, theme=theme)
    one.page.set_viewport_size({"width": width, "height": SIZES[width]})
    differ = {}
    for place in PLACES:
        address = place.format(report=report["id"], entry=report["entries"][1])
        shown = one.go(f"{(tmp_path / 'r.html').as_uri()}#/{address}")
        if "reports/" in place:
            shown.wait_for_selector(".report .mark.on")
        name = f"{place.partition('{')[0].rstrip('/')}{'-one' if '{' in place else ''} {width} {theme}"
        seen = look(shown, width)
        if request.config.getoption("--update"):
            kept[name] = seen
        elif (share := difference(kept.get(name, ""), seen)) > TOLERANCE:
            differ[name] = share
    assert one.wrong == []
    one.context.close()
    assert differ == {}, "look at them; if they are as they should be: pytest tests/test_looks.py --update"


def test_a_lost_column_and_a_lost_theme_are_seen(browser: Browser, rows: dict[str, Any], tmp_path: Path) -> None:
    data = {name: value for name, value in rows.items() if name != "texts"}
    (tmp_path / "r.html").write_text(page("Looks", data, {}), encoding="utf-8")
    one = Seen(browser, width=1280)
    shown = one.go(f"{(tmp_path / 'r.html').as_uri()}#/overview")
    before = look(shown, 1280)
    assert difference(before, look(shown, 1280)) == 0
    shown.evaluate("document.querySelector('.columns > :last-child').remove()")
    assert difference(before, look(shown, 1280)) > TOLERANCE
    shown.emulate_media(color_scheme="dark")
    assert difference(before, look(shown, 1280)) > 0.9
    one.context.close()


def look(shown: Page, width: int) -> str:
    """Return the grey of the paper in two hexadecimal digits, then the ink of each cell in one."""
    session = shown.context.new_cdp_session(shown)
    clip = {"x": 0, "y": 0, "width": width, "height": SIZES[width], "scale": 1 / SCALE}
    taken = session.send("Page.captureScreenshot", {"format": "png", "clip": clip})
    session.detach()
    picture = greys(base64.b64decode(taken["data"]))
    paper = picture[-1][-1]
    cells = [
        ink(paper, [row[x : x + CELL] for row in picture[y : y + CELL]])
        for y in range(0, len(picture), CELL)
        for x in range(0, len(picture[0]), CELL)
    ]
    return f"{paper:02x}{''.join(f'{cell:x}' for cell in cells)}"


def ink(paper: int, cell: list[list[int]]) -> int:
    """Return how far a cell stands out from the paper, 0 to 15."""
    apart = [abs(grey - paper) for row in cell for grey in row]
    return min(15, 16 * sum(apart) // (len(apart) * FULL))


def difference(kept: str, seen: str) -> float:
    """Return the share of cells that differ; all of them where sizes or papers do."""
    if len(kept) != len(seen) or abs(int(kept[:2], 16) - int(seen[:2], 16)) > 8:
        return 1.0
    apart = sum(abs(int(a, 16) - int(b, 16)) > STEPS for a, b in zip(kept[2:], seen[2:], strict=True))
    return apart / (len(seen) - 2)


def greys(png: bytes) -> list[list[int]]:
    """Return the greys of a PNG of eight bits a channel, a list a row."""
    width, height, bits, colour = int.from_bytes(png[16:20]), int.from_bytes(png[20:24]), png[24], png[25]
    assert (bits, colour in (2, 6)) == (8, True)
    channels = 3 if colour == 2 else 4
    packed, at = b"", 8
    while at < len(png):
        size = int.from_bytes(png[at : at + 4])
        packed += png[at + 8 : at + 8 + size] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += size + 12
    raw, stride = zlib.decompress(packed), width * channels
    above, found = bytes(stride), []
    for start in range(0, height * (stride + 1), stride + 1):
        above = _unfiltered(raw[start], raw[start + 1 : start + 1 + stride], above, channels)
        found.append([sum(above[x : x + 3]) // 3 for x in range(0, stride, channels)])
    return found


def _unfiltered(kind: int, line: bytes, above: bytes, step: int) -> bytes:
    """Return a row of a PNG as it was before its filter (PNG specification, 9.2)."""
    told = bytearray(line)
    for x in range(len(told)):
        left, up = (told[x - step] if x >= step else 0), above[x]
        corner = above[x - step] if x >= step else 0
        told[x] = (told[x] + (0, left, up, (left + up) // 2, _paeth(left, up, corner))[kind]) & 255
    return bytes(told)


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))
