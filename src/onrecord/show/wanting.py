"""The brief's part on what each party wants: a heading for each matter, under it a line for each party."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Event, Statement
from onrecord.core.when import Basis
from onrecord.core.who import is_unnamed
from onrecord.show.blocks import Heading, Item, Paragraph, words_in
from onrecord.show.line import SHORT_ID
from onrecord.show.wants import matter_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from onrecord.core.entry import Entry
    from onrecord.core.line import Line
    from onrecord.core.when import When
    from onrecord.show.blocks import Block
    from onrecord.show.sentences import Sentences
    from onrecord.show.wants import Taken, Want

_SIDES = {"for": "for it", "against": "against it", "conditional": "on conditions", "open": "undecided"}

_SIGNS = {"by the head": "by its head", '"never"': "with “never”"}
_MOST_PARTIES = 4  # that are told of one matter: a second matter says more than a fifth party
# Probability from which an entry is printed; one below is left to the counted rest. What a single report tells,
# and no other bears out, must be surer: of such lines between the two every second was misread.
SURE, SURE_ALONE = 0.5, 0.72


class Picked(NamedTuple):
    """What a party wants, the telling that is printed for it, and its sentence."""

    want: Want
    taken: Taken
    words: str
    whom: str


class Wanting:
    """Puts what parties want into words.

    Args:
        sentences: The sentences of the reports.
        names: The shown name of each party and actor.
        lines: The lines of the record by their entry's id.
        parties: Ids of those who are in the dispute.
        whoms: As `wants` takes them: the name of the party that one is or belongs to.
        called: The same by every name: "Kiev" is Ukraine.
        printed: The sentences printed so far; those printed here are put among them.
    """

    def __init__(
        self,
        sentences: Sentences,
        names: Mapping[str, str],
        lines: Mapping[str, Line],
        parties: frozenset[str],
        whoms: Mapping[str, str],
        called: Mapping[str, str],
        printed: set[str],
    ) -> None:
        self._sentences = sentences
        self._names = names
        self._parties = parties
        self._lines = lines
        self._whoms = whoms
        self._called = called
        self._printed = printed

    def blocks(self, stands: Sequence[Want], room: int) -> Iterator[Block]:
        """Yield as many lines as there is room for, of the matters first of which most is told.

        A stance without a sentence of its own, printed nowhere else, is left to the counted rest.
        """
        if not stands:
            return
        yield Heading(2, "What each party wants")
        told = 0
        for matter, of_it in _by_matter(stands, self._parties):
            items: list[Item] = []
            picked = list(self._picked(_each_once(of_it)[:_MOST_PARTIES]))
            whom = {one.whom for one in picked}
            only = whom.pop() if len(whom) == 1 else ""
            own = Counter(one.want.party for one in picked)
            for one in picked:
                item = self._item(one, named=not only, among=own[one.want.party])
                if (words := words_in(item)) <= room:
                    items.append(item)
                    self._printed.add(one.words)
                room -= words
            if items:
                yield Heading(3, f"{matter[0].upper()}{matter[1:]}{f' (as to {only})' if only else ''}")
                yield from items
            told += len(items)
            if room <= 0:
                break
        if left := len(stands) - told:
            yield Paragraph(f"{left:,} more: onrecord positions RECORD")

    def _item(self, picked: Picked, *, named: bool, among: int) -> Item:
        """Return the line of a party, of so many; it says whom the matter concerns where its heading does not.

        That it concerns the party itself is told where another line does not.
        """
        want, shown = picked.want, picked.taken
        side = _SIDES.get(shown.says.stance, shown.says.stance)
        party = self._names.get(want.party, want.party)
        itself = "itself" if among > 1 else ""
        concerned = itself if picked.whom == party else picked.whom
        whom = f" (as to {concerned})" if named and concerned else ""
        said = self._said(shown, want)
        since = [one for one in _since(want) if _the_day(one) not in said]
        lately = "most recently, " if since and said and shown is want.last else ""
        told = f"{', '.join((f'{side}{whom}', *since, *self._firm(want)))}{f'; {lately}{said}' if said else ''}:"
        return Item(party, told, picked.words, self._before(want), shown.finding.id[:SHORT_ID])

    def _picked(self, of_it: Iterable[Want]) -> Iterator[Picked]:
        """Yield those of which a sentence can be printed, each with one of its own.

        Whom the matter concerns is told as far as that telling tells it: another may be of somebody else.
        """
        taken = set(self._printed)
        for want in of_it:
            shown, words = self._sentence(want, taken)
            if shown and words:
                taken.add(words)
                yield Picked(want, shown, words, want.whom if self._names_whom(shown, want.whom) else "")

    def _sentence(self, want: Want, printed: Collection[str]) -> tuple[Taken | None, str]:
        """Return the newest telling whose sentence is not printed yet and stands alone.

        One that tells whom it concerns goes before one that leaves it open, a saying before a deed.
        """
        least = SURE if want.reports > 1 else SURE_ALONE
        newest = [one for one in want.stretch[::-1] if self._sureness(one) >= least]
        newest.sort(key=lambda one: (not self._names_whom(one, want.whom), one.by_deed))
        fresh = [(one, words) for one in newest if (words := self._whole(one)) not in printed]
        alone = [pair for pair in fresh if self._sentences.stands_alone(pair[0].telling.citation)]
        chosen = alone or fresh
        return chosen[0] if chosen else (None, "")

    def _sureness(self, taken: Taken) -> float:
        """Return how sure it is that this was said, in this act, or done; what nothing reckoned is sure."""
        entry = self._lines[taken.telling.entry or ""].entry
        act = entry.act_confidence if isinstance(entry, Statement) else None
        return (1.0 if entry.confidence is None else entry.confidence) * (1.0 if act is None else act)

    def _names_whom(self, taken: Taken, whom: str) -> bool:
        """Say whether a telling is of the one whom the matter concerns, and its sentence names it."""
        if self._whoms.get(matter_of(taken.says.issue)[1], "") != whom:
            return False
        words = self._sentences.whole(taken.telling.citation)
        return not whom or any(called in words for called, party in self._called.items() if party == whom)

    def _whole(self, taken: Taken) -> str:
        """Return the sentence; of one that is printed with the one before it, the rest where that is printed."""
        words = self._sentences.whole(taken.telling.citation)
        for before in self._printed:
            if words.startswith(f"{before} "):
                return words[len(before) + 1 :]
        return words

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

    def _said(self, taken: Taken, want: Want) -> str:
        """Return who says it for the party, and when."""
        line = self._lines[taken.telling.entry or ""]
        return ", ".join(filter(None, (self._voice(line.entry, want.party), _told_on(line))))

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
    first, last = want.stretch[0].when, want.last.when
    if first is None or len(want.stretch) == 1 or (last and first.latest == last.latest):
        return
    if want.before and first.earliest and first.earliest == first.latest:
        yield f"since {first.in_words()}"
    elif first.latest:
        yield f"since {first.in_words().removeprefix('not after ').rsplit(' to ', 1)[-1]} at the latest"


def _the_day(since: str) -> str:
    return since.removeprefix("since ").removesuffix(" at the latest").removeprefix("about ")


def _told_on(line: Line) -> str:
    """Return when it was said or done; where only the reporting dates it, not to a day, when it was reported."""
    when = line.entry.when
    if when is None:
        return ""
    if when.basis is Basis.PUBLISHED and not (when.earliest and when.latest):
        known = line.report.published
        return f"reported {known.in_words()}" if known and known.earliest and known.latest else ""
    return when.in_words()


def _day(when: When | None) -> str:
    return when.in_words() if when else ""
