"""An extraction is put back on its page: all of it, wherever its lines stand."""

from __future__ import annotations

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from onrecord.readers.page_chain import share_found

LINES = [f"the {number} boats of harbour {number} left for island {number}" for number in range(60)]
WORDS = st.lists(st.sampled_from(["the", "boat", "left", "a", ".", ",", "1", "ß", "é", "漢字"]), max_size=12)


def found(extracted: list[str], page: list[str]) -> list[int]:
    shares, _ = share_found(extracted, page)
    return [number for number, share in enumerate(shares) if share > 0.5]


def test_each_line_is_found_where_it_stands() -> None:
    assert found(LINES[10:40], LINES) == list(range(10, 40))


def test_a_line_out_of_order_takes_no_other_with_it() -> None:
    extracted = ["World", *LINES[10:40]]
    page = ["News", *LINES, "World"]
    assert found(extracted, page) == [*range(11, 41), 61]


def test_lines_in_any_order_are_found() -> None:
    extracted = LINES[10:40]
    random.Random(5).shuffle(extracted)
    assert found(extracted, LINES) == list(range(10, 40))


def test_of_equal_lines_the_one_among_the_others_is_found() -> None:
    extracted = [*LINES[10:20], "Background", *LINES[20:30]]
    page = ["Background", *LINES[:20], "Background", *LINES[20:], "Background"]
    assert found(extracted, page) == list(range(11, 32))


def test_a_line_of_several_and_a_part_of_one_are_found() -> None:
    assert found([" ".join(LINES[3:6])], LINES) == [3, 4, 5]
    assert found([LINES[3]], [f"Photo {LINES[3]}", LINES[4]]) == [0]


def test_words_left_out_in_the_middle_lose_no_line() -> None:
    line = "On Monday the ministers met in the capital (see our map) and on Tuesday they left it without a text"
    assert found([line.replace(" (see our map)", "")], ["Map", line, "More"]) == [1]


def test_what_is_nowhere_on_the_page_is_told() -> None:
    shares, kept = share_found([LINES[0], "Words that no line of the page has at all"], LINES)
    assert shares[0] == 1
    assert 0.4 < kept < 0.6


@given(st.lists(WORDS.map(" ".join), max_size=12), st.lists(WORDS.map(" ".join), max_size=12))
def test_shares_are_shares_of_any_lines(extracted: list[str], page: list[str]) -> None:
    shares, kept = share_found(extracted, page)
    assert len(shares) == len(page)
    assert all(0 <= share <= 1 for share in (*shares, kept))


@given(st.lists(WORDS.map(" ".join), max_size=12))
def test_a_page_extracted_whole_is_found_whole(page: list[str]) -> None:
    shares, kept = share_found(page, page)
    assert kept == 1
    assert all(share == 1 for share, line in zip(shares, page, strict=True) if any(map(str.isalnum, line)))


def test_a_page_of_one_line_again_and_again_takes_seconds() -> None:
    started = time.process_time()
    share_found([LINES[0]] * 10_000, [LINES[0]] * 50_000)
    share_found([" ".join(["a b c d e"] * 20_000)], [" ".join(["a b c d e"] * 100_000)])
    assert time.process_time() - started < 10
