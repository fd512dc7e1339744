"""The main text of saved pages: ours beside trafilatura's three settings, readability-lxml and newspaper4k.

    python bench/main_text.py [--shared ../shared] [--ours] [--show N]

The pages, the text that people marked, and the scorer (runs of four words, F of each page, then the mean) are not
part of the project; without them one sentence says so. A rival that is not installed is named and left out.
Ours is what cleaning leaves to be read, and prose in other languages; the title is not part of the text that was
marked. Each figure is given for two halves of the pages, too: rules were chosen on the first (seed 18).
With `--ours`, without the rivals. With `--show`, the pages that ours reads worst.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import random
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.clean import clean
from onrecord.core.report import PassageKind
from onrecord.readers import Source, read

if TYPE_CHECKING:
    from types import ModuleType

SHARED = Path(__file__).resolve().parents[2] / "shared"
_TEXT = (PassageKind.PARAGRAPH, PassageKind.HEADING, PassageKind.UNREAD)

Way = Callable[[bytes, str], str]


def ours(data: bytes, _: str) -> str:
    outcome = read(Source("page.html", "", "html", content=data))
    if not outcome.items:
        return ""
    report = clean(outcome.items[0]).items[0]
    read_of_it = [passage for passage in report.passages if passage.kind in _TEXT]
    return "\n".join(report.text[passage.start : passage.end] for passage in read_of_it)


def by_trafilatura(**how: bool) -> Way:
    import trafilatura

    return lambda data, _: trafilatura.extract(data, include_comments=False, **how) or ""


def by_readability(data: bytes, _: str) -> str:
    from lxml import html
    from readability import Document

    return "\n".join(html.fromstring(Document(_decoded(data)).summary()).itertext())


def by_newspaper(data: bytes, address: str) -> str:
    import newspaper
    import tldextract

    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())  # it would ask the network
    try:
        return str(newspaper.article(address, input_html=_decoded(data), fetch_images=False).text)
    except (ImportError, LookupError):  # of languages whose words only further packages can tell
        return ""


def _decoded(data: bytes) -> str:
    from trafilatura.utils import decode_file

    return decode_file(data)


def ways() -> dict[str, Way]:
    """Return the ways to read a page, by name; says which are left out."""
    found: dict[str, Way] = {
        "onrecord": ours,
        "trafilatura": by_trafilatura(),
        "trafilatura precision": by_trafilatura(favor_precision=True),
        "trafilatura recall": by_trafilatura(favor_recall=True),
    }
    rivals = {"readability-lxml": ("readability", by_readability), "newspaper4k": ("newspaper", by_newspaper)}
    for name, (module, way) in rivals.items():
        if importlib.util.find_spec(module):
            found[name] = way
        else:
            print(f"{name} is not installed here: left out")
    return found


def scorer_of(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("pages_scorer", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path}: not a scorer.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def halves(pages: list[str]) -> dict[str, list[str]]:
    """Return all pages, and two halves of them."""
    mixed = sorted(pages)
    random.Random(18).shuffle(mixed)
    middle = len(mixed) // 2
    return {"": sorted(pages), ", half 1": mixed[:middle], ", half 2": mixed[middle:]}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, default=SHARED)
    options.add_argument("--ours", action="store_true")
    options.add_argument("--show", type=int, default=0)
    given = options.parse_args()
    folder, scorer = given.shared / "data" / "pages", given.shared / "score" / "pages.py"
    for path in (folder, scorer):
        if not path.exists():
            sys.exit(f"{path} is missing: name the folder that holds the pages and the scorer with --shared.")
    warnings.simplefilter("ignore")
    judge: Any = scorer_of(scorer)
    told = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    pages = {key: gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()) for key in told}
    for name, way in ({"onrecord": ours} if given.ours else ways()).items():
        started = time.process_time()
        said = {key: way(data, told[key]["url"]) for key, data in pages.items()}
        spent = (time.process_time() - started) / len(pages)
        for half, keys in halves(list(told)).items():
            judge.report(name + half, {key: told[key]["articleBody"] for key in keys}, said)
        kept = sum(judge.page(told[key]["articleBody"], said[key])[1] >= 1 / 2 for key in pages) / len(pages)
        print(f"{name}: half or more of the text of {kept:.3f} of the pages; {1000 * spent:.0f} ms a page")
        if given.show and way is ours:
            worst = sorted((judge.page(told[key]["articleBody"], said[key])[2], key) for key in pages)
            for figure, key in worst[: given.show]:
                print(f"    {figure:.3f} {key[:8]} {told[key]['url']}")


if __name__ == "__main__":
    main()
