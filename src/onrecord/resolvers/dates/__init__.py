"""Times to dates: the value of each time expression, the report's own date, the date of each entry."""

from onrecord.resolvers.dates.resolver import DateResolver

__all__ = ["DateResolver"]
