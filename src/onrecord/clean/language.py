"""The language of a report's prose: English at a glance, else by py3langid; too little prose stays unguessed."""

from __future__ import annotations

import re

_SAMPLE = 2_000
_FEWEST_LETTERS = 150
_FEWEST_LETTERS_OTHERWISE_WRITTEN = 40  # of a script that English is not written in
_MARGIN = 15.0  # by which the likeliest language must lead the next, in log odds
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_ENGLISH = frozenset(
    {
        "the", "of", "and", "to", "in", "a", "is", "that", "for", "on", "with", "as", "was", "by", "it",
        "at", "from", "be", "his", "are", "this", "have", "he", "has", "an", "its", "not", "which", "will",
        "who", "were", "but", "they", "their", "or", "had", "been", "would", "more", "than", "after",
        "about", "said", "she", "her", "we", "you", "also", "up", "when", "there", "over", "if",
    }
)  # fmt: skip
NAMES = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ka": "Georgian", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch",
    "no": "Norwegian", "nb": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
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
    if sum(word in _ENGLISH for word in words) > 0.25 * len(words):
        return "en"
    return _identified(sample)


def _identified(sample: str) -> str | None:
    """Ask the identifier, which takes half a second to load: only where a glance does not tell."""
    from py3langid import rank

    best, second = rank(sample)[:2]
    return str(best[0]) if best[1] - second[1] >= _MARGIN else None
