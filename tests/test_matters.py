"""The catalogue of matters: what stands beside a matter is read, and what nothing can be made of is told."""

from __future__ import annotations

import pytest

from onrecord import matters
from onrecord.matters import CatalogueFaulty, Misread, catalogue


@pytest.mark.parametrize("misread", Misread)
def test_each_way_to_misread_a_side_is_one_of_some_matters(misread: Misread) -> None:
    assert [one for one in catalogue() if one.misread is misread]


def test_a_way_to_misread_a_side_that_nothing_knows_is_told() -> None:
    row: dict[str, object] = {"id": "lakes", "name": "lakes", "object": "none", "words": ["lake*"]}
    assert matters.matter_of(row).misread is None
    with pytest.raises(CatalogueFaulty, match="misread is one of evil, held, unnamed, not bad"):
        matters.matter_of({**row, "misread": "bad"})
