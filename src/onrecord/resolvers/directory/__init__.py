"""The directory: actors known beforehand, by name, surname and office, by date."""

from onrecord.resolvers.directory.directory import Directory

__all__ = ["Directory"]
