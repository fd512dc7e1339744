"""Lines of the record as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.casebook import doubts
from onrecord.core.entry import Event, Statement
from onrecord.core.visible import one_line
from onrecord.core.who import is_unnamed
from onrecord.views.forms import CorrectionRow, EntryRow, MarkRow, PresetRow, WhenRow, WhoRow
from onrecord.views.wording import doing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.core.correction import Correction
    from onrecord.core.entry import Entry
    from onrecord.core.line import Line
    from onrecord.core.outline import Outline
    from onrecord.core.when import When
    from onrecord.core.who import Mention
    from onrecord.views.stretches import Text


class Known:
    """What rows need of the whole record: names, the party of each actor, issues and account of each entry."""

    def __init__(
        self,
        names: Mapping[str, str],
        parties: Mapping[str, str],
        issues: Mapping[str, list[str]],
        accounts: Mapping[str, str],
    ) -> None:
        self.names = names
        self._parties = parties
        self._issues = issues
        self._accounts = accounts

    def party(self, actor: str) -> str:
        """Return for whom an actor speaks or acts: its party, or itself."""
        return self._parties.get(actor, actor)

    def issues(self, entry: Entry | Outline) -> list[str]:
        """Return the ids of the issues an entry is about, those of the dispute file first."""
        return list(dict.fromkeys((*entry.issues, *self._issues.get(entry.id, ()))))

    def account(self, entry: Entry | Outline) -> str | None:
        """Return the id of the account that an entry is part of."""
        return self._accounts.get(entry.id)


def entry_row(line: Line, text: Text, known: Known) -> EntryRow:
    """Return a line as a row, with the sentence that its words stand in."""
    entry = line.entry
    cited = entry.pieces
    return EntryRow(
        id=entry.id,
        kind=entry.kind,
        act=entry.what.value,
        doing=doing(entry),
        status=_status(entry),
        who=[who_row(one, known.names) for one in entry.doers],
        whom=[who_row(one, known.names) for one in entry.whom],
        parties=parties_of(entry.doers, known),
        to=parties_of(entry.whom, known),
        when=when_row(entry.when),
        issues=known.issues(entry),
        report=line.report.id,
        start=min(one.start for one in cited),
        end=max(one.end for one in cited),
        words=one_line(" … ".join(one.words for one in cited)),
        sentence=text.sentence(entry),
        condition=_condition(entry),
        told_in=entry.told_in,
        sureness=_sureness(entry),
        doubts=[str(one) for one in doubts(line)],
        standing=line.standing.value,
        corrections=[correction_row(one) for one in line.corrections],
        marks=[mark_row(one) for one in line.marks],
        account=known.account(entry),
        by=entry.by,
    )


def _status(entry: Entry) -> str:
    return entry.status.value if isinstance(entry, Event) else ""


def _condition(entry: Entry) -> str:
    """Return the words of the condition under which something is said; of an event none is told."""
    return one_line(entry.condition.words) if entry.condition else ""


def who_row(mention: Mention, names: Mapping[str, str]) -> WhoRow:
    """Return whom a mention stands for; unnamed people are shown as the report calls them there."""
    words = one_line(mention.citation.words)
    unsure = mention.actor is None and mention.name is None and not mention.together
    return WhoRow(
        shown=one_line(_shown(mention, names) or words),
        words=words,
        actor=mention.actor,
        party=mention.party,
        candidates=list(mention.candidates),
        unsure=unsure,
    )


def _shown(mention: Mention, names: Mapping[str, str]) -> str | None:
    """Return by what name a mention is shown; None where only its words tell."""
    if mention.together:
        return " and ".join(names.get(each, each) for each in mention.candidates)
    if not mention.actor:
        return mention.name
    own = mention.name if is_unnamed(mention.actor) else None
    return own or names.get(mention.actor, mention.actor)


def when_row(when: When | None) -> WhenRow | None:
    """Return a time with its doubt."""
    if when is None:
        return None
    return WhenRow(
        edtf=when.edtf(),
        words=when.in_words(),
        first=when.earliest.isoformat() if when.earliest else None,
        last=when.latest.isoformat() if when.latest else None,
        about=when.approximate,
        precision=when.precision.value,
        basis=when.basis.value,
    )


def correction_row(correction: Correction) -> CorrectionRow:
    """Return a correction by hand."""
    actors = {"actor": correction.actor, "into": correction.into}
    return CorrectionRow(
        id=correction.id,
        entry=correction.entry,
        words=one_line(correction.anchor.words) if correction.anchor else "",
        kind=correction.kind.value,
        who=one_line(correction.who),
        when=correction.when,
        why=one_line(correction.why),
        changes={name: actor for name, actor in actors.items() if actor}
        | {change.field: one_line(change.value) for change in correction.changes},
    )


def mark_row(mark: Correction) -> MarkRow:
    """Return a tag, note or star; a note keeps its lines."""
    return MarkRow(
        id=mark.id,
        kind=mark.kind.value,
        text="\n".join(map(one_line, mark.text.splitlines())),
        who=one_line(mark.who),
        when=mark.when,
    )


def preset_row(preset: Correction) -> PresetRow:
    """Return a filter that is kept under a name."""
    return PresetRow(
        id=preset.id,
        name=one_line(preset.text),
        who=one_line(preset.who),
        when=preset.when,
        conditions={one.field: one.value for one in preset.changes if one.field != "preset"},
    )


def _sureness(entry: Entry) -> float | None:
    """Return the probability that the entry is right as far as one is reckoned: told at all, and in this act."""
    sure = entry.confidence
    if sure is not None and isinstance(entry, Statement) and entry.act_confidence is not None:
        sure *= entry.act_confidence
    return None if sure is None else round(sure, 3)


def parties_of(mentions: Iterable[Mention], known: Known) -> list[str]:
    """Return the parties for whom those who are named speak or act."""
    found: list[str] = []
    for mention in mentions:
        if mention.together:
            found.extend(known.party(each) for each in mention.candidates)
        elif party := mention.side:
            found.append(party)
    return list(dict.fromkeys(found))
