"""Time expressions: where they stand in a report and what they say, before anyone knows when it was written."""

from onrecord.extractors.times.tagger import find_times

__all__ = ["find_times"]
