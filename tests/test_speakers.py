"""Who is not the speaker, whatever a span finder says."""

from __future__ import annotations

from onrecord.extractors.statements.attributions import Attribution
from onrecord.extractors.statements.speakers import rightly_sourced
from tests.documents import document_of


def test_whoever_is_told_or_called_something_is_no_speaker() -> None:
    document = document_of("The envoys were told that the talks had ended. The envoy was accused by Chad.")
    told = Attribution(((17, 45),), (0, 2), (2, 4), None, None, trigger=3)
    accused = Attribution(((47, 56),), (10, 12), (12, 17), None, None, trigger=13)
    first, second = rightly_sourced(document, (told, accused))
    assert (first.source, first.addressee) == (None, (0, 2))
    assert second.source is not None
    assert document.cite(*second.source).words == "Chad"
