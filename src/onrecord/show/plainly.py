"""Whether a sentence tells plainly that somebody said or did something: as its own news, of one whom it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.core.entry import Event
from onrecord.show.phrases import tells, tells_what_was

if TYPE_CHECKING:
    from onrecord.core.entry import Entry
    from onrecord.core.line import Line
    from onrecord.core.report import Citation
    from onrecord.show.parties import Parties
    from onrecord.show.sentences import Sentences
    from onrecord.show.voices import Voices

_RELATIVE = re.compile(r"\b(?:that|which|whom)\s+$")
_AFTER = re.compile(r"\b(?:after|since|because|when|before|until)\s(?:the\s)?$", re.IGNORECASE)
_QUOTES = re.compile(r"(?:^|[\s(])[“„\"‘'](?=\w)")
_BEFORE = 60  # characters before a deed in which a "no" is of it


class Plainly:
    """Says what a sentence tells plainly.

    Args:
        sentences: The sentences of the reports.
        parties: Those who are in the dispute, by their names.
        voices: Says who said it.
    """

    def __init__(self, sentences: Sentences, parties: Parties, voices: Voices) -> None:
        self._sentences = sentences
        self._parties = parties
        self._voices = voices

    def is_in_passing(self, entry: Entry) -> bool:
        """Say whether a sentence tells something else, and but names what somebody said of it.

        So are "to meet Kelm's demands" and "the pact that he criticised".
        """
        if isinstance(entry, Event) or entry.speaker is None or entry.cue is None:
            return False
        said, who = entry.cue.start, entry.speaker.citation
        gap = self._sentences.before(entry.cue)[-(said - who.end) :] if said > who.end else ""
        if tells(gap, "opposes"):
            return True
        behind = entry.content[0].start < who.start and _RELATIVE.search(self._sentences.before(who))
        return bool(behind) or f"{gap}{entry.cue.words}".lstrip().startswith(("'s", "’s"))

    def names_speaker(self, line: Line, words: str) -> bool:
        """Say whether a sentence names whose words they are, or it is known by name who "he" is.

        "It added" may be anybody's of whom was spoken, and who writes "we hear them pledge" has the word himself.
        """
        speaker = None if isinstance(line.entry, Event) else line.entry.speaker
        if speaker and _is_the_writers(words, speaker.citation.words):
            return False
        party = speaker.side if speaker else None
        if party is None or speaker is None or party in self._parties.named_in(words):
            return True
        return bool(self._voices.name(line, party)) and not tells(speaker.citation.words, "things")

    def tells_deed(self, deed: Event, party: str) -> bool:
        """Say whether a sentence tells that a party did something: a verb, of a doer who is named before it.

        Who speaks of "Arvonia's invasion" or "the ships of Arvonia" tells something else, and a "no" before the
        verb tells that it was not done.
        """
        if tells(self._sentences.before(deed.trigger)[-_BEFORE:], "nays"):
            return False
        doers = [one.citation for one in deed.sources if one.side == party]
        named = [one for one in doers if party in self._parties.named_in(one.words) and not self._is_besides(one)]
        return any(self._does(one, deed.trigger) for one in named)

    def _is_besides(self, doer: Citation) -> bool:
        """Say whether a doer's deed is told besides: "war was near after Arvonia fired" tells of the war.

        And "the missile that Arvonia fired" of the missile.
        """
        before = self._sentences.before(doer)
        if _RELATIVE.search(before):
            return True
        joint = _AFTER.search(before)
        return joint is not None and bool(before[: joint.start()].strip())

    def _does(self, doer: Citation, trigger: Citation) -> bool:
        """Say whether what stands between a doer and a verb leaves the verb the doer's.

        What is right behind "Arvonian" is mostly no verb: "Arvonian strikes".
        """
        if doer.start <= trigger.start < doer.end:
            return True
        before = self._sentences.before(max(doer, trigger, key=lambda one: one.start))
        if doer.start > trigger.start:
            return tells(before[-(doer.start - trigger.end) :], "by")
        gap = before[-(trigger.start - doer.end) :]
        if not gap.strip() and not (self._parties.is_a_name(doer.words) or tells_what_was(trigger.words)):
            return False
        return "'s" not in gap and "’s" not in gap and not tells(gap, "parting")


def _is_the_writers(words: str, speaker: str) -> bool:
    """Say whether who writes a sentence has the word in it, beside one whom he names.

    >>> _is_the_writers("We hear Tull pledge peace.", "Tull"), _is_the_writers("We pledge peace.", "We")
    (True, False)
    >>> _is_the_writers("Tull said: 'We pledge peace.'", "Tull")
    False
    """
    own = _QUOTES.split(words)[0]
    return speaker in own and not tells(speaker, "firsthand") and tells(own, "firsthand")
