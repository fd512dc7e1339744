"""No text stops the dating of a report: words of time in disorder, numbers of any size, reports of any date."""

from __future__ import annotations

import random
import time

import pytest

from onrecord.core.entry import Event, Root, Status
from onrecord.core.extraction import Extraction
from onrecord.extractors.times import find_times
from onrecord.extractors.times.words import tables
from onrecord.parse import parse
from onrecord.resolvers.dates.resolver import DateResolver
from tests.documents import document_of, report_of

FIGURES = (
    "0 1 00 99 31 29 30 1000 9999 2022 1999 99999999999 10,000,000 1/2 2.5 ½ ' – - , . : / the of in an and to "
    "from 12/01/2022 0001-01-01 2022-13-45 1900s '98 00s p.m. 25:61 a.m. GMT BC million thousand since"
)
WORDS = [*(words for table in tables().values() for words in table), *FIGURES.split(" ")]
HUGE = ["99999999999 years ago", "10000 centuries ago", "in 20 million years", "2 years 99999 months later"]


def texts() -> list[str]:
    dice = random.Random(3)
    mixed = [" ".join(dice.choices(WORDS, k=dice.randint(1, 14))) for _ in range(250)]
    marks = ["".join(dice.choices("’'0123456789-/.: aMayFridayago", k=40)) for _ in range(50)]
    return [*HUGE, *(text.title() if dice.random() < 0.5 else text for text in mixed), *marks]


@pytest.mark.parametrize("published", ["2022-01-12", "0001-01-01", "9999-12-31", None])
def test_every_text_is_borne(published: str | None) -> None:
    for document in parse(report_of(text, published=published) for text in texts()):
        times = find_times(document)
        entries = tuple(
            Event(
                f"{i:016x}",
                Root.CONSULT,
                Status.HAPPENED,
                document.cite(i, i + 1),
                document.cite(i, i + 1),
                "test",
            )
            for i in range(len(document.tokens))
        )
        extraction = DateResolver().resolve(document, Extraction(document.report, entries=entries, times=times))
        assert len(extraction.entries) == len(entries)
        assert all(time.citation.found_in(document.report) for time in extraction.times)


@pytest.mark.parametrize("gap", [" ", "\n", "\t \n"])
def test_a_wide_gap_behind_a_date_takes_no_time(gap: str) -> None:
    """It took 80 s of the processor: found by bench/attack_files.py, texts."""
    begun = time.process_time()
    found = find_times(document_of(f"It began on 24 February {gap * 2000}2022, he said on 3 March 2022."))
    assert time.process_time() - begun < 5
    assert [one.citation.words for one in found][-1] == "3 March 2022"
