"""The language of a report's prose: English at a glance, else by py3langid; too little prose stays unguessed."""

from __future__ import annotations

import re

from onrecord.clean.lexicon import words as lists

_SAMPLE = 2_000
_FEWEST_LETTERS = 100
_FEWEST_LETTERS_OTHERWISE_WRITTEN = 40  # of a script that English is not written in
_LONG_PARAGRAPH = 200  # characters; a shorter one in another language is mostly a name, a title or a quotation
_MOST_ENGLISH = (" the ", " of ", " and ", " to ")
_MARGIN = 15.0  # by which the likeliest language must lead the next, in log odds
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
# Common words of English that are words of no neighbouring language, and such as are.


NAMES = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ka": "Georgian", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch",
    "no": "Norwegian", "nb": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "tr": "Turkish",
    "sq": "Albanian", "mk": "Macedonian", "hy": "Armenian", "az": "Azerbaijani", "kk": "Kazakh", "am": "Amharic",
    "ms": "Malay", "th": "Thai", "bn": "Bengali", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip


def language_of(prose: str) -> str | None:
    """Return the ISO 639-1 code of the language of prose, or None where it cannot be told.

    >>> language_of("The ministers said that they would meet again in the spring. " * 4)
    'en'
    >>> language_of("Talks fail.") is None
    True
    """
    sample = prose[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    latin = len(_LATIN.findall(sample))
    fewest = _FEWEST_LETTERS if latin > letters / 2 else _FEWEST_LETTERS_OTHERWISE_WRITTEN
    if letters < fewest:
        return None
    return "en" if _reads_as_english(words) else _identified(sample)


def is_foreign(paragraph: str) -> str | None:
    """Return the language of a paragraph among English ones, if it is surely another: quick to say that it is not.

    >>> is_foreign("A paragraph of the report, and one that is in English like all the rest of it. " * 3)
    """
    if len(paragraph) < _LONG_PARAGRAPH or any(word in paragraph for word in _MOST_ENGLISH):
        return None
    words = _WORD.findall(paragraph)
    if sum(word[0].isupper() for word in words) > len(words) / 2:
        return None  # a list of names
    if sum(word.lower() in lists().english for word in words) > 0.04 * len(words):
        return None
    language = language_of(paragraph)
    return None if language == "en" else language


def _reads_as_english(words: list[str]) -> bool:
    """Say whether words in lower case are English by the common ones among them, a quarter to a third in prose."""
    english = sum(word in lists().english for word in words)
    shared = sum(word in lists().shared for word in words)
    return english > 0.1 * len(words) or (english > 0.02 * len(words) and english + shared > 0.18 * len(words))


def _identified(sample: str) -> str | None:
    """Ask the identifier, which takes half a second to load: only where a glance does not tell."""
    from py3langid import rank

    best, second = rank(sample)[:2]
    return str(best[0]) if best[1] - second[1] >= _MARGIN else None
