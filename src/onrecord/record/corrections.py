"""Corrections by hand: accept, reject, edit, add; merge and split actors; take these back. Tags, notes, stars.

Each says who made it, when and why. It is kept apart from what was extracted, applied to what is shown, and never
deleted. As text it goes from one record to another.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.correction import OF_ACTORS, Anchor, Change, Correction, CorrectionKind, Undone
from onrecord.core.identity import entry_id
from onrecord.core.who import ActorKind
from onrecord.record.actors import ensure, refresh
from onrecord.record.arranging import OfIssues
from onrecord.record.changes import made, spans_of
from onrecord.record.connect import transaction
from onrecord.record.correction_rows import COLUMNS, correction_of, corrections_where, identified, insert
from onrecord.record.correction_text import corrections_as_text, corrections_from_text
from onrecord.record.errors import (
    AmbiguousId,
    InvalidCorrection,
    NoSuchCorrection,
    NoSuchReport,
)
from onrecord.record.given import actor_given, changes_given
from onrecord.record.judging import now
from onrecord.record.loading import load_entries, load_report
from onrecord.record.reading import entry_named
from onrecord.record.renames import Renames, rename_mentions
from onrecord.record.rows import mentions
from onrecord.record.settling import anchored, apply_all, party_of
from onrecord.record.storable import storable_text
from onrecord.record.told import told
from onrecord.record.values import mention_value
from onrecord.record.versions import versions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.core.line import Line
    from onrecord.core.who import Actor
    from onrecord.record.port import Connection, Place


LONGEST_TAG = 60
LONGEST_NOTE = 20_000
MOST_CONDITIONS = 30
_CONDITION = re.compile(r"[a-z]{1,20}")


@told
class Corrections(OfIssues):
    """The corrections of a record. Values are text, as `onrecord.record.changes` reads them."""

    def __init__(self, connection: Connection, path: Place) -> None:
        self._connection = connection
        self.path = path

    def accept(self, entry: str, *, who: str, why: str = "", when: str | None = None) -> Correction:
        """Say that an entry is right. That somebody rejected it is taken back: both cannot hold."""
        with transaction(self._connection, self.path):
            self._take_back(CorrectionKind.REJECT, entry, who, "accepted since")
            return self._on_entry(CorrectionKind.ACCEPT, entry, {}, who, why, when)

    def reject(self, entry: str, *, who: str, why: str, when: str | None = None) -> Correction:
        """Take an entry out of what is shown. That somebody accepted it is taken back: both cannot hold."""
        with transaction(self._connection, self.path):
            self._take_back(CorrectionKind.ACCEPT, entry, who, "rejected since")
            return self._on_entry(CorrectionKind.REJECT, entry, {}, who, why, when)

    def edit(
        self, entry: str, changes: Mapping[str, str], *, who: str, why: str, when: str | None = None
    ) -> Correction:
        """Give fields of an entry other values.

        Raises:
            InvalidCorrection: The entry has no such field, or the field no such value.
        """
        if not changes:
            raise InvalidCorrection("it changes nothing; name a field and its new value")
        return self._on_entry(CorrectionKind.EDIT, entry, changes, who, why, when)

    def add(
        self, report: str, kind: str, fields: Mapping[str, str], *, who: str, why: str, when: str | None = None
    ) -> Correction:
        """Add an entry that the extractors did not find; its fields name its words by offsets in the report.

        Returns:
            The correction; where one that holds adds the same entry already, that one.

        Raises:
            InvalidCorrection: A field that it needs is missing, or a value cannot be.
        """
        row = self._connection.execute(
            "SELECT id, path, text FROM report WHERE NOT retired AND (id = ?1 OR path = ?1) ORDER BY id", (report,)
        ).fetchone()
        if row is None:
            raise NoSuchReport(report)
        found, path, text = row
        changes = changes_given(self._connection, fields, text)
        key = entry_id(found, kind, "by hand", *(f"{change.field}={change.value}" for change in changes))
        made(kind, key, changes, text, found, lambda actor: party_of(self._connection, actor))
        for same in corrections_where(self._connection, "kind = 'add' AND entry = ? AND undone IS NULL", key):
            return same
        spans = spans_of(next((one.value for one in changes if one.field in {"content", "words"}), ""))
        start, end = spans[0][0], spans[-1][1]
        anchor = Anchor(found, path, kind, start, end, text[start:end])
        return self._make(
            Correction("", CorrectionKind.ADD, who, now(when), why, entry=key, anchor=anchor, changes=changes)
        )

    def tag(self, entry: str, tag: str, *, who: str, when: str | None = None) -> Correction:
        """Lay a tag on an entry. Whoever has laid the same one there gets it back as it is.

        Raises:
            InvalidCorrection: The tag has no letters, or more than `LONGEST_TAG`.
        """
        name = _searchable(" ".join(tag.split()))
        if not name or len(name) > LONGEST_TAG or ";" in name:
            raise InvalidCorrection(f"a tag has 1 to {LONGEST_TAG} characters, and no semicolon")
        return self._mark(CorrectionKind.TAG, entry, name, who, when)

    def note(self, entry: str, note: str, *, who: str, when: str | None = None) -> Correction:
        """Write a note to an entry.

        Raises:
            InvalidCorrection: The note is empty, or longer than `LONGEST_NOTE`.
        """
        text = _searchable(note.strip())
        if not text or len(text) > LONGEST_NOTE:
            raise InvalidCorrection(f"a note has 1 to {LONGEST_NOTE:,} characters")
        return self._mark(CorrectionKind.NOTE, entry, text, who, when)

    def star(self, entry: str, *, who: str, when: str | None = None) -> Correction:
        """Star an entry. Who has starred it before gets that star back as it is."""
        return self._mark(CorrectionKind.STAR, entry, "", who, when)

    def preset(self, name: str, conditions: Mapping[str, str], *, who: str, when: str | None = None) -> Correction:
        """Keep a filter under a name, with the view that it is meant for.

        Args:
            name: Up to `LONGEST_TAG` characters.
            conditions: As they stand in the address of a page: party, since, tag, view ...
            who: Who keeps it.
            when: When, in ISO 8601; now if None.

        Raises:
            InvalidCorrection: The name is taken, or no name; or something is no condition.
        """
        title = _searchable(" ".join(name.split()))
        if not title or len(title) > LONGEST_TAG:
            raise InvalidCorrection(f"a preset needs a name of 1 to {LONGEST_TAG} characters")
        for one in self.presets():
            if one.text.casefold() == title.casefold():
                raise InvalidCorrection(f"“{one.text}” is a preset of {one.who} already; take that away first")
        if len(conditions) > MOST_CONDITIONS or not all(map(is_condition, conditions.items())):
            raise InvalidCorrection("a preset's conditions are short words with their values")
        changes = (
            Change("preset", title),
            *(Change(key, _searchable(value)) for key, value in conditions.items()),
        )
        return self._make(Correction("", CorrectionKind.PRESET, who, now(when), "", changes=changes))

    def merge(self, actor: str, into: str, *, who: str, why: str, when: str | None = None) -> Correction:
        """Say that an actor is no other than `into`; its mentions and names go over to that one."""
        old, new = actor_given(self._connection, actor), actor_given(self._connection, into)
        if old == new:
            raise InvalidCorrection(f"'{actor}' and '{into}' are one actor already ({new})")
        return self._make(Correction("", CorrectionKind.MERGE, who, now(when), why, actor=old, into=new))

    def split(
        self,
        actor: str,
        names: tuple[str, ...],
        into: str,
        *,
        who: str,
        why: str,
        when: str | None = None,
        about: Mapping[str, str] | None = None,
    ) -> Correction:
        """Say that some names of an actor stand for another one, `into`, which may be new.

        Args:
            names: The names as reports print them.
            about: For a new actor: its `name`, `kind`, `party`.
        """
        old = actor_given(self._connection, actor)
        if not names or old == into:
            raise InvalidCorrection("a split needs names, and an id other than the actor's own for whom they name")
        details = dict(about or {})
        kinds = [kind.value for kind in ActorKind]
        if unknown := set(details) - {"name", "kind", "party"}:
            raise InvalidCorrection(f"an actor has no field '{min(unknown)}'; its fields are name, kind, party")
        if details.get("kind") and details["kind"] not in kinds:
            raise InvalidCorrection(f"'{details['kind']}' is no kind of actor; it is one of {', '.join(kinds)}")
        changes = tuple(Change(field, value) for field, value in details.items())
        return self._make(
            Correction(
                "", CorrectionKind.SPLIT, who, now(when), why, changes=changes, actor=old, into=into, names=names
            )
        )

    def name(self, actor: Actor, *, who: str, why: str, when: str | None = None) -> Correction:
        """Say who somebody is whom no report of the record describes, so that entries can be given to them.

        What reports say of an actor goes before what is said so.
        """
        told = {"name": actor.name, "kind": actor.kind.value, "party": actor.party, "code": actor.code}
        changes = tuple(
            Change(field, value) for field, value in (*told.items(), ("wikidata", actor.wikidata)) if value
        )
        return self._make(
            Correction(
                "", CorrectionKind.NAME, who, now(when), why,
                changes=changes, actor=actor.id, into=actor.id, names=actor.aliases,
            )
        )  # fmt: skip

    def undo(self, correction: str, *, who: str, why: str = "", when: str | None = None) -> Correction:
        """Take a correction back; it stays on record as taken back.

        Raises:
            NoSuchCorrection: None has an id that begins so.
            InvalidCorrection: It has been taken back before.
        """
        found = self.find(correction)
        if found.undone:
            raise InvalidCorrection(f"it was taken back already, by {found.undone.who} on {found.undone.when}")
        undone = replace(found, undone=Undone(_named(who), now(when), why))
        with transaction(self._connection, self.path):
            self._undo(undone)
            self._apply([undone])
        return undone

    def all(self, *, undone: bool = False) -> tuple[Correction, ...]:
        """Return the corrections that hold, oldest first; with `undone`, those taken back as well."""
        kept = self._kept(undone=undone)
        return tuple(one for one in kept if not one.is_mark and one.kind is not CorrectionKind.PRESET)

    def marks(self, *, undone: bool = False) -> tuple[Correction, ...]:
        """Return the tags, notes and stars, oldest first; with `undone`, those taken back as well."""
        return tuple(one for one in self._kept(undone=undone) if one.is_mark)

    def presets(self) -> tuple[Correction, ...]:
        """Return the presets of filters, by name."""
        found = (one for one in self._kept(undone=False) if one.kind is CorrectionKind.PRESET)
        return tuple(sorted(found, key=lambda one: (one.text.casefold(), one.when, one.id)))

    def find(self, correction: str) -> Correction:
        """Return the correction whose id begins so."""
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM correction WHERE substr(id, 1, length(?1)) = ?1", (correction,)
        ).fetchall()
        if not rows or not correction:
            raise NoSuchCorrection(correction)
        if len(rows) > 1:
            raise AmbiguousId("corrections", correction, len(rows))
        return correction_of(rows[0])

    def versions(self, entry: str) -> tuple[Line, ...]:
        """Return an entry as it was extracted, then as it was after each correction that holds, oldest first."""
        return tuple(versions(self._connection, entry_named(self._connection, entry)))

    def as_text(self) -> str:
        """Return all corrections and marks, those taken back included, as TOML."""
        return corrections_as_text(self._kept(undone=True))

    def take_in(self, text: str) -> int:
        """Take in corrections as text; those that are there already stay as they are.

        Returns:
            How many were new, or newly taken back.

        Raises:
            InvalidCorrection: The text is no list of corrections.
        """
        given = corrections_from_text(text)
        known = {one.id: one for one in self._kept(undone=True)}
        news = [one for one in given if one.id not in known]
        ended = [one for one in given if one.undone and one.id in known and not known[one.id].undone]
        with transaction(self._connection, self.path):
            for correction in news:
                insert(self._connection, correction)
            for correction in ended:
                self._undo(correction)
            self._apply([*news, *ended])
        return len(news) + len(ended)

    def _take_back(self, kind: CorrectionKind, entry: str, who: str, why: str) -> None:
        """Take back the corrections of a kind that hold for an entry."""
        key = entry_named(self._connection, entry)
        holds = "kind = ? AND undone IS NULL AND applies_to = ?"
        for one in list(corrections_where(self._connection, holds, kind.value, key)) if who.strip() else ():
            self.undo(one.id, who=who, why=why)

    def _kept(self, *, undone: bool) -> tuple[Correction, ...]:
        return tuple(corrections_where(self._connection, "TRUE" if undone else "undone IS NULL"))

    def _mark(self, kind: CorrectionKind, entry: str, text: str, who: str, when: str | None) -> Correction:
        """Lay a mark on an entry, unless the same one of the same person lies there."""
        key = entry_named(self._connection, entry)
        of_kind = "kind = ? AND undone IS NULL AND applies_to = ? AND who = ?"
        for one in corrections_where(self._connection, of_kind, kind.value, key, who.strip()):
            if one.text == text:
                return one
        anchor = Anchor(*anchored(self._connection, key))
        changes = (Change(kind.value, text),) if text else ()
        return self._make(Correction("", kind, who, now(when), "", entry=key, anchor=anchor, changes=changes))

    def _on_entry(
        self, kind: CorrectionKind, entry: str, changes: Mapping[str, str], who: str, why: str, when: str | None
    ) -> Correction:
        key = entry_named(self._connection, entry)
        anchor = Anchor(*anchored(self._connection, key))
        text = load_report(self._connection, anchor.report).text if changes else ""
        shown = load_entries(self._connection, [key])
        kept = frozenset(mention_value(one) for entry in shown for _, _, one in mentions(entry))
        return self._make(
            Correction(
                "",
                kind,
                who,
                now(when),
                why,
                entry=key,
                anchor=anchor,
                changes=changes_given(self._connection, changes, text, kept),
            )
        )

    def _make(self, correction: Correction) -> Correction:
        """Keep a new correction, unless it cannot be applied to the record as it is."""
        correction = identified(replace(correction, who=_named(correction.who)))
        with transaction(self._connection, self.path):
            insert(self._connection, correction)
            self._apply([correction])
            problem = self._connection.execute(
                "SELECT problem FROM correction WHERE id = ?", (correction.id,)
            ).fetchone()[0]
            if problem:
                raise InvalidCorrection(problem)
        return correction

    def _undo(self, correction: Correction) -> None:
        undone = correction.undone
        if undone:
            self._connection.execute(
                "UPDATE correction SET undone_who = ?, undone = ?, undone_why = ?, problem = NULL WHERE id = ?",
                (undone.who, undone.when, undone.why, correction.id),
            )

    def _apply(self, corrections: list[Correction]) -> None:
        self._apply_to_actors([one for one in corrections if one.kind in OF_ACTORS])
        apply_all(self._connection, [one for one in corrections if one.anchor])

    def _apply_to_actors(self, corrections: list[Correction]) -> None:
        actors = {name for one in corrections for name in (one.actor, one.into) if name}
        if not actors:
            return
        about = (change for one in corrections for change in one.changes)
        parties = {change.value for change in about if change.field == "party" and change.value}
        ensure(self._connection, actors | parties)
        renames = Renames.load(self._connection)
        refresh(self._connection, {*actors, *map(renames.final, actors)})
        rename_mentions(self._connection)
        self._note_merges(renames)

    def _note_merges(self, renames: Renames) -> None:
        """Note which merges do not hold, since others that do say otherwise."""
        for merge in corrections_where(self._connection, "kind = 'merge' AND undone IS NULL"):
            holds = merge.actor is not None and renames.merges.get(merge.actor) == merge.into
            problem = None if holds else f"another merge says otherwise of '{merge.actor}' and '{merge.into}'"
            self._connection.execute("UPDATE correction SET problem = ? WHERE id = ?", (problem, merge.id))


def is_condition(pair: tuple[str, str]) -> bool:
    """Say whether a preset can hold a condition: a short name of letters, and what it asks for."""
    return bool(_CONDITION.fullmatch(pair[0])) and pair[0] != "preset" and len(pair[1]) <= 200


def _searchable(text: str) -> str:
    """Return a text as SQLite finds it again: a null character would end it there."""
    return storable_text(text).replace("\0", "\ufffd")


def _named(who: str) -> str:
    if not who.strip():
        raise InvalidCorrection("it must say who makes it")
    return who.strip()
