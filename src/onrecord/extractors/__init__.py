"""Statements, stances, events and time expressions: one extractor a file."""
