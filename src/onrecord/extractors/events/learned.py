"""Deeds as they ship: what the rules keep and what the trained head finds, each field by the surer of both.

The head learned from whole reports, which tell of deeds in more words than any lexicon has. The rules are told to
it as signs; where they record a deed, it stands unless the head finds it very unlikely.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onrecord.extractors.events.candidates import candidates
from onrecord.extractors.events.choosing import SOURCE, TARGET, chosen, is_mutual
from onrecord.extractors.events.deed import Deed
from onrecord.extractors.events.deed_head import deed_head
from onrecord.extractors.events.evidence import ROOTS
from onrecord.extractors.events.lexicon import VERBAL
from onrecord.extractors.events.parties import Parties
from onrecord.extractors.events.phrases import overlaps
from onrecord.extractors.events.roles import place
from onrecord.extractors.events.ruled import rules_of
from onrecord.extractors.events.scenes import TELLING, pairing, scenes, signs_of
from onrecord.extractors.events.settled import settled, signs_of_status
from onrecord.extractors.events.whole import whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from onrecord.core.document import Token
    from onrecord.core.entry import Root, Status
    from onrecord.encoder import Encoded
    from onrecord.extractors.events.deed_head import DeedHead, Floats, Words
    from onrecord.extractors.events.roles import Phrase
    from onrecord.extractors.events.ruled import Rules
    from onrecord.extractors.events.scenes import Scene
    from onrecord.extractors.events.settled import Signs
    from onrecord.extractors.events.syntax import Reading

    Settling = Callable[[Token, Signs], Status]

NOBODY = Parties((), (), None)
_TOLD_WITH = ("dobj", "attr", "oprd", "nsubjpass", "prep", "pobj", "xcomp", "acl", "compound", "amod")


def with_head(
    reading: Reading, encoded: Encoded, head: DeedHead | None = None, settling: Settling = settled
) -> list[Deed]:
    """Return the deeds of a report, in the order of the text.

    Args:
        reading: The report.
        encoded: What the encoder makes of it.
        head: The head that finds them; the one that ships unless another is given.
        settling: What makes a status of the signs of a deed, and of its word.
    """
    rules = rules_of(reading)
    if not reading.tokens:
        return []
    found = list(_found(reading, encoded, rules, head or deed_head(), settling))
    reached = encoded.states.reach
    late = (deed for token, deed in rules.deeds.items() if reading.tokens[token].start >= reached)
    return _told_once(reading, [*found, *(deed for deed in late if deed.token in rules.kept)])


def _found(reading: Reading, encoded: Encoded, rules: Rules, head: DeedHead, settling: Settling) -> Iterator[Deed]:
    states = encoded.states
    signs = signs_of(reading, states, rules)
    several = list(scenes(reading, signs, candidates(reading)))
    for scene, words in zip(several, head.each(several, head.taken_in(signs)), strict=True):
        for token in range(scene.first, scene.span.stop):
            if reading.tokens[token].start < states.reach and _is_taken(reading, rules, head, words, scene, token):
                deed = _deed(reading, rules.deeds.get(token), head, words, scene, token, settling)
                if token in rules.kept or _is_clear(deed):
                    yield deed


def _is_clear(deed: Deed) -> bool:
    """Say whether it is clear who does what with words, and to whom; a statement says the rest."""
    return deed.root not in VERBAL or bool(deed.who.sources and deed.who.targets)


def _is_taken(reading: Reading, rules: Rules, head: DeedHead, words: Words, scene: Scene, token: int) -> bool:
    chance = words.chance[token - scene.span.start]
    if token in rules.dismissed:
        return False
    if token in rules.kept:
        return bool(chance >= head.limits["kept"])
    return reading.tokens[token].pos in TELLING and bool(chance >= head.limits["taken"])


def _deed(
    reading: Reading,
    ruled: Deed | None,
    head: DeedHead,
    words: Words,
    scene: Scene,
    token: int,
    settling: Settling,
) -> Deed:
    """Return what the head, and the rules where they see it too, say of the deed that a word names."""
    row = token - scene.span.start
    root = _coded(ruled, head, words.roots[row])
    heads = ruled.heads if ruled else frozenset((token,))
    who, chances = _parties(reading, ruled, head, words, scene, token, root)
    signs = signs_of_status(reading, reading.tokens[token], root, ruled, words.statuses[row])
    return Deed(
        token=token,
        heads=heads,
        carrier=ruled.carrier if ruled else None,
        root=root,
        mode=ruled.mode if ruled and ruled.root is root else None,
        status=settling(reading.tokens[token], signs),
        who=_placed(reading, who, heads),
        confidence=round(float(words.chance[row]), 3),
        source_chance=_foremost(scene, chances, SOURCE, who.sources),
        target_chance=_foremost(scene, chances, TARGET, who.targets),
    )


def _coded(ruled: Deed | None, head: DeedHead, roots: Floats) -> Root:
    """Return the root: that of the rules, unless there is none or the head is sure of another."""
    return ROOTS[int(roots.argmax())] if ruled is None or roots.max() >= head.limits["root"] else ruled.root


def _parties(
    reading: Reading, ruled: Deed | None, head: DeedHead, words: Words, scene: Scene, token: int, root: Root
) -> tuple[Parties, Floats]:
    """Return the parties, those of the rules as wholes, where they see none those of the head; and its chances."""
    who = ruled.who if ruled else NOBODY
    if not scene.candidates:
        return who, np.zeros((0, 2), dtype=np.float32)
    beside = pairing(reading, scene, token, who if ruled else None)
    chances = head.parties(words, token - scene.span.start, beside)
    those = (
        believed(reading, _as_wholes(reading, ruled, scene, chances), scene, chances, head.limits)
        if ruled
        else NOBODY
    )
    limits = {**head.limits, "likely": head.limits["lacking" if ruled else "likely"]}
    taken = ((token, token + 1), *those.phrases)
    sources = those.sources or chosen(reading, scene, chances, SOURCE, taken, root, limits)
    if ruled and is_mutual(root):
        return Parties(sources, those.targets, those.place), chances
    targets = those.targets or chosen(reading, scene, chances, TARGET, (*taken, *sources), root, limits)
    return Parties(sources, targets, those.place), chances


def believed(
    reading: Reading, those: Parties, scene: Scene, chances: Floats, limits: Mapping[str, float]
) -> Parties:
    """Return the parties that the rules give, but in a role in which the head sees others, or hardly sees them."""
    sources = _is_believed(reading, scene, chances[:, SOURCE], those.sources, limits)
    targets = _is_believed(reading, scene, chances[:, TARGET], those.targets, limits)
    return those._replace(sources=those.sources if sources else (), targets=those.targets if targets else ())


def _is_believed(
    reading: Reading, scene: Scene, chances: Floats, phrases: tuple[Phrase, ...], limits: Mapping[str, float]
) -> bool:
    """Say whether some phrases may stand in a role by the head; what it has not judged may.

    It likes names better than the pronouns that stand for them: a pronoun gives way to none.
    """
    own = [n for n, one in enumerate(scene.candidates) if overlaps(one.phrase, phrases)]
    if not own:
        return True
    likely, others = chances[own].max(), chances.max()
    pronoun = any(reading.tokens[scene.candidates[n].token].pos == "PRON" for n in own)
    is_outdone = likely <= limits["outdone"] and others >= limits["outdoing"] and others > likely
    return bool(likely > limits["hardly"] and (pronoun or not is_outdone))


def _foremost(scene: Scene, chances: Floats, role: int, phrases: tuple[Phrase, ...]) -> float:
    """Return how likely the likeliest of some phrases stands in a role; 0 where none is a candidate."""
    own = (n for n, one in enumerate(scene.candidates) if overlaps(one.phrase, phrases))
    return round(max((float(chances[number, role]) for number in own), default=0.0), 3)


def _as_wholes(reading: Reading, ruled: Deed, scene: Scene, chances: Floats) -> Parties:
    """Return the parties that the rules give a deed, where they have only a word that describes one, all of it."""
    likely = [
        {one.token: float(chance) for one, chance in zip(scene.candidates, chances[:, role], strict=True)}
        for role in (SOURCE, TARGET)
    ]
    sources = whole(reading, ruled.who.sources, likely[SOURCE], ruled.heads, SOURCE)
    targets = whole(reading, ruled.who.targets, likely[TARGET], ruled.heads, TARGET)
    return Parties(sources, targets, ruled.who.place)


def _placed(reading: Reading, who: Parties, heads: frozenset[int]) -> Parties:
    """Return the parties with the place, where the words tell one that is no party itself."""
    where = who.place or place(reading, sorted(heads))
    taken = (*who.sources, *who.targets)
    return who._replace(place=None if where is None or overlaps(where, taken) else where)


def _told_once(reading: Reading, deeds: list[Deed]) -> list[Deed]:
    """Return the deeds but those that another tells along ("imposed" beside "sanctions").

    Of two that hang on one another and have one root the likelier stays.
    """
    by_token = {deed.token: deed for deed in deeds}
    gone: set[int] = set()
    for deed in deeds:
        beside = (by_token.get(i) for i in (*deed.heads, reading.tokens[deed.token].head))
        gone.update(_lesser(deed, other).token for other in beside if other and _is_one(reading, deed, other))
    return [deed for deed in deeds if deed.token not in gone]


def _lesser(deed: Deed, other: Deed) -> Deed:
    return min((deed, other), key=lambda one: (one.confidence or 1.0, -one.token))


def _is_one(reading: Reading, deed: Deed, other: Deed) -> bool:
    """Say whether two words tell one deed: they have one root, and one is the other's object or said with it."""
    if other.token == deed.token or other.root is not deed.root:
        return False
    token = reading.tokens[deed.token]
    return other.token in deed.heads or (token.head == other.token and token.dep in _TOLD_WITH)
