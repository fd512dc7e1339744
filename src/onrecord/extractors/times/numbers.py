"""Numbers as reports spell them: "twenty-four", "2 1/2", "a couple of", "1,200"."""

from __future__ import annotations

import re

from onrecord.extractors.times.words import listed

_UP_TO_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_CARDINALS = {word: number for number, word in enumerate(_UP_TO_TWENTY.split())}
_CARDINALS |= {word: 10 * number for number, word in enumerate(_TENS.split(), start=2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_RANKS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS = {word: number for number, word in enumerate(_RANKS.split(), start=1)} | {"thirtieth": 30}
_SOME = listed("some")
_SMALL = {"a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5, "a half": 0.5, "half": 0.5, "a dozen": 12.0}
_SMALL |= {
    "a couple of": 2.0,
    "a couple": 2.0,
    "couple of": 2.0,
    "couple": 2.0,
    "a single": 1.0,
    "a half-dozen": 6.0,
}
_SPELLED = "|".join([*_CARDINALS, *_SCALES])

_PHRASES = "|".join(
    words.replace(" ", r"\s+")
    for words in sorted({*_SOME, *_SMALL}, key=len, reverse=True)
    if not words.startswith("half")
)
NUMBER = (
    r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?(?:[ -]?[1-9]/[1-9]| ?½)?|"
    rf"{_PHRASES}|half an?|"
    rf"(?:a\s+)?(?:{_SPELLED})(?:(?:\s+and\s+|[\s-]+)(?:{_SPELLED}))*(?:\s+and\s+a\s+half)?"
)
ORDINAL = r"\d{1,2}(?:st|nd|rd|th)|(?:twenty[- ])?(?:" + "|".join(_ORDINALS) + ")"


def number(words: str) -> float | None:
    """Return the number that words stand for; None for one that is not said ("a few").

    >>> [number(words) for words in ("twenty-four", "2 1/2", "a couple of", "several", "two hundred and ten")]
    [24.0, 2.5, 2.0, None, 210.0]
    """
    plain = " ".join(words.lower().replace("½", " 1/2").split())
    if plain in _SOME:
        return None
    if plain in _SMALL:
        return _SMALL[plain]
    if plain[0].isdigit():
        whole, _, part = plain.replace(",", "").replace("-", " ").partition(" ")
        return _fraction(whole) + _fraction(part)
    return _spelled(plain)


def _fraction(digits: str) -> float:
    above, _, below = digits.partition("/")
    return float(above or 0) / float(below or 1)


def _spelled(plain: str) -> float:
    total = current = 0.0
    half = plain.endswith("and a half")
    for word in re.split(r"[\s-]+", plain.removesuffix("and a half").strip()):
        if word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if word != "hundred":
                total, current = total + current, 0
        else:
            current += _CARDINALS.get(word, 0)
    return total + current + half / 2


def ordinal(words: str) -> int:
    """Return the number of an ordinal.

    >>> [ordinal(words) for words in ("1st", "twenty-first", "eighth")]
    [1, 21, 8]
    """
    plain = words.lower()
    if plain[0].isdigit():
        return int(re.sub(r"\D", "", plain))
    tens, _, last = plain.replace("-", " ").rpartition(" ")
    return (20 if tens else 0) + _ORDINALS[last]


def year(words: str) -> int:
    """Return the year that words name, in digits or spelled as it is spoken.

    >>> [year(words) for words in ("1998", "nineteen ninety-six", "two thousand and eight", "'68", "'14")]
    [1998, 1996, 2008, 1968, 2014]
    """
    digits = re.sub(r"\D", "", words)
    if len(digits) == 2:
        return int(digits) + (1900 if int(digits) > 40 else 2000)
    if digits:
        return int(digits)
    plain = words.lower()
    if plain.startswith("two thousand"):
        return int(_spelled(plain))
    century, _, rest = plain.partition(" ")
    return 100 * _CARDINALS[century] + (0 if rest == "hundred" else int(_spelled(rest)))
