"""The brief's part on where words stand against words or deeds: each quarrel once, in the words of both sides."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from onrecord.core.counted import counted, listed
from onrecord.core.entry import Act, Event, Statement, Status, is_unlikely
from onrecord.core.finding import Contradiction
from onrecord.core.proposition import Sign
from onrecord.show.blocks import SIDES, Item
from onrecord.show.line import SHORT_ID
from onrecord.show.phrases import again, by_pronoun, is_printed, is_whole, tells
from onrecord.views.wording import in_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from onrecord.core.entry import Entry
    from onrecord.core.finding import Finding, Telling
    from onrecord.core.line import Line
    from onrecord.core.report import Citation
    from onrecord.show.agreeing import Agreeing
    from onrecord.show.parties import Parties
    from onrecord.show.sentences import Sentences
    from onrecord.show.voices import Voices


# What one says and another gainsays; of one party alone it is what another says that it denies.
_OF_TWO = ("whether", "what-it-is")
_DENIES = (Act.DENY, Act.PROMISE, Act.REFUSE)


def is_sure(clash: Finding, lines: Mapping[str, Line]) -> bool:
    """Say whether what stands against a deed is the party's own word on it, and the deed one to somebody else.

    "It did not" may be another's; "the attacks will not stop us" forswears none; whom a party fires at home it
    does not attack. What is told as not done is denied by its doer where he says so.
    """
    says = clash.says
    sides = _entries(clash, lines)
    if not isinstance(says, Contradiction) or any(is_unlikely(entry.confidence) for entry in sides):
        return False
    needed = 2 if says.type in _OF_TWO else 1
    own = _is_by_words(clash, lines) and _is_own_denial(clash, "a", lines) and _is_own_denial(clash, "b", lines)
    enough = len(says.parties) >= needed and not _is_at_home(sides, says.parties)
    return enough and own and _forswears(clash, lines, says.parties)


def _is_at_home(sides: Iterable[Entry], parties: Collection[str]) -> bool:
    """Say whether a deed is done by the one party that there is to itself."""
    targets = [one for side in sides if isinstance(side, Event) for one in side.targets]
    return len(parties) == 1 and any(one.side in parties for one in targets)


def _is_own_denial(clash: Finding, role: str, lines: Mapping[str, Line]) -> bool:
    """Say whether a deed told as not done is denied by its doer: "avoided striking" denies nothing."""
    deed, one = _entry(clash, role, lines), _side(clash.tellings, role)
    if one is None or not isinstance(deed, Event) or deed.status is not Status.DENIED:
        return True
    doers = {each.side for each in deed.sources}
    said = (line.entry for line in lines.values() if line.report.id == one.citation.report)
    return any(isinstance(entry, Statement) and _denies(entry, doers, deed.words) for entry in said)


def _denies(entry: Statement, doers: Collection[str | None], words: Citation) -> bool:
    """Say whether some of those speak so that what they deny or forswear is in words."""
    if entry.act not in _DENIES or entry.speaker is None:
        return False
    own = entry.speaker.side in doers
    return own and any(one.meets(words) for one in (*entry.content, *filter(None, (entry.cue,))))


def _forswears(clash: Finding, lines: Mapping[str, Line], parties: Collection[str]) -> bool:
    """Say whether a promise that a deed belies is to leave something that the party itself would do."""
    word = _entry(clash, "a", lines)
    if (
        not isinstance(word, Statement)
        or word.act is not Act.PROMISE
        or not isinstance(_entry(clash, "b", lines), Event)
    ):
        return True
    return any(one.sign is Sign.AGAINST and one.doer in parties for one in word.propositions)


def _entries(clash: Finding, lines: Mapping[str, Line]) -> list[Entry]:
    return [entry for role in ("a", "b") if (entry := _entry(clash, role, lines))]


def _entry(clash: Finding, role: str, lines: Mapping[str, Line]) -> Entry | None:
    one = _side(clash.tellings, role)
    line = lines.get(one.entry or "") if one else None
    return line.entry if line else None


def _is_by_words(clash: Finding, lines: Mapping[str, Line]) -> bool:
    """Say whether what stands against a deed is words of the party; "it did not" may be another's."""
    says, one = clash.says, _side(clash.tellings, "a")
    line = lines.get(one.entry or "") if one else None
    if not isinstance(says, Contradiction) or says.type != "word-vs-deed" or line is None:
        return True
    claimed = lines.get(line.entry.claim or "") if isinstance(line.entry, Event) else line
    speaker = None if claimed is None or isinstance(claimed.entry, Event) else claimed.entry.speaker
    return speaker is not None and speaker.side in says.parties


def _of(finding: Finding, says: Contradiction, lines: Mapping[str, Line]) -> tuple[str, ...]:
    """Return whose words stand against whose words or deeds: where both are one person's, that person's."""
    sides = (_side(finding.tellings, role) for role in ("a", "b"))
    doers = [_actors(line.entry) for one in sides if one and (line := lines.get(one.entry or ""))]
    both = set.intersection(*doers) if len(doers) == 2 else set()
    return tuple(sorted(both)) if both and len(says.parties) == 1 else says.parties


def _actors(entry: Entry) -> set[str]:
    return {one.actor for one in entry.doers if one.actor}


class Clashing:
    """Puts contradictions into lines.

    Args:
        lines: The lines of the record by their entry's id.
        names: The shown name of each party and actor.
        sentences: The sentences of the reports.
        voices: Says who said it, and when.
        said: The sentences printed so far.
        parties: Those who are in the dispute, by their names.
        agreeing: Says what two sentences share.
    """

    def __init__(
        self,
        lines: Mapping[str, Line],
        names: Mapping[str, str],
        sentences: Sentences,
        voices: Voices,
        said: Collection[str],
        parties: Parties,
        agreeing: Agreeing,
    ) -> None:
        self._lines = lines
        self._names = names
        self._sentences = sentences
        self._voices = voices
        self._said = said
        self._parties = parties
        self._agreeing = agreeing

    def plain(self, found: Iterable[Finding]) -> Iterator[Item]:
        """Yield those of which it is known who speaks on either side."""
        known = (one for one in found if all(map(self._names_who, one.tellings)))
        yield from self.all_of(one for one in known if self._is_of_one_thing(one) and not self._is_elsewhere(one))

    def all_of(self, found: Iterable[Finding]) -> Iterator[Item]:
        """Yield one for each quarrel: several denials of one deed are one. Each kind has its turn."""
        told: dict[str, list[tuple[Contradiction, Finding]]] = defaultdict(list)
        for finding in found:
            if isinstance(says := finding.says, Contradiction) and says.is_one:
                told[says.quarrel or finding.id].append((says, finding))
        turn: Counter[tuple[str, tuple[str, ...]]] = Counter()
        in_turn: list[tuple[int, Contradiction, Finding, int]] = []
        for quarrel, pairs in sorted(told.items(), key=lambda one: -len(one[1])):
            says, finding = next((pair for pair in pairs if pair[1].id == quarrel), pairs[0])
            in_turn.append((turn[says.type, says.parties], says, finding, len(pairs) - 1))
            turn[says.type, says.parties] += 1
        said, seen = list(self._said), set()
        for _, says, finding, more in sorted(in_turn, key=lambda one: one[0]):
            words = tuple(self._sentences.whole(one.citation) for one in finding.tellings)
            if words not in seen:
                seen.add(words)
                yield self._item(says, finding, more, said)
                said += words

    def _item(self, says: Contradiction, finding: Finding, pairs: int, said: Collection[str]) -> Item:
        of = _of(finding, says, self._lines)
        who = listed(list(dict.fromkeys(self._names.get(party, party) for party in of)))
        more = f"(and {counted(pairs, 'more pair')} of it)" if pairs else ""
        words = of_both(finding, ("a", "b"), self._sentences, said)
        kind = "guilt" if says.type == "actor" and len(says.parties) == 1 else says.type
        sides = self._sides(finding) if SIDES in words else ""
        return Item(who, f"{in_words('clashes', kind)}{sides}:", words, more, finding.id[:SHORT_ID])

    def _sides(self, finding: Finding) -> str:
        """Return who speaks on either side, and when: "he" of two sentences may be anybody."""
        sides = (_side(finding.tellings, role) for role in ("a", "b"))
        lines = [self._lines.get(one.entry or "") if one else None for one in sides]
        told = [self._voices.by(line, _party(line.entry)) if line else "" for line in lines]
        return f" ({' / '.join(one or 'on no known day' for one in told)})" if any(told) else ""

    def _names_who(self, telling: Telling) -> bool:
        """Say whether a side's sentence leaves nobody to guess."""
        line = self._lines.get(telling.entry or "")
        words = self._sentences.whole(telling.citation)
        if not is_whole(words) or self._is_believed(line) or not self._is_of_party(line):
            return False
        return not by_pronoun(words) or bool(line and self._voices.name(line, _party(line.entry)))

    def _is_of_party(self, line: Line | None) -> bool:
        """Say whether who speaks may speak for the party whose words they are told as: a study does not."""
        party = _party(line.entry) if line else ""
        return line is None or not party or self._voices.speaks_for(line, party)

    def _is_of_one_thing(self, clash: Finding) -> bool:
        """Say whether both sides tell of one thing: in one sentence or the next, or by a word that both have."""
        says, sides = clash.says, [_side(clash.tellings, role) for role in ("a", "b")]
        if not isinstance(says, Contradiction) or says.type != "whether" or None in sides:
            return True
        first, second = (one.citation for one in sides if one)
        near = first.report == second.report and self._sentences.are_near(first, second)
        return near or self._agreeing.share(self._sentences.whole(first), self._sentences.whole(second)) > 0

    def _is_elsewhere(self, clash: Finding) -> bool:
        """Say whether a word is of one place and the deed of another: who leaves Belmark may enter Cordona."""
        says, sides = clash.says, [_side(clash.tellings, role) for role in ("a", "b")]
        if not isinstance(says, Contradiction) or says.type != "word-vs-deed" or None in sides:
            return False
        told = [self._parties.places_in(self._sentences.whole(one.citation)) for one in sides if one]
        first, second = (one - set(says.parties) for one in told)
        return bool(first and second) and first.isdisjoint(second)

    def _is_believed(self, line: Line | None) -> bool:
        """Say whether a deed is but what somebody believes: "they think that Arvonia wants to conquer them"."""
        deed = line.entry if line and isinstance(line.entry, Event) else None
        return deed is not None and tells(self._sentences.before(deed.trigger), "believes")


def _party(entry: Entry) -> str:
    """Return the party that somebody speaks for, who needs no name beside it."""
    return "" if isinstance(entry, Event) or entry.speaker is None else entry.speaker.party or ""


def of_both(finding: Finding, roles: tuple[str, str], sentences: Sentences, said: Collection[str]) -> str:
    """Return the sentences of both sides, that of both once; of one that is printed above how it begins."""
    sides = [sentences.whole(telling.citation) for role in roles if (telling := _side(finding.tellings, role))]
    return SIDES.join(again(side) if is_printed(side, said) else side for side in dict.fromkeys(sides))


def _side(tellings: Iterable[Telling], role: str) -> Telling | None:
    return next((telling for telling in tellings if telling.role == role), None)
