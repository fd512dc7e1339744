"""An article of Factiva's XML (`ppsArticle`), by the names of its elements, whatever their namespace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from onrecord.readers.factiva_lines import AUTHOR, BODY, TITLE, factiva_article
from onrecord.readers.press_words import language_code
from onrecord.readers.regions import Region

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from onrecord.readers.laid_out import Article

# Elements in the order in which their words become lines.
_ROLES = {
    "sectionName": "section",
    "columnName": "section",
    "headline": TITLE,
    "byline": AUTHOR,
    "credit": AUTHOR,
    "publicationDate": "date",
    "sourceName": "outlet",
    "edition": "edition",
    "pages": "page",
    "baseLanguage": "language",
    "copyright": "copyright",
    "leadParagraph": BODY,
    "tailParagraphs": BODY,
    "corrections": BODY,
    "contact": "below the article",
    "notes": "below the article",
    "artWork": "caption",
    "accessionNo": "number",
}


def xml_article(text: str) -> Article | None:
    """Return the article of one `<article>` element; None where it is none."""
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    language = next((_words(element) for element in root.iter("{*}baseLanguage")), "")
    lines = [line for name, role in _ROLES.items() for line in _lines(root, name, role)]
    return factiva_article(lines, language_code(language)) if lines else None


def _lines(root: _Element, name: str, role: str) -> Iterator[Region]:
    """Yield a line for each paragraph of the elements of a name, or for each element that has none."""
    for element in root.iter(f"{{*}}{name}"):
        paragraphs = list(element.iter("{*}paragraph")) or [element]
        for paragraph in paragraphs:
            if words := _words(paragraph):
                yield Region(role, words)


def _words(element: _Element) -> str:
    return " ".join("".join(str(piece) for piece in element.itertext()).split())
