"""What an entry rests on, in words: a field a line, then what was refused for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.core.ground import Ground, Refused


def grounds_page(grounds: Iterable[Ground]) -> str:
    """Return grounds as text."""
    return "\n".join(line for ground in grounds for line in _lines(ground))


def _lines(ground: Ground) -> Iterator[str]:
    chance = f" ({ground.chance:.2f})" if ground.chance is not None else ""
    by = f", by {' then '.join(ground.by)}" if ground.by else ""
    yield f"{ground.field}: {ground.value or '(nothing)'}{chance}{by}{f'; {ground.why}' if ground.why else ''}"
    yield from map(_refused, ground.refused)


def _refused(one: Refused) -> str:
    chance = f"{one.chance:.2f} " if one.chance is not None else ""
    return f"    not {chance}{one.what}{f': {one.why}' if one.why else ''}"
