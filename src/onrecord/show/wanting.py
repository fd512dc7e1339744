"""The brief's part on what each party wants: a heading for each matter, under it a line for each party."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from onrecord.core.entry import Event
from onrecord.core.who import is_unnamed
from onrecord.show.blocks import Heading, Item, Paragraph, words_in
from onrecord.show.line import SHORT_ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.core.entry import Entry
    from onrecord.core.line import Line
    from onrecord.core.when import When
    from onrecord.show.blocks import Block
    from onrecord.show.sentences import Sentences
    from onrecord.show.wants import Taken, Want

_SIDES = {"for": "for it", "against": "against it", "conditional": "on conditions", "open": "undecided"}

_SIGNS = {"by the head": "by its head", '"never"': "with “never”"}
_MOST_PARTIES = 4  # that are told of one matter: a second matter says more than a fifth party
_ABOVE = "(in a sentence printed above)"


class Wanting:
    """Puts what parties want into words.

    Args:
        sentences: The sentences of the reports.
        names: The shown name of each party and actor.
        lines: The lines of the record by their entry's id.
        parties: Ids of those who are in the dispute.
    """

    def __init__(
        self,
        sentences: Sentences,
        names: Mapping[str, str],
        lines: Mapping[str, Line],
        parties: frozenset[str],
    ) -> None:
        self._sentences = sentences
        self._names = names
        self._parties = parties
        self._lines = lines
        self._printed: set[str] = set()

    def blocks(self, stands: Sequence[Want], room: int) -> Iterator[Block]:
        """Yield as many lines as there is room for, of the matters first of which most is told."""
        if not stands:
            return
        yield Heading(2, "What each party wants")
        told = 0
        for matter, of_it in _by_matter(stands, self._parties):
            whom = {one.whom for one in of_it}
            only = whom.pop() if len(whom) == 1 else None
            items: list[Item] = []
            for want in _each_once(of_it)[:_MOST_PARTIES]:
                item = self._item(want, named=only is None)
                if not item.words and any(item.when == other.when for other in items):
                    continue
                if (words := words_in(item)) <= room:
                    items.append(item)
                room -= words
            if items:
                yield Heading(3, f"{matter[0].upper()}{matter[1:]}{f' (as to {only})' if only else ''}")
                yield from items
            told += len(items)
            if room <= 0:
                break
        if left := len(stands) - told:
            yield Paragraph(f"{left:,} more: onrecord positions RECORD")

    def _item(self, want: Want, *, named: bool) -> Item:
        """Return the line of a party; it says whom the matter concerns where its heading does not."""
        shown, words = self._sentence(want)
        side = _SIDES.get(shown.says.stance, shown.says.stance)
        whom = f" (as to {want.whom})" if named and want.whom else ""
        parts = [f"{side}{whom}", *_since(want), *self._firm(want)]
        told = f"{', '.join(parts)}{self._said(shown, want.party)}{':' if words else ''}"
        note = self._before(want) if words else _ABOVE
        return Item(self._names.get(want.party, want.party), told, words, note, shown.finding.id[:SHORT_ID])

    def _sentence(self, want: Want) -> tuple[Taken, str]:
        """Return the newest telling whose sentence is not printed yet and stands alone; a saying before a deed."""
        newest = want.stretch[::-1]
        newest = (*(one for one in newest if not one.by_deed), *(one for one in newest if one.by_deed))
        fresh = [(one, words) for one in newest if (words := self._whole(one)) not in self._printed]
        alone = [pair for pair in fresh if self._sentences.stands_alone(pair[0].telling.citation)]
        chosen = (alone or fresh or [(want.last, "")])[0]
        self._printed.add(chosen[1])
        return chosen

    def _whole(self, taken: Taken) -> str:
        return self._sentences.whole(taken.telling.citation)

    def _firm(self, want: Want) -> Iterator[str]:
        """Yield how firm it is, each sign once; that it is told once goes without saying."""
        signs = dict.fromkeys(sign for one in want.stretch for sign in one.says.firmness.split(", "))
        if want.reports > 1:
            yield f"told by {want.reports} reports"
        yield from (
            _SIGNS.get(sign, sign) for sign in signs if not sign.startswith(("once", "repeated", "by deed"))
        )
        if want.by_deed:
            yield "by deed"

    def _said(self, taken: Taken, party: str) -> str:
        """Return who says it for the party, and when."""
        entry = self._lines[taken.telling.entry or ""].entry
        voices = dict.fromkeys(filter(None, (self._voice(entry, party),)))
        when = _day(taken.when)
        return f"; {', '.join([*voices, when])}" if when or voices else ""

    def _voice(self, entry: Entry, party: str) -> str:
        speaker = None if isinstance(entry, Event) else entry.speaker
        actor = speaker.actor if speaker else None
        if actor is None or actor == party or is_unnamed(actor):
            return ""
        return self._names.get(actor, actor)

    def _before(self, want: Want) -> str:
        if want.before is None:
            return ""
        side = _SIDES.get(want.before.says.stance, want.before.says.stance)
        how = ", by deed" if want.before.by_deed else ""
        return f"(before, {_day(want.before.when) or 'undated'}: {side}{how})"


def _by_matter(stands: Iterable[Want], parties: frozenset[str]) -> list[tuple[str, list[Want]]]:
    """Return what those want who are in the dispute, by matter: the one first of which most reports tell."""
    found: dict[str, list[Want]] = defaultdict(list)
    for want in stands:
        if want.party in parties:
            found[want.matter].append(want)
    for of_it in found.values():
        of_it.sort(key=lambda want: (-want.reports, want.party, want.whom))
    return sorted(found.items(), key=lambda pair: (-_told(pair[1]), pair[0]))


def _each_once(of_it: Iterable[Want]) -> list[Want]:
    """Return what is wanted, a stance on the whole matter and as to one whom it concerns once: they are one.

    Of the two stays the one that is told first. Stances as to two whom it concerns are two.
    """
    kept: list[Want] = []
    for one in of_it:
        same = [other for other in kept if (other.party, _stance(other)) == (one.party, _stance(one))]
        if not any(bool(other.whom) != bool(one.whom) for other in same):
            kept.append(one)
    return kept


def _stance(want: Want) -> str:
    return want.last.says.stance


def _told(of_it: Iterable[Want]) -> int:
    return sum(want.reports for want in of_it)


def _since(want: Want) -> Iterator[str]:
    """Yield since when a party has stood there, if that is another day than that of its newest telling."""
    first = want.stretch[0].when
    if first is None or len(want.stretch) == 1 or first == want.last.when:
        return
    if want.before and first.earliest and first.earliest == first.latest:
        yield f"since {first.in_words()}"
    elif first.latest:
        yield f"since {first.in_words().removeprefix('not after ').rsplit(' to ', 1)[-1]} at the latest"


def _day(when: When | None) -> str:
    return when.in_words() if when else ""
