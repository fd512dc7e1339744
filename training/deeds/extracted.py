"""What the package takes from an annotated report where one resolver is left out: the one that is to be fitted."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord.core.extraction import Extraction
from onrecord.encoder import Encoded
from onrecord.extractors.events import Events
from onrecord.extractors.statements import Statements
from onrecord.extractors.times import find_times
from onrecord.ingest import Ingest

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.resolvers.resolver import Resolver


def extracted(document: Document, left_out: type[Resolver], events: Events | None = None) -> Extraction:
    """Return what is taken from a document by all resolvers but one; of events what another extractor finds."""
    encoded = Encoded.of(document)
    said = Statements().extract(document, encoded).items
    made = (*said, *(events or Events()).extract(document, encoded).items)
    found = Extraction(document.report, made, find_times(document), (), ())
    for resolver in _resolvers(left_out):
        found = resolver.resolve(document, found)
    return found


@cache
def _resolvers(left_out: type[Resolver]) -> tuple[Resolver, ...]:
    return tuple(one for one in Ingest().resolvers if not isinstance(one, left_out))
