"""Every act has a row in the table of what acts are."""

from __future__ import annotations

from onrecord.core.entry import Act
from onrecord.core.traits import TRAITS, Trait, acts_that


def test_every_act_has_its_row() -> None:
    assert set(TRAITS) == set(Act)


def test_every_trait_is_one_of_some_acts() -> None:
    assert all(acts_that(trait) for trait in Trait)
