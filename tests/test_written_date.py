"""Dates that stand by themselves are read in every usual form, and no surer than they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.when import Basis
from onrecord.core.written_date import written_date


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2022-01-12", "2022-01-12"),
        ("2022-01-12T23:30:00-05:00", "2022-01-12"),
        ("2022/1/12", "2022-01-12"),
        ("08-Jul-2023", "2023-07-08"),
        ("12 January 2022", "2022-01-12"),
        ("12th of January, 2022", "2022-01-12"),
        ("Jan. 12, 2022", "2022-01-12"),
        ("January 12 2022", "2022-01-12"),
        ("Wed, 12 Jan 2022 18:12:00 GMT", "2022-01-12"),
        ("12.01.2022", "2022-01-12"),
        ("13/01/2022", "2022-01-13"),
        ("01/13/2022", "2022-01-13"),
        ("12/01/2022", "2022-01-12/2022-12-01"),
        ("01/12/2022 (Wednesday)", "2022-01-12"),
        ("05/05/2022", "2022-05-05"),
    ],
)
def test_a_date_is_read(text: str, edtf: str) -> None:
    found = written_date(text)
    assert found
    assert found.when(Basis.SIDECAR).edtf() == edtf


@pytest.mark.parametrize(
    "text", ["", "2022", "January 2022", "31 February 2022", "32/13/2022", "1.2.3", "3456-01-12"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert written_date(text) is None


@given(st.text(alphabet="0123456789-/. JanFebMr,", max_size=24))
def test_no_text_is_too_odd(text: str) -> None:
    found = written_date(text)
    assert found is None or 0 <= found.start < found.end <= len(text)
