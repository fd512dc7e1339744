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
from onrecord.show.sentences import again, is_printed
from onrecord.views.wording import in_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from onrecord.core.entry import Entry
    from onrecord.core.finding import Finding, Telling
    from onrecord.core.line import Line
    from onrecord.core.report import Citation
    from onrecord.show.sentences import Sentences


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
    needed = 2 if says.type == "whether" else 1  # of one party it is what another says that it denies
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


def clashes(
    found: Iterable[Finding],
    lines: Mapping[str, Line],
    names: dict[str, str],
    sentences: Sentences,
    said: Collection[str],
) -> Iterator[Item]:
    """Yield one contradiction for each quarrel: several denials of one deed are one. Each kind has its turn."""
    told: dict[str, list[tuple[Contradiction, Finding]]] = defaultdict(list)
    for finding in found:
        if isinstance(says := finding.says, Contradiction) and says.is_one:
            told[says.quarrel or finding.id].append((says, finding))
    turn: Counter[tuple[str, tuple[str, ...]]] = Counter()
    items: list[tuple[int, Item]] = []
    for quarrel, pairs in sorted(told.items(), key=lambda one: -len(one[1])):
        says, finding = next((pair for pair in pairs if pair[1].id == quarrel), pairs[0])
        who = listed(list(dict.fromkeys(names.get(party, party) for party in _of(finding, says, lines))))
        more = f"(and {counted(len(pairs) - 1, 'more pair')} of it)" if len(pairs) > 1 else ""
        words = of_both(finding, ("a", "b"), sentences, said)
        kind = "guilt" if says.type == "actor" and len(says.parties) == 1 else says.type
        item = Item(who, f"{in_words('clashes', kind)}:", words, more, finding.id[:SHORT_ID])
        items.append((turn[says.type, says.parties], item))
        turn[says.type, says.parties] += 1
    seen: set[str] = set()
    for _, item in sorted(items, key=lambda pair: pair[0]):
        if item.words not in seen:
            seen.add(item.words)
            yield item


def of_both(finding: Finding, roles: tuple[str, str], sentences: Sentences, said: Collection[str]) -> str:
    """Return the sentences of both sides, that of both once; of one that is printed above how it begins."""
    sides = [sentences.whole(telling.citation) for role in roles if (telling := _side(finding.tellings, role))]
    return SIDES.join(again(side) if is_printed(side, said) else side for side in dict.fromkeys(sides))


def _side(tellings: Iterable[Telling], role: str) -> Telling | None:
    return next((telling for telling in tellings if telling.role == role), None)
