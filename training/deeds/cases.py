"""The cases of the rules as examples: words that often tell of a deed, in sentences where they tell of none.

Reports hold few of these (a figure of speech, a deed that was ruled out, simulated, only a condition), and a head
that learned from reports alone takes them for deeds. What the rules make of them is what the cases expect.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from corpus import Example, Taught

from onrecord.clean import clean
from onrecord.core.identity import report_id
from onrecord.core.report import Report
from onrecord.encoder import Encoded
from onrecord.extractors.events.candidates import candidates
from onrecord.extractors.events.evidence import ROOTS, STATUSES
from onrecord.extractors.events.phrases import overlaps
from onrecord.extractors.events.ruled import rules_of
from onrecord.extractors.events.scenes import TELLING, pairing, scenes, signs_of
from onrecord.extractors.events.syntax import Reading
from onrecord.parse import parse
from onrecord.testing.cases import read_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document
    from onrecord.extractors.events.deed import Deed
    from onrecord.extractors.events.scenes import Scene

CASES = Path(__file__).parents[2] / "tests" / "cases" / "events"


def of_cases() -> Iterator[Example]:
    """Yield the scenes of the cases."""
    for _, examples in texts_of_cases():
        yield from examples


def texts_of_cases() -> Iterator[tuple[Document, list[Example]]]:
    """Yield the cases as parsed, each with its scenes."""
    for case in read_cases(CASES):
        report = Report(report_id(case.title, case.text), case.title, case.text, language="en")
        document = next(parse([clean(report).items[0]]))
        yield document, list(_of(document))


def _of(document: Document) -> Iterator[Example]:
    reading = Reading(document)
    rules = rules_of(reading)
    signs = signs_of(reading, Encoded.of(document).states, rules)
    for scene in scenes(reading, signs, candidates(reading)):
        rows = range(scene.first, scene.span.stop)
        telling = np.array([row in rows and document.tokens[row].pos in TELLING for row in scene.span])
        kept = [rules.deeds[token] for token in rows if token in rules.kept]
        yield Example(scene, telling, [_taught(reading, scene, deed) for deed in kept])


def _taught(reading: Reading, scene: Scene, deed: Deed) -> Taught:
    row = deed.token - scene.span.start
    roots = np.array([float(root is deed.root) for root in ROOTS], dtype=np.float32)
    statuses = np.array([float(status is deed.status) for status in STATUSES], dtype=np.float32)
    others = np.ones((len(scene.candidates), 2), dtype=np.float32)
    bags = []
    for role, phrases in enumerate((deed.who.sources, deed.who.targets)):
        for phrase in phrases:
            same = [n for n, one in enumerate(scene.candidates) if overlaps(one.phrase, (phrase,))]
            others[same, role] = 0
            if same:
                bags.append((role, tuple(same)))
    beside = pairing(reading, scene, deed.token, deed.who) if scene.candidates else None
    return Taught(row, beside, roots, statuses, tuple(bags), others)
