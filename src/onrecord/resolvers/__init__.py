"""Mentions to actors, times to dates, entries to issues: one resolver a file. The unsure stay unsure."""
