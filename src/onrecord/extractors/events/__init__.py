"""Events: who did what to whom, and whether it took place (`extractor`); `pair` codes a pair that is given."""

from onrecord.extractors.events.extractor import Events
from onrecord.extractors.events.ruled import by_rules

__all__ = ["Events", "by_rules"]
