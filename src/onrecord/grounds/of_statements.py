"""How a statement or stance was found: by rules, model or both, how likely, and what it was held against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Statement
from onrecord.core.ground import Ground, Refused
from onrecord.extractors.statements.acts import coded
from onrecord.extractors.statements.arbitration import chance, features, weights
from onrecord.extractors.statements.certainties import KEPT, LEFT_OUT
from onrecord.extractors.statements.evidence import Evidence
from onrecord.extractors.statements.joined import Neighbours, candidates
from onrecord.extractors.statements.lexicon import lexicon
from onrecord.extractors.statements.quotations import quotations
from onrecord.extractors.statements.sureness import act_confidence
from onrecord.extractors.statements.worded import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from onrecord.core.document import Document
    from onrecord.core.entry import Stance
    from onrecord.core.report import Citation
    from onrecord.encoder import Encoded

_TOLD_BY = {
    "cue": "its cue",
    "object": "the noun that its cue has",
    "grammar": "the grammar of what is said",
    "phrase": "a phrase in what is said",
    "command": "the command that it is",
    "plain": "nothing that says more than that it was said",
    "unknown": "words that the lexicon does not have",
    "silent": "nothing: it is quoted without a cue",
    "words": "all that is said, by what was learned from annotated reports",
}


def statement_grounds(document: Document, encoded: Encoded, entry: Statement | Stance) -> Iterator[Ground]:
    """Yield that it is told, with what else was found in the same words; and by what its act is told."""
    touching = [find for find in _finds(document, encoded) if _meets(find, entry)]
    own = _own(touching, entry)
    if own is None:
        return
    others = sorted((find for find in touching if find is not own), key=lambda find: -_chance(find))
    yield Ground(
        "told",
        "yes",
        (_finder(own), "arbitration"),
        entry.confidence,
        _kept_since(own),
        tuple(Refused(_words(find), _chance(find), _refused_since(find)) for find in others),
    )
    field = "act" if isinstance(entry, Statement) else "attitude"
    coding = worded(document, own.found, own.coding, encoded.states)
    yield Ground(field, "", (), act_confidence(own.found, coding), f"told by {_TOLD_BY[coding.ground]}{_cue(own)}")


def _finds(document: Document, encoded: Encoded) -> list[Evidence]:
    """Return all that the model and the rules find, before it is weighed."""
    marks = quotations(document.report.text, document.passages)
    found = candidates(document, encoded, marks, lexicon())
    near = Neighbours([one.found for one in found if one.found.confidence is not None])
    nested = {mark.start for mark in marks if mark.depth}
    return [
        Evidence(document, one, coded(document, one.found), near, one.found.content[0][0] in nested)
        for one in found
    ]


def _meets(find: Evidence, entry: Statement | Stance) -> bool:
    first, last = entry.content[0].start, entry.content[-1].end
    return find.found.content[0][0] < last and first < find.found.content[-1][1]


def _own(touching: list[Evidence], entry: Statement | Stance) -> Evidence | None:
    """Return the find that an entry was made of: of one cue, and what is said begins nearest to where it begins.

    What two finds share is left to one of them afterwards, so that the other may begin elsewhere as an entry.
    """
    of_one_cue = [find for find in touching if _cue_of(find) == entry.cue]
    begins = entry.content[0].start
    return min(of_one_cue, key=lambda find: abs(find.found.content[0][0] - begins), default=None)


def _cue_of(find: Evidence) -> Citation | None:
    return find.document.cite(*find.found.cue) if find.found.cue else None


def _chance(find: Evidence) -> float:
    return round(chance(weights().of, features(find)), 3)


def _finder(find: Evidence) -> str:
    return "rules" if find.by_rules_alone else "rules and model" if find.candidate.agreed else "model"


def _kept_since(find: Evidence) -> str:
    rule = next((rule for rule in KEPT if rule(find)), None)
    if _chance(find) >= weights().least or rule is None:
        return f"likelier than {weights().least:.2f}"
    return _said_by(rule)


def _refused_since(find: Evidence) -> str:
    rule = next((rule for rule in LEFT_OUT if rule(find)), None)
    if rule:
        return _said_by(rule)
    if _chance(find) < weights().least:
        return f"less likely than {weights().least:.2f}"
    return "told by another entry, or by this one"


def _said_by(rule: Callable[[Evidence], bool]) -> str:
    """Return what a rule holds for, as it says itself."""
    said = (rule.__doc__ or rule.__name__).partition("\n")[0]
    return said.removeprefix("Say whether ").rstrip(".")


def _words(find: Evidence) -> str:
    start, end = find.found.content[0][0], find.found.content[-1][1]
    words = " ".join(find.document.report.text[start:end].split())
    return f"{find.coding.act or find.coding.attitude}: “{words}” ({_finder(find)}{_cue(find)})"


def _cue(find: Evidence) -> str:
    return f", “{find.document.cite(*find.found.cue).words}”" if find.found.cue else ""
