"""Statements and events by a language model of the user's own, for onrecord.

The flow: `prompt` asks of a few numbered sentences, `kept` or `server` answers, `answers` reads claims out of it,
`quoting` looks for their words, `entries` makes entries of what was found, `extractor` does one after the other.
"""
