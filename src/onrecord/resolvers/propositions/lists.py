"""The word lists of signs (`data/propositions.toml`)."""

from onrecord.words import Shelf

words = Shelf("propositions")
phrases = words.in_order
