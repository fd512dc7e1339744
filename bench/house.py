"""The state of the house in figures: complexity, boolean operators, words in code, lines.

    pip install radon; python bench/house.py [--rooms] [FOLDER]

Complexity is radon's, of functions and methods. Boolean operators: every `and` and `or` operand beyond the first,
every alternative in `any((...))` and `all((...))` beyond the first, and each further one in a chain of equal
`if ...: return ...`; per 100 lines of code (blank lines, comments and docstrings aside). Words in code: English
words in literals that are compared, looked up or matched: in sets, tuples and lists of strings, in comparisons,
and in regular expressions. Rule rooms are those that read language. With `--rooms` a table instead: what each
folder is like, densest first, and its worst function.
"""

from __future__ import annotations

import argparse
import ast
import itertools
import re
import tomllib
from collections import Counter
from pathlib import Path
from statistics import mean

from radon.complexity import cc_visit

PACKAGE = Path(__file__).parents[1] / "src" / "onrecord"
RULE_ROOMS = ("extractors", "resolvers", "clean", "grammar")
_WORD = re.compile(r"[A-Za-z][a-z]+")
_COMPILERS = ("re.compile", "re.match", "re.search", "re.fullmatch", "re.sub", "re.findall", "re.split")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=PACKAGE)
    parser.add_argument("--rooms", action="store_true", help="a line for each folder instead")
    given = parser.parse_args()
    if given.rooms:
        print_rooms(given.folder)
    else:
        print_house(given.folder)


def print_rooms(folder: Path) -> None:
    """Print what each folder is like, those with the most operators per line first."""
    rooms: dict[str, list[Path]] = {}
    for path in sorted(folder.rglob("*.py")):
        rooms.setdefault(path.relative_to(folder).parts[0].removesuffix(".py"), []).append(path)
    print(f"{'':16}  lines  functions  above 10  mean  operators/100  worst function")
    for room, paths in sorted(rooms.items(), key=lambda row: -density(row[1])):
        blocks = [(block.complexity, block.name, path) for path in paths for block in functions(path)]
        if not blocks:
            continue
        scores = [score for score, _, _ in blocks]
        (worst, name, path), lines = max(blocks), sum(len(path.read_text().splitlines()) for path in paths)
        print(
            f"{room:16}{lines:7}{len(scores):11}{sum(score > 10 for score in scores):10}{mean(scores):6.2f}"
            f"{density(paths):15.1f}  {worst:2} {name} ({path.relative_to(folder)})"
        )


def print_house(folder: Path) -> None:
    """Print the figures of the whole house."""
    files = sorted(folder.rglob("*.py"))
    rooms = [path for path in files if path.relative_to(folder).parts[0].removesuffix(".py") in RULE_ROOMS]
    scores = [block.complexity for path in files for block in functions(path)]
    print(f"lines                                {sum(len(path.read_text().splitlines()) for path in files)}")
    print(f"functions                            {len(scores)}")
    above = sum(score > 10 for score in scores)
    print(f"  of complexity above 10             {above}")
    print(f"  share of complexity to 10          {1 - above / len(scores):.3f}")
    print(f"  mean complexity                    {mean(scores):.2f}")
    print(f"boolean operators per 100 lines, all {density(files):.1f}")
    print(f"  in the rooms that read language    {density(rooms):.1f}")
    print(f"words in code, rooms that read       {sum(map(words_in_code, rooms))}")
    print(f"words twice in one role              {sum(twice(folder).values())}")


def functions(path: Path) -> list[object]:
    """Return radon's blocks of the functions and methods of a file."""
    blocks = cc_visit(path.read_text(encoding="utf-8"))
    return [block for block in blocks if type(block).__name__ == "Function"]


def density(paths: list[Path]) -> float:
    """Return boolean operators per 100 lines of code."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in paths]
    return 100 * sum(map(operators, trees)) / sum(code_lines(path) for path in paths)


def operators(tree: ast.Module) -> int:
    """Count boolean operators and what stands for them."""
    count = 0
    for node in ast.walk(tree):
        if isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("any", "all") and node.args:
            listed = node.args[0]
            count += len(listed.elts) - 1 if isinstance(listed, ast.Tuple | ast.List) else 0
        if isinstance(node, ast.FunctionDef):
            count += chained(node.body)
    return count


def chained(body: list[ast.stmt]) -> int:
    """Count the further ones in chains of `if ...: return X` with equal X."""
    given = [_returned(line) for line in body]
    return sum(one == other != "" for one, other in itertools.pairwise(given))


def _returned(line: ast.stmt) -> str:
    """Return what a line gives back if it is no more than `if ...: return ...`."""
    plain = isinstance(line, ast.If) and len(line.body) == 1 and not line.orelse
    return ast.unparse(line.body[0]) if plain and isinstance(line.body[0], ast.Return) else ""


def code_lines(path: Path) -> int:
    """Count lines that hold code: no blank ones, comments or docstrings."""
    text = path.read_text(encoding="utf-8")
    lines = {n for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.strip().startswith("#")}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            first = node.body[0]
            lines -= set(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    return len(lines)


def words_in_code(path: Path) -> int:
    """Count English words in literals that the code holds words of a report against."""
    count = 0
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Set | ast.Tuple | ast.List):
            count += sum(is_word(item) for item in node.elts)
        elif isinstance(node, ast.Compare):
            count += sum(is_word(item) for item in (node.left, *node.comparators))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in _COMPILERS and node.args:
            pattern = node.args[0]
            if isinstance(pattern, ast.Constant) and isinstance(pattern.value, str):
                plain = re.sub(r"\\[a-zA-Z]|\(\?P<\w+>|\[[^\]]*\]", " ", pattern.value)
                count += len(_WORD.findall(plain))
    return count


def is_word(node: ast.expr) -> bool:
    """Say whether a literal is an English word and no label of a parse (`nsubj`, `VERB`)."""
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return False
    return bool(_WORD.fullmatch(node.value)) and node.value not in LABELS


LABELS = frozenset(
    word
    for line in (
        "acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass",
        "dative dep det dobj expl intj iobj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis",
        "pcomp pobj poss preconj predet prep prt punct quantmod relcl xcomp quote clause object question gerund",
        "source target place speaker addressee content cue condition words trigger dating",
    )
    for word in line.split()
)


def twice(folder: Path) -> Counter[str]:
    """Count words that stand twice in one list of the data files."""
    found: Counter[str] = Counter()
    for path in sorted((folder / "data").rglob("*.toml")):
        for key, value in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if isinstance(value, list) and all(isinstance(item, str) for item in value):
                found[f"{path.stem}.{key}"] += len(value) - len(set(value))
    return found


if __name__ == "__main__":
    main()
