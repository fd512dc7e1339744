"""The record shown: brief (terminal, Markdown), and entries in one line."""
