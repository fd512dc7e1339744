"""What was spent, in tokens, and the cap on it, which holds for all processes that share a folder of answers.

The account is a file to which each appends: what it is about to spend at most, then by how much less it was. Who
is killed in between has spent the most.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord_llm.faults import NoAnswer

if TYPE_CHECKING:
    from pathlib import Path

ACCOUNT = "spent"


@dataclass(slots=True)
class Spending:
    """The account of a folder of answers.

    Attributes:
        folder: The folder.
        most: Tokens that may be spent.
    """

    folder: Path
    most: int
    _read: int = 0
    _sum: int = 0

    def reserve(self, tokens: int) -> None:
        """Note what is about to be spent at most.

        Raises:
            NoAnswer: That would be more than may be spent, or cannot be noted.
        """
        self._note(tokens)
        try:
            spent = self.spent()
        except OSError as error:
            raise NoAnswer(f"what was spent cannot be read in {self.folder} ({error.strerror})") from error
        if spent > self.most:
            self._note(-tokens)
            raise NoAnswer(
                f"{spent - tokens} of {self.most} tokens are spent; allow more with ONRECORD_LLM_TOKENS, or "
                f"delete {self.folder / ACCOUNT} to count anew"
            )

    def settle(self, reserved: int, spent: int) -> None:
        """Note what was spent of what was reserved."""
        self._note(min(spent, reserved) - reserved)

    def spent(self) -> int:
        """Return what all have spent; of the account only what is new is read."""
        with (self.folder / ACCOUNT).open("rb") as account:
            account.seek(self._read)
            lines = account.read().splitlines(keepends=True)
        for line in lines:
            if line.endswith(b"\n"):
                self._read += len(line)
                self._sum += int(line) if line.strip().lstrip(b"-").isdigit() else 0
        return self._sum

    def _note(self, tokens: int) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with (self.folder / ACCOUNT).open("ab", buffering=0) as account:
                account.write(b"%d\n" % tokens)
        except OSError as error:
            raise NoAnswer(f"what it costs cannot be noted in {self.folder} ({error.strerror})") from error
