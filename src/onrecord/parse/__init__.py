"""Sentences, tokens, syntax, names. The only folder that knows spaCy."""

import onrecord.parse.alone  # noqa: F401 - it loads spaCy, before anything below does
from onrecord.parse.parsing import MOST_AT_ONCE, legible, parse
from onrecord.parse.pipeline import DEFAULT_PIPELINE, PipelineMissing, pipeline

__all__ = ["DEFAULT_PIPELINE", "MOST_AT_ONCE", "PipelineMissing", "legible", "parse", "pipeline"]
