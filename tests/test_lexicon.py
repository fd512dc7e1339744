"""The cue lexicon: that its files say what can be meant, and cover what the field tells apart."""

from __future__ import annotations

import pytest

from onrecord.core.entry import Act, Attitude, Root
from onrecord.extractors.statements import lexicon as module
from onrecord.extractors.statements.lexicon import (
    Frame,
    LexiconMistake,
    default_root,
    lexicon,
    phrases_of_content,
    word_set,
)

SEARLE = {"assertive", "directive", "commissive", "expressive", "declaration", "none"}


def test_every_act_and_attitude_has_a_cue() -> None:
    cues = [cue for cues in lexicon().verbs.values() for cue in cues]
    cues += [*lexicon().nouns.values(), *lexicon().adjectives.values()]
    assert {cue.act for cue in cues if cue.act} == set(Act)
    assert {cue.attitude for cue in cues if cue.attitude} == set(Attitude)


def test_every_verb_has_a_frame_and_a_class() -> None:
    for lemma, cues in lexicon().verbs.items():
        for cue in cues:
            assert cue.frames, f"{lemma}: in no frame"
            assert cue.searle in SEARLE, f"{lemma}: {cue.searle}"


def test_the_longest_reading_of_a_verb_stands_first() -> None:
    for cues in lexicon().verbs.values():
        assert [len(cue.words) for cue in cues] == sorted((len(cue.words) for cue in cues), reverse=True)


def test_warning_never_threatens_by_its_verb() -> None:
    assert default_root(Act.WARN) is None
    assert default_root(Act.THREATEN) is Root.THREATEN


def test_refusing_rejects() -> None:
    assert default_root(Act.REFUSE) is Root.REJECT


def test_saying_introduces_quotations() -> None:
    assert {"say", "tell", "reply", "warn", "insist"} <= lexicon().quoting
    assert "reject" in lexicon().verbs
    assert any(Frame.OBJECT in cue.frames for cue in lexicon().verbs["reject"])


def test_phrases_are_lower_case() -> None:
    for act, phrases in phrases_of_content():
        for phrase in phrases:
            assert phrase == phrase.lower(), f"{act}: {phrase}"


def test_a_set_of_words_is_found_by_name() -> None:
    assert "including" in word_set("examples")


@pytest.mark.parametrize(
    ("group", "what"),
    [
        ({"act": "sing", "frames": ["quote"], "verbs": ["hum"]}, "'sing' is not a valid Act"),
        ({"act": "warn", "frames": ["shout"], "verbs": ["hum"]}, "'shout' is not a valid Frame"),
        ({"frames": ["quote"], "verbs": ["hum"]}, "either an act or an attitude"),
        ({"act": "warn", "colour": "red"}, "unknown field 'colour'"),
    ],
)
def test_a_mistake_in_a_file_is_named(
    monkeypatch: pytest.MonkeyPatch, group: dict[str, object], what: str
) -> None:
    def read(_: str) -> dict[str, object]:
        return {"searle": "assertive", "cue": [group]}

    monkeypatch.setattr(module, "_read", read)
    with pytest.raises(LexiconMistake, match=what):
        module._lexicon_of(("assertives",))
