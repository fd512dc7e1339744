"""For tests, ours and plug-in authors': cases in text files, goldens, and records of any size made from a seed."""

from onrecord.testing.cases import Case, CaseFailed, check, lines_of, read_cases
from onrecord.testing.golden import check_golden
from onrecord.testing.made import made_extractions, made_record

__all__ = [
    "Case",
    "CaseFailed",
    "check",
    "check_golden",
    "lines_of",
    "made_extractions",
    "made_record",
    "read_cases",
]
