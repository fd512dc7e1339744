"""Files, folders, exports and standard input become reports: `find` lists the sources, `read` reads one."""

from onrecord.readers.find import NOT_REPORTS, AddressGiven, NotADate, find
from onrecord.readers.formats import READERS, read
from onrecord.readers.reader import Reader
from onrecord.readers.source import Details, Source

__all__ = [
    "NOT_REPORTS", "READERS", "AddressGiven", "Details", "NotADate", "Reader", "Source", "find", "read",
]  # fmt: skip
