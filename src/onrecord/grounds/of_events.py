"""How an event was found: what the rules see in its word, what the trained head makes of it and those around."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.ground import Ground, Refused
from onrecord.extractors.events.candidates import candidates
from onrecord.extractors.events.choosing import SOURCE, TARGET
from onrecord.extractors.events.deed_head import deed_head
from onrecord.extractors.events.evidence import ROOTS, STATUSES
from onrecord.extractors.events.phrases import overlaps
from onrecord.extractors.events.ruled import rules_of
from onrecord.extractors.events.scenes import pairing, scenes, signs_of
from onrecord.extractors.events.syntax import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.core.document import Document
    from onrecord.core.entry import Event
    from onrecord.core.who import Mention
    from onrecord.encoder import Encoded
    from onrecord.extractors.events.deed import Deed
    from onrecord.extractors.events.deed_head import Floats
    from onrecord.extractors.events.scenes import Scene

_HEAD = "trained head"
_RULES = "rules"
_MOST = 3  # of what is refused, the likeliest


def event_grounds(document: Document, encoded: Encoded, entry: Event) -> Iterator[Ground]:
    """Yield that it is told, its root, its status and its parties, each with what else the head holds possible."""
    reading = Reading(document)
    rules, head = rules_of(reading), deed_head()
    signs = signs_of(reading, encoded.states, rules)
    token = next(iter(document.tokens_in(entry.trigger.start, entry.trigger.end)), -1)
    several = [one for one in scenes(reading, signs, candidates(reading)) if one.first <= token < one.span.stop]
    for scene, words in zip(several, head.each(several, head.taken_in(signs)), strict=True):
        row = token - scene.span.start
        ruled = rules.deeds.get(token)
        yield _told(ruled, token in rules.kept, float(words.chance[row]), head.limits)
        yield _chosen("plover", entry.plover, ROOTS, words.roots[row], ruled.root if ruled else None)
        yield _chosen("status", entry.status, STATUSES, words.statuses[row], ruled.status if ruled else None)
        if scene.candidates:
            chances = head.parties(words, row, pairing(reading, scene, token, ruled.who if ruled else None))
            yield _party("source", document, scene, chances[:, SOURCE], entry.sources, entry.source_confidence)
            yield _party("target", document, scene, chances[:, TARGET], entry.targets, entry.target_confidence)


def _told(ruled: Deed | None, is_kept: bool, likely: float, limits: object) -> Ground:
    by = (_RULES, _HEAD) if ruled else (_HEAD,)
    named = dict(limits) if isinstance(limits, dict) else {}
    limit = named.get("kept" if is_kept else "taken")
    seen = "the rules keep it" if is_kept else "the rules see it" if ruled else "the rules do not see it"
    bound = f"; taken from {limit:.2f} on" if limit is not None else ""
    return Ground("told", "yes", by, round(likely, 3), f"{seen}{bound}")


def _chosen(field: str, own: object, names: Sequence[object], chances: Floats, ruled: object) -> Ground:
    """Return what the head and the rules say of root or status, the likeliest others as refused."""
    likely = sorted(zip(map(float, chances), map(str, names), strict=True), reverse=True)
    of_own = next((chance for chance, name in likely if name == str(own)), None)
    others = (Refused(name, round(chance, 3), _HEAD) for chance, name in likely if name != str(own))
    why = f"the rules read {ruled}" if ruled else "the rules read nothing"
    return Ground(field, "", (), None if of_own is None else round(of_own, 3), why, tuple(others)[:_MOST])


def _party(
    field: str,
    document: Document,
    scene: Scene,
    chances: Floats,
    taken: tuple[Mention, ...],
    sureness: float | None,
) -> Ground:
    """Return how likely those around are to have the role; those who have it are not among the refused."""
    spans = tuple((tokens[0], tokens[-1] + 1) for one in taken if (tokens := _tokens(document, one)))
    others = [
        Refused(f"“{document.cite(*one.phrase).words}”", round(float(chance), 3), _HEAD)
        for one, chance in zip(scene.candidates, chances, strict=True)
        if not overlaps(one.phrase, spans)
    ]
    likeliest = sorted(others, key=lambda one: -(one.chance or 0))[:_MOST]
    return Ground(field, "", (), sureness, "", tuple(likeliest))


def _tokens(document: Document, mention: Mention) -> list[int]:
    return list(document.tokens_in(mention.citation.start, mention.citation.end))
