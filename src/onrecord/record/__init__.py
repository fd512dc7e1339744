"""The record: what reports say was said and done, in one SQLite file or on a server. SQL is known here alone.

`create` makes one, `open` opens it; the result is a `Record`.
"""

from onrecord.record.adding import Added
from onrecord.record.changes import WORDS_FIELDS
from onrecord.record.corrections import Corrections
from onrecord.record.errors import (
    AmbiguousId,
    InvalidCorrection,
    InvalidFilter,
    NoSuchActor,
    NoSuchCorrection,
    NoSuchEntry,
    NoSuchFinding,
    NoSuchReport,
    NotARecord,
    NotText,
    RecordBusy,
    RecordClosed,
    RecordDamaged,
    RecordExists,
    RecordFull,
    RecordReadOnly,
    TooManyWords,
    UnknownName,
    meant,
)
from onrecord.record.filter import EVERYTHING, KINDS, Filter
from onrecord.record.forgetting import Forgotten
from onrecord.record.known import near
from onrecord.record.older import BroughtUp, bring_up, older_form
from onrecord.record.opening import create, moment_of, place_of, stands
from onrecord.record.opening import open_record as open  # noqa: A004
from onrecord.record.port import Place, file_of
from onrecord.record.store import Record
from onrecord.record.values import values_of
from onrecord.record.wording import offsets_of

__all__ = [
    "EVERYTHING",
    "KINDS",
    "WORDS_FIELDS",
    "Added",
    "AmbiguousId",
    "BroughtUp",
    "Corrections",
    "Filter",
    "Forgotten",
    "InvalidCorrection",
    "InvalidFilter",
    "NoSuchActor",
    "NoSuchCorrection",
    "NoSuchEntry",
    "NoSuchFinding",
    "NoSuchReport",
    "NotARecord",
    "NotText",
    "Place",
    "Record",
    "RecordBusy",
    "RecordClosed",
    "RecordDamaged",
    "RecordExists",
    "RecordFull",
    "RecordReadOnly",
    "TooManyWords",
    "UnknownName",
    "bring_up",
    "create",
    "file_of",
    "meant",
    "moment_of",
    "near",
    "offsets_of",
    "older_form",
    "open",
    "place_of",
    "stands",
    "values_of",
]
