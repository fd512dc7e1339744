"""A shard: which reports of all those that a call names are its own."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from onrecord.core.problem import OnRecordError

MOST = 100_000


class NoSuchShard(OnRecordError):
    """What the caller wrote names no shard."""

    def __init__(self, given: str) -> None:
        super().__init__(
            f"'{given}' names no shard. Write its number and how many there are, from 1/1 to {MOST}/{MOST}: 7/400."
        )


@dataclass(frozen=True, slots=True)
class Shard:
    """One of several shares of the reports, counted from 1.

    A report is in the same one wherever it stands among the others and however many they are, since its path alone
    says in which.

    >>> sum(Shard(number, 5).holds("courier/1.txt") for number in range(1, 6))
    1
    """

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    @property
    def name(self) -> str:
        """The name of its files, without their endings; in a listing the shards stand in order."""
        return f"{self.number:0{len(str(self.of))}}-of-{self.of}"

    def holds(self, path: str) -> bool:
        """Say whether the report at a path is of this shard."""
        return number_of(path, self.of) == self.number


def number_of(path: str, of: int) -> int:
    """Return the number of the shard, among so many, that the report at a path is of."""
    digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8]) % of + 1


def shard_named(given: str) -> Shard:
    """Return the shard that is written so.

    >>> shard_named("7/400").name
    '007-of-400'

    Raises:
        NoSuchShard: It is none.
    """
    found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", given, re.ASCII)
    shard = Shard(*map(int, found.groups())) if found else None
    if shard is None or not 1 <= shard.number <= shard.of <= MOST:
        raise NoSuchShard(given)
    return shard
