"""Files, folders, exports and standard input become reports: `find` lists the sources, `read` reads one."""

from onrecord.read.find import NotADate, find
from onrecord.read.readers import READERS, Reader, read
from onrecord.read.source import Details, Source

__all__ = ["READERS", "Details", "NotADate", "Reader", "Source", "find", "read"]
