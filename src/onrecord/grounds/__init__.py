"""Why an entry is as it is: its report is read again, stage by stage, and each field traced to what gave it."""

from onrecord.grounds.traced import NoGrounds, grounds

__all__ = ["NoGrounds", "grounds"]
