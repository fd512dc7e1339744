"""onrecord puts a dispute on record: who said and did what, to whom, when, by whose account.

Each entry rests on exact words at exact offsets of a report.
"""

__version__ = "0.1.0"
