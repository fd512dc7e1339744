"""Which telling can stand for what a party wants: what is hardly sure, or tells no will, is left to the rest.

A brief has room for few lines, and a reader takes each for sure. So each telling must be surely told, of this
party, on this side, of this matter; where one report alone tells it, more so.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Act, Attitude, Event, Root, Stance, Statement
from onrecord.core.proposition import DEED, Sign
from onrecord.core.when import Basis
from onrecord.matters import Misread, by_id, spoken
from onrecord.show.phrases import hangs, is_whole, of_another_year, tells
from onrecord.show.plainly import Plainly
from onrecord.show.wants import IN_WORDS, is_blaming, is_called, is_claim, matter_of, tells_a_will

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from onrecord.core.entry import Entry
    from onrecord.core.line import Line
    from onrecord.core.proposition import Proposition
    from onrecord.core.report import Citation
    from onrecord.show.parties import Parties
    from onrecord.show.sentences import Sentences
    from onrecord.show.voices import Voices
    from onrecord.show.wants import Taken, Want

# What is thought and is a wish: what is feared, believed or expected is a judgement of others.
_WISHES = (Attitude.WANT, Attitude.HOPE, Attitude.INTEND)
_REACH = 60  # characters before a matter's words in which stands that it is answered
_KIND = (Root.SUPPORT, Root.AID, Root.COOPERATE, Root.CONCEDE, Root.RETREAT)  # of deeds by which one does no evil
_HELD = (Act.ASSERT, Act.ACKNOWLEDGE, Act.WARN)
LONG = timedelta(days=2 * 365)  # before the first report, from which on what was wanted is not told as wanted now
# Probability from which an entry is printed; one below is left to the counted rest. What one sentence alone tells,
# and no other bears out, must be surer: of such lines between the two every second was misread.
SURE, SURE_ALONE = 0.5, 0.72


class Known(NamedTuple):
    """When the first report appeared (None: no report has a date), and whether so few are here that hardly
    anything is told by two.
    """

    first: date | None
    few: bool


class Standing:
    """Says which tellings can stand for what a party wants now.

    Args:
        sentences: The sentences of the reports.
        lines: The lines of the record by their entry's id.
        known: Of the reports.
        parties: Those who are in the dispute, by their names.
        voices: Says who said it, and when.
    """

    def __init__(
        self, sentences: Sentences, lines: Mapping[str, Line], known: Known, parties: Parties, voices: Voices
    ) -> None:
        self._parties = parties
        self._plainly = Plainly(sentences, parties, voices)
        self._voices = voices
        self._sentences = sentences
        self._lines = lines
        self._first, self._few = known

    def holds(self, taken: Taken, want: Want) -> bool:
        """Say whether a telling can stand for what a party wants now; what one report tells must be plain, too."""
        line = self._line(taken)
        if not self._is_told_so(taken, line) or self._is_another_thing(taken, line.entry, want.matter):
            return False
        if not self._names_matter(taken, want.matter):
            return False
        if want.last.says.stance == "for" and any(map(self._is_on_condition, (taken, want.last))):
            return False
        if sureness(self._line(taken).entry) < (SURE if self._is_borne_out(want) else SURE_ALONE):
            return False
        return want.reports > 1 or self._is_plain(taken, want)

    def _line(self, taken: Taken) -> Line:
        return self._lines[taken.telling.entry or ""]

    def _names_matter(self, taken: Taken, matter: str) -> bool:
        """Say whether the sentence of a deed has words for the matter: "pushing his quarrel" is no attack."""
        entry = self._line(taken).entry
        if not isinstance(entry, Event):
            return True
        said = spoken(self._sentences.whole(taken.telling.citation))
        called = [one.matter for one in entry.propositions if one.matter != DEED and is_called(one.matter, matter)]
        return not called or any(by_id()[one].stands_in(said, names_body=True) for one in called)

    def _is_on_condition(self, taken: Taken) -> bool:
        """Say whether the words of a telling tie it to a condition."""
        return tells(self._sentences.whole(taken.telling.citation), "conditions")

    def _is_borne_out(self, want: Want) -> bool:
        """Say whether a second sentence tells the same, of whatever report: two are seldom misread alike."""
        told = (one.telling.citation for one in want.stretch if sureness(self._line(one).entry) >= SURE)
        return len({(one.report, self._sentences.bounds(one)) for one in told}) > 1

    def _is_told_so(self, taken: Taken, line: Line) -> bool:
        """Say whether its sentence tells it: not under a picture, nor of years before, nor of one who is torn.

        Nor a deed with a "no" before it: "there is no case in which we have sent troops" tells of none.
        """
        cited = taken.telling.citation
        words = self._sentences.whole(cited)
        if self._sentences.is_beside(cited) or tells(words, "divided") or _is_of_another_year(words, line):
            return False
        if hangs(words) or not is_whole(words) or self._is_of_before(line, words) or tells(words, "holds_off"):
            return False
        if words.endswith("?") or not self._voices.speaks_for(line, taken.says.party):
            return False
        if isinstance(line.entry, Event):
            return self._plainly.tells_deed(line.entry, taken.says.party)
        return self._plainly.names_speaker(line, words) and not self._plainly.is_in_passing(line.entry)

    def _is_of_before(self, line: Line, words: str) -> bool:
        """Say whether a sentence tells of what was before, and no words of its own say when."""
        dated = line.entry.when_words is not None and self._voices.dates_itself(line)
        return not dated and tells(words, "formerly")

    def _is_plain(self, taken: Taken, want: Want) -> bool:
        """Say whether what one report tells is dated, of the time of the reports, and tells a will plainly.

        And of whom the matter is: "common recognition", "a plan to deploy police" are of none that is in dispute.
        """
        if taken.when is None or self._is_long_past(self._line(taken)) or self._leaves_open(taken, want):
            return False
        if not _is_first(self._line(taken).entry, want.matter):
            return False
        few = self._few and not taken.by_deed
        return few or any(_tells_plainly(one, self._line(one).entry) for one in want.stretch)

    def _is_another_thing(self, taken: Taken, entry: Entry, matter: str) -> bool:
        """Say whether an entry tells no side of its own: a fear, a fault found, an evil named or warded off."""
        if isinstance(entry, Stance) and entry.attitude not in _WISHES:
            return True
        words = self._sentences.whole(taken.telling.citation)
        if self._is_merely_held(taken, entry, matter) or self._is_beside_it(taken, entry, matter):
            return True
        if self._is_of_others(taken, entry, matter, words) or self._is_anothers_evil(taken, entry, matter):
            return True
        is_fought = taken.says.stance == "for" and _is_fought(entry, words)
        return is_fought or _is_sideless(entry, matter) or _is_naming(entry) or _finds_fault(entry)

    def _is_of_others(self, taken: Taken, entry: Entry, matter: str, words: str) -> bool:
        """Say whether a matter may be of a state that is no party: one is named, and whom it concerns is open."""
        about = [one for one in entry.propositions if one.matter != DEED and is_called(one.matter, matter)]
        is_open = not (matter_of(taken.says.issue)[1] or any(one.object or one.body for one in about))
        return is_open and self._parties.names_others(words)

    def _is_anothers_evil(self, taken: Taken, entry: Entry, matter: str) -> bool:
        """Say whether somebody speaks of an evil of another party: "Belmark would break the law by striking".

        Who is named before the evil, and is not who speaks, is its doer.
        """
        if isinstance(entry, Event) or taken.says.stance != "for" or not _is_about_evil(entry):
            return False
        about = [one for one in entry.propositions if one.matter != DEED and is_called(one.matter, matter)]
        named = [self._parties.named_in(self._said_before(one.words, entry.content[0])) for one in about]
        return bool(named) and all(one and taken.says.party not in one for one in named)

    def _said_before(self, words: Citation, said: Citation) -> str:
        """Return what stands before words in what is said."""
        before = self._sentences.before(words)
        return before[len(before) - max(words.start - said.start, 0) :]

    @staticmethod
    def _is_merely_held(taken: Taken, entry: Entry, matter: str) -> bool:
        """Say whether an entry but holds something to be so, or warns of it: whoever does wants nothing by that.

        Whose a land is is wanted by holding it to be so; and who says that he has done something has wanted it.
        """
        about = [one for one in entry.propositions if one.matter != DEED and is_called(one.matter, matter)]
        own = is_claim(matter) or any(one.doer == taken.says.party for one in about)
        held = isinstance(entry, Statement) and entry.act in _HELD
        return held and taken.says.stance != "conditional" and not own

    def _is_beside_it(self, taken: Taken, entry: Entry, matter: str) -> bool:
        """Say whether words but name a matter as what is answered or supposed.

        Who will "respond to the talks" wants none; nor does who strikes "if they fail to bring an accord".
        """
        about = [one for one in entry.propositions if one.matter != DEED and is_called(one.matter, matter)]
        before = [self._sentences.before(one.words)[-_REACH:] for one in about]
        answered = bool(before) and all(tells(one, "answers") for one in before)
        clauses = [self._sentences.before(one.words).rpartition(",")[2] for one in about]
        supposed = bool(clauses) and all(tells(one, "supposes") for one in clauses)
        return answered or (supposed and taken.says.stance != "conditional")

    def _leaves_open(self, taken: Taken, want: Want) -> bool:
        """Say whether words leave open whom a matter concerns that is of a state; an evil is one to all.

        Talks are between whomever a report is about, where a second sentence tells that they are meant.
        """
        propositions = self._line(taken).entry.propositions
        about = [one for one in propositions if (one.sign or one.open) and not one.background]
        known = any(one.object or one.body or by_id()[one.matter].object == "none" for one in about)
        condemned = taken.says.stance == "against" and any(_is(one, Misread.EVIL) for one in about)
        between = self._is_borne_out(want) and any(by_id()[one.matter].object == "pair" for one in about)
        return bool(about) and not (known or condemned or between)

    def _is_long_past(self, line: Line) -> bool:
        """Say whether a line is of a time years before any report, or of none that is known.

        A report without a date dates nothing; where all reports have none, that is no reason to tell nothing.
        """
        when, known = line.entry.when, line.report.published
        is_undated = when is None or (
            when.basis is Basis.PUBLISHED and not (known and known.earliest and known.latest)
        )
        if self._first is None or is_undated:
            return is_undated and self._first is not None
        return bool(when and when.latest and when.latest < self._first - LONG)


def _tells_plainly(taken: Taken, entry: Entry) -> bool:
    """Say whether words tell first of all that somebody wants something, or blames who does an evil.

    A deed that one report tells shows no more than that it was done.
    """
    main = entry.propositions[0] if entry.propositions else None
    if isinstance(entry, Event) or (main and main.background):
        return False
    condemns = (
        taken.says.stance == "against" and is_blaming(entry) and main is not None and _is(main, Misread.EVIL)
    )
    return tells_a_will(entry) or condemns or taken.says.stance == "conditional"


def _is_first(entry: Entry, matter: str) -> bool:
    """Say whether a matter is the first on which words take a side: what they name besides may be by the way.

    "It will not strike back for a missile that hit the bases of its troops" takes no side on troops.
    """
    sided = [one for one in entry.propositions if (one.sign or one.open) and not one.background]
    return not sided or is_called(sided[0].matter, matter)


def _is_naming(entry: Entry) -> bool:
    """Say whether an entry but names an evil that it speaks of, though it counts as being for it.

    So does one of a deed that is none: who "honoured the victims of the raid" raids nobody. Nor does who
    hopes for friends in a war.
    """
    if isinstance(entry, Stance) and entry.attitude is Attitude.HOPE:
        return _is_about_evil(entry)
    if isinstance(entry, Event):
        will = entry.plover not in (*IN_WORDS, *_KIND) or entry.plover is Root.THREATEN
    else:
        will = tells_a_will(entry)
    return not will and _is_about_evil(entry)


def _is(proposition: Proposition, misread: Misread) -> bool:
    """Say whether the matter of a proposition is one whose words are misread so."""
    return proposition.matter != DEED and by_id()[proposition.matter].misread is misread


def _is_about_evil(entry: Entry) -> bool:
    return any(_is(one, Misread.EVIL) and one.sign is Sign.FOR for one in entry.propositions)


def _is_sideless(entry: Entry, matter: str) -> bool:
    """Say whether an entry is of a matter on which no side is told by its name."""
    return any(_is(one, Misread.UNNAMED) and is_called(one.matter, matter) for one in entry.propositions)


def _is_fought(entry: Entry, words: str) -> bool:
    """Say whether an evil is told as warded off, lessened, or fought by who knows which means."""
    wards_off = tells(words, "wards_off") or tells(words, "lessens") or _but_fights(entry)
    return _is_about_evil(entry) and wards_off


def _but_fights(entry: Entry) -> bool:
    """Say whether words tell of a fight alone: who vows to fight a blockade, or crime, need attack nobody."""
    evils = [one for one in entry.propositions if _is(one, Misread.EVIL) and one.sign is Sign.FOR]
    return not isinstance(entry, Event) and all(tells(one.words.words, "fights") for one in evils)


def _finds_fault(entry: Entry) -> bool:
    """Say whether an entry but blames how something was held."""
    return is_blaming(entry) and any(_is(one, Misread.HELD) for one in entry.propositions)


def _is_of_another_year(words: str, line: Line) -> bool:
    """Say whether a sentence is of years before its entry's, which only the reporting dates."""
    when = line.entry.when
    return bool(when and when.earliest and of_another_year(words, when.earliest.year))


def sureness(entry: Entry) -> float:
    """Return how sure it is that something was said, in this act, or done; what nothing reckoned is sure."""
    act = entry.act_confidence if isinstance(entry, Statement) else None
    return (1.0 if entry.confidence is None else entry.confidence) * (1.0 if act is None else act)
