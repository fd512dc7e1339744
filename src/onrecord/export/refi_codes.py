"""The codes of a REFI-QDA project: what an entry is (its act or root), who, to whom, and when.

The standard has no field for who or when on a passage: programs for coding text find by codes, and cross one with
another. So whoever is surely known is a code, and so is the month, or the year, where the words tell it.
"""

from __future__ import annotations

import uuid
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as Xml

from onrecord.core.visible import one_line
from onrecord.core.when import Basis
from onrecord.export.network import known_actors
from onrecord.export.xml_text import in_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.core.entry import Entry
    from onrecord.core.when import When

# What all our identifiers are derived from, so that the same record gives the same project.
_OURS = uuid.uuid5(uuid.NAMESPACE_DNS, "onrecord")
WHO, TO, WHEN = "who", "to", "when"
ASIDE = (WHO, TO, WHEN)  # the codes that stand beside what an entry is


class Code(NamedTuple):
    """A code, and the one above it, which codes nothing itself."""

    above: str
    name: str

    @property
    def guid(self) -> str:
        """Its identifier, the same in every export."""
        return guid(" ".join(self))


def guid(of: str) -> str:
    """Return the identifier of something, the same in every export."""
    return str(uuid.uuid5(_OURS, of))


def code_of(entry: Entry) -> Code:
    """Return the code that an entry gives to its words: its kind, and its act or root."""
    return Code(entry.kind, entry.what.value)


def codes_beside(entry: Entry, called: Mapping[str, str]) -> tuple[Code, ...]:
    """Return the codes of who, to whom and when; none for what is not sure."""
    found = [
        *(Code(WHO, called.get(one, one)) for one in known_actors(entry.doers)),
        *(Code(TO, called.get(one, one)) for one in known_actors(entry.whom)),
    ]
    month = _month(entry.when)
    return tuple(dict.fromkeys((*found, Code(WHEN, month)) if month else found))


def called(names: Mapping[str, str]) -> dict[str, str]:
    """Return what each actor is called among the codes: its name, with its id where two have the same.

    >>> called({"mali": "Mali", "ann-ray": "Ann Ray", "ann-ray-2": "Ann Ray"})
    {'mali': 'Mali', 'ann-ray': 'Ann Ray (ann-ray)', 'ann-ray-2': 'Ann Ray (ann-ray-2)'}
    """
    shown = {actor: in_xml(one_line(name)) for actor, name in names.items()}
    times = Counter(shown.values())
    return {actor: f"{name} ({actor})" if times[name] > 1 else name for actor, name in shown.items()}


def write_codes(root: Xml.Element, codes: Iterable[Code]) -> None:
    """Write the codes, those of a kind under its name."""
    ordered = sorted(codes)
    if not ordered:
        return
    book = Xml.SubElement(Xml.SubElement(root, "CodeBook"), "Codes")
    for kind, several in groupby(ordered, lambda code: code.above):
        above = Xml.SubElement(book, "Code", {"guid": guid(kind), "name": kind, "isCodable": "false"})
        for code in several:
            Xml.SubElement(above, "Code", {"guid": code.guid, "name": code.name, "isCodable": "true"})


def _month(when: When | None) -> str:
    """Return the month that the words tell, or the year; nothing where neither is sure."""
    if when is None or when.span is None or when.approximate or when.basis is Basis.PUBLISHED:
        return ""
    first, last = (day.isoformat() for day in when.span)
    return next((first[:length] for length in (7, 4) if first[:length] == last[:length]), "")
