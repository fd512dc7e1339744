"""What a REFI-QDA project says of each report: its outlet, day, address and path, as variables of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

from onrecord.core.visible import one_line
from onrecord.export.refi_codes import guid
from onrecord.export.xml_text import in_xml

if TYPE_CHECKING:
    from onrecord.core.line import ReportHeader

_TYPES = {"published": "Date", "published, as told": "Text", "outlet": "Text", "address": "Text", "path": "Text"}


def write_variables(root: Xml.Element) -> None:
    """Write which variables there are."""
    listed = Xml.SubElement(root, "Variables")
    for name, kind in _TYPES.items():
        Xml.SubElement(
            listed, "Variable", {"guid": guid(f"variable {name}"), "name": name, "typeOfVariable": kind}
        )


def write_values(source: Xml.Element, report: ReportHeader) -> None:
    """Write what is known of a report. Only one sure day is a date; whatever was told stands as text."""
    published = report.published
    day = published.day if published and not published.approximate else None
    known = {
        "published": day.isoformat() if day else None,
        "published, as told": published.edtf() if published else None,
        "outlet": report.outlet,
        "address": report.url,
        "path": report.path,
    }
    for name, value in known.items():
        if value:
            held = Xml.SubElement(source, "VariableValue")
            Xml.SubElement(held, "VariableRef", {"targetGUID": guid(f"variable {name}")})
            Xml.SubElement(held, f"{_TYPES[name]}Value").text = in_xml(one_line(value))
