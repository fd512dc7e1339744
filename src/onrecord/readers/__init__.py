"""Files, folders, exports and standard input become reports: `find` lists the sources, `read` reads one."""

from onrecord.readers.find import LISTS, NOT_REPORTS, NotADate, find
from onrecord.readers.reader import READERS, Reader, read
from onrecord.readers.source import Details, Source

__all__ = ["LISTS", "NOT_REPORTS", "READERS", "Details", "NotADate", "Reader", "Source", "find", "read"]
