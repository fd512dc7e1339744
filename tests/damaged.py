"""Seeded damage to a file: bytes changed, taken out, said twice, and the end cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random


def damaged(content: bytes, fate: random.Random) -> bytes:
    """Return a content with one to twelve faults in it."""
    data = bytearray(content)
    for _ in range(fate.randint(1, 12)):
        place = fate.randrange(len(data))
        match fate.randrange(4):
            case 0:
                data[place] = fate.randrange(256)
            case 1:
                del data[place : place + fate.randint(1, 400)]
            case 2:
                data[place:place] = data[fate.randrange(len(data)) :][: fate.randint(1, 400)]
            case _:
                del data[len(data) - fate.randint(1, 60) :]
        data = data or bytearray(b"\n")
    return bytes(data)
