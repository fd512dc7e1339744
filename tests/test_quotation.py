"""`onrecord quote`: a quotation held against reports, real and invented ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from onrecord.cli.main import commands
from onrecord.show.quotation import as_text, spot

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """The river talks in Port Amal broke up on Tuesday. "We will not open the gates before the rains, and no
one will force us," the water minister said. Her colleague from Sulland answered: “Our fields can't wait; every day
without water costs us a harvest.” A spokesman denied that troops were on the move. "There is no army at the dam,"
he said. "There never was." The mediator called for calm. "Both sides have asked us to come back in May," she said,
"and we shall come back, with a text that both can sign."
"""

VERBATIM = (
    "We will not open the gates before the rains",
    "we will not open the gates before the rains",
    "WE WILL NOT OPEN THE GATES",
    "“We will not open the gates before the rains, and no one will force us”",
    "and no\none will force us",
    "  no   one will force us  ",
    "Our fields can't wait",
    "Our fields can’t wait",
    "'Our fields can't wait; every day without water costs us a harvest.'",
    "every day without water costs us a harvest!",
    "There is no army at the dam",
    "There never was.",
    "Both sides have asked us to come back in May",
    "with a text that both can sign",
    "There is no army",
    "Both sides have asked us to come back",
)
CUT = (
    "We will not open the gates, and no one will force us",
    "We will not open the gates ... no one will force us",
    "Our fields can't wait; every day costs us a harvest",
    "every day without water costs a harvest",
    "The mediator called; both sides have asked us to come back",
    "We shall come back with a text both can sign",
)
ALTERED = (
    "We will never open the gates before the rains",
    "We will open the gates after the rains",
    "We shall not open the gates before the rains",
    "They will not open the gates before the rains, and no one will force them",
    "Our fields cannot wait; every day without water costs us a harvest",
    "Our fields can't wait; every week without water costs us a harvest",
    "There is an army at the dam",
    "There is no army at the border",
    "Both sides have asked us to come back in June",
    "with a treaty that both can sign",
)
ABSENT = (
    "We are ready for war",
    "The dam belongs to all of us",
    "Sulland has stolen our river",
    "Nobody asked the farmers what they think of it",
    "I have spoken to the king, and he agrees",
    "The rains have failed three years in a row",
    "Our soldiers stand ready on the eastern bank",
    "A harvest lost is a winter of hunger",
    "",
    "...",
)


def _verdict(quotation: str) -> str | None:
    found = spot(quotation, TEXT)
    return found.verdict.value if found else None


@pytest.mark.parametrize("quotation", VERBATIM)
def test_what_stands_there_is_verbatim_whatever_its_marks_case_and_white_space(quotation: str) -> None:
    assert _verdict(quotation) == "verbatim"


@pytest.mark.parametrize("quotation", CUT)
def test_words_left_out_are_told(quotation: str) -> None:
    assert _verdict(quotation) == "cut"


@pytest.mark.parametrize("quotation", ALTERED)
def test_other_words_are_told(quotation: str) -> None:
    assert _verdict(quotation) == "altered"


@pytest.mark.parametrize("quotation", ABSENT)
def test_what_nobody_said_is_not_found(quotation: str) -> None:
    assert _verdict(quotation) is None


def test_differences_are_shown() -> None:
    found = spot("Both sides have asked us to come back in June", TEXT)
    assert found is not None
    assert as_text(found.differences) == "Both sides have asked us to come back in [-May-] {+June+}"


@pytest.mark.parametrize(
    ("by", "says"),
    [
        ("Zelensky", "verbatim: "),
        ("ukraine", "verbatim: "),
        ("Putin", "verbatim, by another speaker: "),
        (None, "verbatim: "),
    ],
)
def test_the_command_says_whose_words_they_are(in_sample_folder: Path, by: str | None, says: str) -> None:
    del in_sample_folder
    more = ["--by", by] if by else []
    told = CliRunner().invoke(commands, ["quote", "nato-ukraine.db", "we are strong, we will win", *more])
    assert told.exit_code == 0, told.output
    assert told.output.startswith(says)


def test_a_name_that_nobody_bears_makes_nobody_another_speaker(in_sample_folder: Path) -> None:
    del in_sample_folder
    told = CliRunner().invoke(
        commands, ["quote", "nato-ukraine.db", "we are strong, we will win", "--by", "Zelenskiyy"]
    )
    assert "by another speaker" not in told.output
    assert "whose words they are is not judged" in told.output


INNER = (
    "Egypt's minister Ayman Farid spoke of the talks on Tuesday. “I met Omar Salah in Cairo. He said, ‘I want a "
    "share of the water.’ I replied, ‘We will not give it,’” Farid said.\n"
)


def test_words_told_by_one_and_said_by_another_are_the_others(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(INNER, encoding="utf-8")
    runner = CliRunner()
    made = runner.invoke(commands, ["build", str(tmp_path / "talks.txt"), "--into", str(tmp_path / "r.db")])
    assert made.exit_code == 0, made.output
    asked = ["quote", str(tmp_path / "r.db"), "I want a share of the water"]
    assert runner.invoke(commands, [*asked, "--by", "Salah"]).output.startswith("verbatim:")
    assert "another speaker" in runner.invoke(commands, [*asked, "--by", "Farid"]).output


def test_a_surname_asks_for_all_that_its_bearer_said(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(INNER, encoding="utf-8")
    runner = CliRunner()
    runner.invoke(commands, ["build", str(tmp_path / "talks.txt"), "--into", str(tmp_path / "r.db")])
    listed = runner.invoke(commands, ["statements", str(tmp_path / "r.db"), "--speaker", "farid"]).output
    assert "We will not give it" in listed, "he is “I” there"
