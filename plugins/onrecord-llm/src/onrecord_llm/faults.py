"""What can be wrong with a call: each exception words itself in one sentence."""

from __future__ import annotations

from onrecord.core.problem import OnRecordError


class SettingFaulty(OnRecordError):
    """A variable of the environment cannot be used."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"{name}: {what}")


class CalibrationFaulty(OnRecordError):
    """A calibration cannot be used, or made."""

    def __init__(self, path: object, what: str) -> None:
        super().__init__(f"{path}: {what}")


class NoAnswer(Exception):
    """No answer came, for a reason that may pass: it is told as a problem with the report.

    Attributes:
        ends: Nothing else needs to be asked of this report: the next would go the same way.
        spent: The server may have worked on it, so that it may have to be paid.
    """

    def __init__(self, why: str, *, ends: bool = True, spent: bool = False) -> None:
        super().__init__(why)
        self.ends = ends
        self.spent = spent
