"""What can be wrong with a call on the record: each exception words itself in one sentence."""

from __future__ import annotations

from onrecord.core.problem import OnRecordError


def meant(near: tuple[str, ...]) -> str:
    """Return the question whether one of some names was meant; nothing where there is none."""
    listed = " or ".join(f"'{name}'" for name in near)
    return f"Did you mean {listed}?" if near else ""


class NotARecord(OnRecordError):
    """A file that should be a record is something else."""

    def __init__(self, path: object, why: str = "it is some other file", then: str = "Name a record.") -> None:
        super().__init__(f"{path}: this is not a record that onrecord can open: {why}. {then}")


class RecordExists(OnRecordError):
    """A new record was asked for where a file already lies."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path}: a file already lies there. Open it, or name another place for the record.")


class RecordBusy(OnRecordError):
    """Another process is writing to the record."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path}: another process is writing to this record. Try again when it has finished.")


class RecordFull(OnRecordError):
    """The record cannot be written: the disk is full, or fails."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"{path}: the disk is full or cannot be written to; the record keeps all that was complete. "
            "Make room, then build again."
        )


class RecordReadOnly(OnRecordError):
    """A record that was opened for reading, or whose file is protected, cannot be written."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"{path}: this record may not be written. Open it for writing, and check the permissions of its file "
            "and folder."
        )


class RecordDamaged(OnRecordError):
    """SQLite finds the file of the record damaged."""

    def __init__(self, path: object, why: str) -> None:
        super().__init__(f"{path}: the record cannot be read ({why}). Restore it, or build it again.")


class RecordClosed(OnRecordError):
    """A record was asked after it was closed, or in another thread than the one that opened it."""

    def __init__(self, path: object, why: str) -> None:
        super().__init__(f"{path}: this record is closed, or open in another thread ({why}) Open it again.")


class TooManyWords(OnRecordError):
    """A search asks for more words than anybody looks for at once."""

    def __init__(self, most: int) -> None:
        super().__init__(f"a search takes at most {most} words. `onrecord quote` looks for a longer quotation.")


class NotText(OnRecordError):
    """The caller asks for words that hold what no text can."""

    def __init__(self, words: str) -> None:
        super().__init__(f"'{words}' holds bytes that are no text. Write it in UTF-8.")


class NoSuchFinding(OnRecordError):
    """No finding of the record has this id."""

    def __init__(self, given: str, what: str = "finding") -> None:
        super().__init__(f"the record holds no {what} '{given}'. `onrecord {what}s RECORD` lists them.")


class NoSuchEntry(OnRecordError):
    """No entry has the id that the caller gave."""

    def __init__(self, entry: str) -> None:
        super().__init__(f"there is no entry whose id begins with '{entry}'. Take an id from a listing.")


class AmbiguousId(OnRecordError):
    """Several things begin with the id that the caller gave."""

    def __init__(self, what: str, given: str, count: int) -> None:
        super().__init__(f"'{given}' begins the id of {count} {what}. Give more of the id.")


class NoSuchReport(OnRecordError):
    """No report has the id or path that the caller gave."""

    def __init__(self, report: str) -> None:
        super().__init__(f"there is no report '{report}' in the record. Give its id or its path.")


class NoSuchActor(OnRecordError):
    """No actor has the id, name or alias that the caller gave; `near` are those that are like it."""

    def __init__(self, actor: str, near: tuple[str, ...] = ()) -> None:
        then = meant(near) or "Give an id, name or alias of one that is."
        super().__init__(f"there is no actor '{actor}' in the record. {then}")


class NoSuchCorrection(OnRecordError):
    """No correction has the id that the caller gave."""

    def __init__(self, correction: str) -> None:
        super().__init__(
            f"there is no correction whose id begins with '{correction}'. List them to see their ids."
        )


class UnknownName(OnRecordError):
    """A filter asks for a name that nothing in the record bears; `near` are those that are like it."""

    def __init__(self, field: str, given: str, near: tuple[str, ...] = ()) -> None:
        self.near = near
        which = {"to": "nobody", "speaker": "nobody", "party": "no party"}.get(field, f"no {field}")
        lists = {"issue": "issues", "outlet": "reports", "report": "reports"}.get(field, "actors")
        then = meant(near) or f"`onrecord {lists} RECORD` shows those that there are."
        super().__init__(f"{which} in the record is called '{given}'. {then}")


class InvalidFilter(OnRecordError):
    """A filter asks for something that cannot be."""

    def __init__(self, field: str, value: object, why: str) -> None:
        super().__init__(f"cannot filter by {field} '{value}': {why}.")


class InvalidCorrection(OnRecordError):
    """A correction asks for something that cannot be; `why` says what, without the rest of the sentence."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"this correction cannot be made: {why}.")
