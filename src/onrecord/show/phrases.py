"""What a sentence tells by its words alone: whether it leans on another, is whole, was printed, names a year.

The words by which each is known stand in `data/show/sentences.toml`.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ALIKE, ENOUGH = 0.85, 8  # of the words of the shorter of two sentences, so many at least, that tell the same
SHORT = 100  # characters of a sentence that has no room to say of which things it speaks
AGAIN = 4  # words of what is printed above in full
# "In 2022, it took place": what opens a sentence and names nobody, up to a comma, before its subject.
_OPENING = re.compile(
    r"(?:in|on|at|by|after|before|since|during|until|for|when|while|although|though|despite|as|with|according to"
    r"|earlier|later|last)\b[^,.;]{0,60}, (?=\w)"
)
_MONTH = rf"(?:{'|'.join(one[:3] for one in calendar.month_name[1:])})\w*"
_YEAR = r"(?:19|20)\d\d"
_CHRONICLED = re.compile(rf"(?:{_MONTH}\.? \d\d?(?:, {_YEAR})?|\d\d? {_MONTH}(?: {_YEAR})?|{_YEAR}): (?=\S)")
_INITIALS = re.compile(r"\b[A-Z]\.$")
_BYLINE = re.compile(r"By (?:the )?[A-Z][\w.'-]+ [A-Z]")  # that runs on into what stands below it
_UNSHUT = re.compile(r"['‘](?!.*['’](?:\W|$)).")  # a quotation that ends in another sentence
_ED = re.compile(r"\b[a-z]{2,}ed\b")
_THE = re.compile(r"The (?:[a-z-]+ ){1,3}?(?:will|would|is|are|came|\w+ed|said|had|has|have|was|were)\b")
_SUCH = re.compile(r"\bsuch (?!as\b|an?\b)")  # "such attacks": which ones stands before
# "We'll use it later": what they use stands before; but not "we think it is".
_OPEN_THING = re.compile(
    r"(?:we|i|you)(?:['’]\w+)? (?:[\w'’]+ ){1,3}(?:them|it)\b"
    r"(?!['’]| (?:is|was|has|had|will|would|may|might|can|could|should|takes?|makes?|seems?|to)\b)"
)
_FROM_NUMBER = re.compile(
    r"^(?:some |about |only |just )?(?:\w+|\w+ \w+) (?:minute|hour|day|week|month|year)s? (\w+)"
)
_WORD = re.compile(r"\w+")


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """Return the words by which something is known, by what that is."""
    source = (files("onrecord") / "data" / "show" / "sentences.toml").read_text(encoding="utf-8")
    return {key: tuple(words) for key, words in tomllib.loads(source).items()}


def hangs(sentence: str) -> bool:
    """Say whether a sentence leans on the one before it.

    >>> hangs("Six days later the envoy left."), hangs("He left."), hangs("The envoy left six days later.")
    (True, True, False)
    >>> hangs("That’s what happened."), hangs("Additionally, Tull left.")
    (True, True)
    >>> hangs("In 2022, it took place at sea."), hangs("In 2022, Arvonia took it.")
    (True, False)
    >>> hangs("“We'll sell them in spring,” Tull said."), hangs("“We think it is late,” Tull said.")
    (True, False)
    """
    said = " ".join(sentence.strip("\"'“”‘’„ \n").casefold().split())
    opening = _OPENING.match(said)
    begins = (said, said[opening.end() :]) if opening else (said,)
    leans = tuple(f"{words}{end}" for words in lists()["hangs"] for end in (" ", ",", "'", "’"))
    is_open = any(one.startswith(leans) or _OPEN_THING.match(one) for one in begins)
    return is_open or counted_from(said) > 0 or _is_of_such(said)


def _is_of_such(said: str) -> bool:
    """Say whether a short sentence speaks of "such attacks": of a long one the others may stand in itself."""
    return len(said) < SHORT and _SUCH.search(said) is not None


def counted_from(sentence: str) -> int:
    """Return where the words end by which a sentence counts from another day; 0 where there are none.

    >>> counted_from("Six days later the envoy left."), counted_from("Six days of talks ended.")
    (14, 0)
    """
    counted = _FROM_NUMBER.match(sentence.casefold())
    return counted.end() if counted and counted[1] in lists()["counted_from"] else 0


def on_that_day(sentence: str) -> int:
    """Return where the words end by which a sentence says that it is of the day before told; 0 where it does not.

    >>> on_that_day("The same day, the envoy left."), on_that_day("The same envoy left.")
    (12, 0)
    """
    said = sentence.casefold()
    return next((len(words) for words in lists()["on_that_day"] if re.match(rf"{words}\b", said)), 0)


def is_whole(printed: str) -> bool:
    """Say whether what is printed is a whole sentence: not begun in its midst, nor at a mark that ends none.

    >>> is_whole("Arvonia left after the U.N."), is_whole("We left.” They paid."), is_whole("Arvonia left.")
    (False, False, True)
    >>> is_whole("offered to leave."), is_whole("'We leave.' They paid."), is_whole("'We leave Belmark's port.")
    (False, True, False)
    """
    opened, shut = (sum(map(printed.count, marks)) for marks in ("“„«", "”»"))
    is_quoted = opened == shut if any(mark in printed for mark in "“”") else printed.count('"') % 2 == 0
    is_long = printed.endswith("…")  # what shuts it is cut off
    begun = printed.lstrip("\"'“‘„«( ")[:1]
    is_broken = begun == "…" or begun.islower() or _INITIALS.search(printed) or _BYLINE.match(printed)
    is_quoted = is_quoted and not _UNSHUT.match(printed)
    return not is_broken and not _breaks_off(printed) and (is_quoted or is_long)


def _breaks_off(printed: str) -> bool:
    """Say whether what is printed ends before its sentence does, as a line does that was broken by hand.

    >>> _breaks_off("Arvonia left the talks, which"), _breaks_off("Arvonia left the talks")
    (True, False)
    """
    last = printed.rsplit(maxsplit=1)[-1:]
    return printed.endswith(",") or any(word.casefold() in lists()["goes_on"] for word in last)


def is_cut_before(printed: str) -> bool:
    """Say whether what is printed of a sentence begins in its midst, so that nobody knows who does it."""
    return printed.startswith("…")


def tells_what_was(sentence: str) -> bool:
    """Say whether a sentence has a verb of the past.

    >>> tells_what_was("Arvonia shelled the port."), tells_what_was("Sailors look south, on Sunday.")
    (True, False)
    """
    return tells(sentence, "past") or _ED.search(sentence) is not None


def chronicled(sentence: str) -> int:
    """Return where the day ends of a line of a chronicle, which tells in the present what was; 0 of any other.

    >>> chronicled("June 23, 2016: Arvonia votes to leave."), chronicled("On June 23: a vote.")
    (15, 0)
    """
    day = _CHRONICLED.match(sentence)
    return day.end() if day else 0


def is_mood(sentence: str) -> bool:
    """Say whether a sentence begins with what is hoped or feared: on no day does that happen.

    >>> is_mood("Hopes of a deal rose on Sunday."), is_mood("Arvonia hopes for a deal.")
    (True, False)
    """
    first = _WORD.search(sentence.casefold())
    return first is not None and first[0] in lists()["moods"]


def points_back(sentence: str) -> bool:
    """Say whether a sentence begins with what was told of before it, by no name: "The agreement came late".

    >>> points_back("The agreement came late."), points_back("The agreement with Belmark came late.")
    (True, False)
    """
    begun = _THE.match(sentence.lstrip("\"'“‘ "))
    return begun is not None


def by_pronoun(sentence: str) -> bool:
    """Say whether a sentence names somebody by "he" or "she" alone: "…, she told the committee, …"."""
    return any(word in lists()["pronouns"] for word in _WORD.findall(sentence.casefold()))


def before_pronoun(sentence: str) -> str | None:
    """Return what stands before the first "he" or "she" of a sentence; None where there is none.

    >>> before_pronoun("The envoy said that he left."), before_pronoun("The envoy left.")
    ('The envoy said that ', None)
    """
    found = (one.start() for one in _WORD.finditer(sentence) if one[0].casefold() in lists()["pronouns"])
    return next((sentence[:start] for start in found), None)


def again(sentence: str) -> str:
    """Return how a sentence begins that is printed above in full.

    >>> again("Arvonia closed the strait on Monday after months of talks with Belmark about the border posts.")
    'Arvonia closed the strait …'
    """
    words = sentence.split()
    return sentence if len(words) <= AGAIN else f"{' '.join(words[:AGAIN])} …"


def is_printed(words: str, printed_so_far: Iterable[str]) -> bool:
    """Say whether a sentence is printed, or begins what is, whatever it ends with: captions have no full stop.

    One that is printed from its midst on is printed, and so is what tells the same in almost the same words.
    """
    bare = _bare(words)
    others = map(_bare, printed_so_far)
    return any(_is_in(bare, one) or _is_of(one, bare) or _are_alike(one, bare) for one in others)


def _is_in(bare: str, other: str) -> bool:
    """Say whether a sentence begins another, or is a part of it that begins in its midst."""
    return bare.lstrip("… ") in other if is_cut_before(bare) else other.startswith(bare)


def _is_of(bare: str, other: str) -> bool:
    """Say whether what is printed of a sentence begins in the midst of another."""
    return is_cut_before(bare) and _is_in(bare, other)


def _are_alike(one: str, other: str) -> bool:
    """Say whether two sentences tell the same in almost the same words, as a caption and the text below it do.

    >>> _are_alike("arvonia (left) and belmark want an end of war", "arvonia and belmark want an end of war")
    True
    """
    first, second = (set(_WORD.findall(words)) for words in (one, other))
    least = min(len(first), len(second))
    return least >= ENOUGH and len(first & second) >= ALIKE * least


def unprinted(words: str, printed_so_far: Iterable[str]) -> str:
    """Return a sentence; of one that is printed with the one before it, the rest where that is printed."""
    for before in printed_so_far:
        if words.startswith(f"{before} "):
            return words[len(before) + 1 :]
    return words


def _bare(words: str) -> str:
    return words.rstrip(" .!?…").casefold()


def tells_of_year(sentence: str, year: int) -> bool:
    """Say whether a sentence begins by telling what was in a year: further on it is of what the rest is of.

    >>> tells_of_year("In 2008 the pact was signed.", 2008), tells_of_year("They fled the 2008 war.", 2008)
    (True, False)
    >>> tells_of_year("They pay what they took in 2008.", 2008), tells_of_year("Early in 2008 it fell.", 2008)
    (False, True)
    """
    before = "|".join(map(re.escape, (*lists()["before_years"], *calendar.month_name[1:])))
    return re.match(rf"(?i)(?:(?:{before}),? )+{year}\b", sentence) is not None


def tells(sentence: str, what: str) -> bool:
    """Say whether a sentence has some of the words by which `sentences.toml` knows something.

    >>> tells("Arvonia is torn between war and peace.", "divided"), tells("They fight on.", "wards_off")
    (True, False)
    """
    said = f" {' '.join(_WORD.findall(sentence.casefold()))} "
    return any(f" {words} " in said for words in lists()[what])


def of_another_year(sentence: str, year: int) -> bool:
    """Say whether a sentence names years, and all of them long before a year.

    >>> of_another_year("In May 1997 a soldier fired.", 2018), of_another_year("They fired again.", 2018)
    (True, False)
    """
    named = [int(one) for one in re.findall(r"\b(?:19|20)\d\d\b", sentence)]
    return bool(named) and max(named) < year - 1


def names_another_year(sentence: str, year: int) -> bool:
    """Say whether a sentence names years, and not this one: what it tells may be of those.

    >>> names_another_year("Fewer left than in 2002.", 2011), names_another_year("It began in 2011.", 2011)
    (True, False)
    """
    named = {int(one) for one in re.findall(r"\b(?:19|20)\d\d\b", sentence)}
    return bool(named) and year not in named
