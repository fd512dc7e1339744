"""The fields of an entry as text: given them back, it stays as it is; the unsure stay unsure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings

from onrecord import record
from onrecord.core.correction import Change
from onrecord.core.entry import Event, Stance, Statement
from onrecord.core.who import Mention
from onrecord.record.changes import FIELDS, changed
from onrecord.record.rows import mentions
from onrecord.record.values import mention_value, values_of
from tests.record.samples import MADE_BY, TEXT, dam, where
from tests.record.strategies import extractions

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.core.extraction import Extraction

# Free text, which the strategy fills with anything; a line has none of it that a correction cannot say.
_ANYTHING = {"issues", "mode", "reads", "when"}


@settings(max_examples=60, deadline=None)
@given(extractions())
def test_an_entry_given_its_own_values_stays_as_it_is(one: Extraction) -> None:
    for entry in one.entries:
        values = values_of(entry)
        assert set(values) == set(FIELDS[entry.kind])
        changes = [Change(field, value) for field, value in values.items() if field not in _ANYTHING]
        again = changed(entry, changes, one.report.text, one.report.id, lambda actor: actor)
        assert values_of(again) == values
        assert list(again.citations()) == list(entry.citations())


def test_what_an_edit_leaves_alone_keeps_its_doubt_and_its_name(tmp_path: Path) -> None:
    start, end = where(TEXT, "Officials")
    with record.create(tmp_path / "dam.db", MADE_BY) as rec:
        rec.add(dam())
        fear = dam().entries[1]
        assert isinstance(fear, Stance)
        assert fear.speaker
        assert mention_value(fear.speaker) == f"egypt|sudan@{start}:{end}"
        rec.corrections.edit(fear.id, {"speaker": f"sudan|Cairo@{start}:{end}"}, who="Ada", why="either")
        found = rec.entry(fear.id).entry
        assert isinstance(found, Stance)
        assert found.speaker == replace(fear.speaker, candidates=("sudan", "egypt"))
        rec.corrections.edit(fear.id, {"speaker": f"sudan+Cairo@{start}:{end}"}, who="Ada", why="both")
        found = rec.entry(fear.id).entry
        assert isinstance(found, Stance)
        assert found.speaker == replace(fear.speaker, candidates=("sudan", "egypt"), together=True)


def test_every_way_to_stand_for_somebody_has_a_value() -> None:
    said = next(entry for entry in dam().entries if isinstance(entry, Statement))
    assert said.addressee
    cited = said.addressee.citation
    ways = (
        Mention(cited, "egypt", "egypt"),
        Mention(cited, None, None, ("egypt", "sudan"), together=True),
        Mention(cited, None, None, ("egypt", "sudan")),
        Mention(cited, None, None, ("egypt",)),
        Mention(cited),
    )
    assert [mention_value(one).partition("@")[0] for one in ways] == [
        "egypt",
        "egypt+sudan",
        "egypt|sudan",
        "egypt|",
        "?",
    ]
    event = next(entry for entry in dam().entries if isinstance(entry, Event))
    assert {role for role, _, _ in mentions(event)} <= set(values_of(event))
