"""Which column of a table of articles holds what, under the names that people give it in six languages."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# English, German, French, Spanish, Italian, Dutch; without accents, `_` and `-` as a blank. The likeliest first.
NAMES = {
    "text": (
        *("text", "body", "full text", "fulltext", "body text", "article text", "main text", "maintext"),
        *("article body", "content", "contents", "plain text", "clean text", "transcript", "story", "article"),
        *("volltext", "artikeltext", "textkorper", "inhalt", "beitrag", "texte", "texte integral", "corps"),
        *("corps de l'article", "contenu", "texto", "texto completo", "cuerpo", "contenido", "noticia", "testo"),
        *("testo completo", "corpo", "contenuto", "tekst", "volledige tekst", "broodtekst", "inhoud"),
        *("artikel", "articulo", "articolo"),
    ),
    "html": ("html", "page", "raw html"),
    "title": (
        *("title", "headline", "hed", "heading", "article title", "titel", "uberschrift", "schlagzeile"),
        *("titre", "titulo", "titular", "titolo", "kop", "krantenkop"),
    ),
    "published": (
        *("published", "publication date", "date published", "publish date", "pub date", "pubdate", "date"),
        *("published at", "publishedat", "published on", "datetime", "timestamp", "dct", "day"),
        *("erscheinungsdatum", "veroffentlichungsdatum", "veroffentlicht", "veroffentlicht am", "datum"),
        *("date de publication", "date de parution", "fecha de publicacion", "fecha"),
        *("data di pubblicazione", "data pubblicazione", "data", "publicatiedatum"),
    ),
    "outlet": (
        *("outlet", "source", "publisher", "publication", "newspaper", "media name", "media", "source name"),
        *("media outlet", "news outlet", "outlet name", "publication name", "publication title"),
        *("medium", "journal", "site", "domain", "quelle", "zeitung", "herausgeber", "fuente", "medio"),
        *("periodico", "diario", "fonte", "testata", "giornale", "bron", "krant"),
    ),
    "url": ("url", "link", "address", "permalink", "adresse", "lien", "enlace", "indirizzo", "adres"),
    "language": ("language", "lang", "sprache", "langue", "idioma", "lengua", "lingua", "taal"),
}
_LONGEST = 200  # characters of a name that are looked at
_ASIDE = re.compile(r"(?:(?<!\s)\s+)?(?:\([^()]*\)|\[[^\[\]]*\]|(?<![:*])[:*]+)\s*$")
BODIES = ("text", "html")


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Return where each thing that is known of a report stands in a row, by the names over the columns.

    >>> columns_of(["ID", "Titre", "Date de publication", "Texte intégral"])
    {'text': 3, 'title': 1, 'published': 2}
    """
    places: dict[str, int] = {}
    for place, name in enumerate(header):
        places.setdefault(_plain(name), place)
    found = {field: next((places[name] for name in names if name in places), -1) for field, names in NAMES.items()}
    return {field: place for field, place in found.items() if place >= 0}


def has_body(columns: dict[str, int]) -> bool:
    """Say whether the articles themselves stand in the table."""
    return any(field in columns for field in BODIES)


def _plain(name: str) -> str:
    name = _ASIDE.sub("", name[:_LONGEST]) or name[:_LONGEST]  # "Full text (English)", "Date [UTC]"
    letters = unicodedata.normalize("NFKD", name.strip("\ufeff \t\"'")).casefold()
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(kept.replace("_", " ").replace("-", " ").replace("’", "'").split())
