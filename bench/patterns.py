"""Every pattern of the source on strings that could make it backtrack, the slowest printed.

    python bench/patterns.py

A string repeats some letters that a pattern asks for, and ends in what no pattern takes. Where a module calls a
pattern by `match` or `fullmatch` alone, it is tried at one place, else at all. What takes more than its share of
time on 8,000 letters grows faster than they do; exit code 1 then.
"""

from __future__ import annotations

import importlib
import inspect
import itertools
import pkgutil
import re
import sys
import time
from typing import TYPE_CHECKING, Any, NamedTuple

import onrecord

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

parser: Any = importlib.import_module("re._parser")  # as `re` itself reads a pattern
LONG = 4000  # repetitions: what is squared takes seconds of it, what is linear no moment
SECONDS = 0.15
_FOR_CATEGORY = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a", "CATEGORY_NOT_SPACE": "a"}


class Tried(NamedTuple):
    """A pattern, under the name of its module and its own, and whether it is looked for at every place."""

    name: str
    pattern: re.Pattern[str]
    everywhere: bool


def patterns() -> Iterator[Tried]:
    """Yield every compiled pattern of text that a module holds."""
    seen = set()
    for found in pkgutil.walk_packages(onrecord.__path__, "onrecord."):
        if found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            for number, one in enumerate(_within(value)):
                if isinstance(one.pattern, str) and (one.pattern, one.flags) not in seen:
                    seen.add((one.pattern, one.flags))
                    yield Tried(f"{found.name}.{name}[{number}]", one, _is_searched(module, name))


def _is_searched(module: ModuleType, name: str) -> bool:
    """Say whether a module calls a pattern by more than `match` and `fullmatch`, or hands it on."""
    source = inspect.getsource(module)
    calls = re.findall(rf"\b{re.escape(name)}\b(?:\[[^\]]*\])?(\.\w+)?", source)
    return any(call not in (".match", ".fullmatch") for call in calls[1:])


def _within(value: object) -> list[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        return [value]
    if isinstance(value, (tuple, list)):
        return [one for each in value for one in _within(each)]
    return [one for each in value.values() for one in _within(each)] if isinstance(value, dict) else []


def letters(tree: Any) -> list[str]:
    """Return letters that a pattern asks for, in its order."""
    found: list[str] = []
    for op, argument in tree:
        name = str(op)
        if name == "LITERAL":
            found.append(chr(argument))
        elif name == "IN":
            found += letters(argument)[:2]
        elif name == "RANGE":
            found.append(chr(argument[0]))
        elif name == "CATEGORY":
            found.append(_FOR_CATEGORY.get(str(argument), "-"))
        elif name in {"ANY", "NOT_LITERAL"}:
            found.append("b")
        elif name == "BRANCH":
            found += [letter for branch in argument[1][:8] for letter in letters(branch)[:4]]
        elif name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            found += letters(argument[2])
        elif name in {"SUBPATTERN", "ATOMIC_GROUP"}:
            found += letters(argument[-1] if name == "SUBPATTERN" else argument)
        elif name in {"ASSERT", "ASSERT_NOT"}:
            found += letters(argument[1])
    return found


def pumps(pattern: re.Pattern[str]) -> list[str]:
    """Return short strings that may lead a pattern on when they are repeated."""
    asked = letters(parser.parse(pattern.pattern, pattern.flags))[:40]
    pairs = {first + second for first, second in itertools.pairwise(asked)}
    return sorted({*asked, *pairs, " ", "a", "a ", "A ", "1", "\n", "".join(asked[:12])} - {""})


def longest(tried: Tried) -> tuple[float, str]:
    """Return the time that a pattern takes on the worst of these strings, and that string's piece."""
    worst = (0.0, "")
    look = tried.pattern.search if tried.everywhere else tried.pattern.match
    for piece in pumps(tried.pattern):
        text = (piece * LONG)[: LONG * 2] + "\x01"
        begun = time.process_time()
        look(text)
        worst = max(worst, (time.process_time() - begun, piece))
        if worst[0] > SECONDS:
            break
    return worst


def main() -> None:
    """Print the slowest, and how many take more than their share."""
    found = sorted(((longest(one), one.name) for one in patterns()), reverse=True)
    slow = [name for (seconds, _), name in found if seconds > SECONDS]
    for (seconds, piece), name in found[:12]:
        print(f"{seconds:6.2f} s  {name}  on {piece!r} repeated")
    print(f"{len(found)} patterns, {len(slow)} of them over {SECONDS} s")
    sys.exit(1 if slow else 0)


if __name__ == "__main__":
    main()
