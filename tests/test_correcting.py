"""Correcting by hand: whom the record does not know, words instead of offsets, what `show` tells for it."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from onrecord import record as records
from onrecord.cli.main import commands
from onrecord.core.entry import Statement
from onrecord.record import Filter, InvalidCorrection, offsets_of

RECORD = "r.db"
WHY = ("--who", "me", "--why", "tried")


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, list(words))


@pytest.fixture
def entry(own_record: Path) -> str:
    """Return a statement with a speaker and an addressee in a record that may be changed."""
    with records.open(own_record) as opened:
        found = (line.entry for line in opened.statements(Filter(speaker="vladimir-putin")))
        return next(one.id for one in found if isinstance(one, Statement) and one.addressee)


def speaker(entry: str) -> tuple[str | None, str | None]:
    with records.open(RECORD) as opened:
        found = opened.entry(entry).entry
        assert isinstance(found, Statement)
        assert found.speaker
        return found.speaker.actor, found.speaker.party


class TestWhom:
    def test_somebody_of_the_directory_is_taken_by_name(self, entry: str) -> None:
        assert run("correct", "edit", RECORD, entry, "speaker=Jacinda Ardern", *WHY).exit_code == 0
        assert speaker(entry) == ("jacinda-ardern", "new-zealand")
        listed = run("actors", RECORD).stdout
        assert "Jacinda Ardern" in listed
        assert "New Zealand" in listed

    def test_somebody_new_is_taken_by_name_kind_and_party(self, entry: str) -> None:
        assert run("correct", "edit", RECORD, entry, "speaker=new:Ana Ruiz/person/Peru", *WHY).exit_code == 0
        assert speaker(entry) == ("ana-ruiz", "peru")
        assert run("correct", "edit", RECORD, entry, "speaker=Ana Ruiz", *WHY).exit_code == 0

    def test_several_together_each_by_name(self, entry: str) -> None:
        assert run("correct", "edit", RECORD, entry, "addressee=Peru+new:长江委员会/body", *WHY).exit_code == 0
        with records.open(RECORD) as opened:
            found = opened.entry(entry).entry
        assert isinstance(found, Statement)
        assert found.addressee
        assert found.addressee.candidates == ("peru", "长江委员会")

    @pytest.mark.parametrize(
        ("value", "told"),
        [
            ("speaker=Putn", "'Vladimir Putin'"),
            ("speaker=Qqzzq", "new:Qqzzq"),
            ("speaker=new:", "no name"),
            ("speaker=new:Ana/wizard", "no kind of actor"),
            ("speaker=new:Peru/person", "write peru"),
            ("speaker=new:Ana/person/Qqzzq", "Qqzzq"),
            ("speaker=Clinton", " or "),
        ],
    )
    def test_whom_nobody_knows_is_told_and_nothing_is_changed(self, entry: str, value: str, told: str) -> None:
        result = run("correct", "edit", RECORD, entry, value, *WHY)
        assert result.exit_code == 2
        assert told in result.stderr
        assert "nothing was corrected" in run("correct", "list", RECORD).stderr

    def test_what_cannot_be_made_leaves_nobody_behind(self, entry: str) -> None:
        assert run("correct", "edit", RECORD, entry, "speaker=Jacinda Ardern", "act=shout", *WHY).exit_code == 2
        assert "nothing was corrected" in run("correct", "list", RECORD).stderr
        assert "jacinda" not in run("actors", RECORD).stdout

    def test_they_go_from_one_record_to_another(self, entry: str) -> None:
        shutil.copy(RECORD, "other.db")
        run("correct", "edit", RECORD, entry, "speaker=new:Ana Ruiz/person/Peru", *WHY)
        Path("c.toml").write_text(run("correct", "export", RECORD).stdout, encoding="utf-8")
        assert run("correct", "import", "other.db", "c.toml").exit_code == 0
        assert run("statements", "other.db").stdout == run("statements", RECORD).stdout


class TestWords:
    REPORT = "2008-04-04-meridian-wire.txt"

    def test_an_entry_is_added_by_its_words(self, entry: str) -> None:
        del entry
        fields = ("act=announce", "content=It gives no date", "speaker=nato@The declaration")
        assert run("correct", "add", RECORD, self.REPORT, "statement", *fields, *WHY).exit_code == 0
        assert "It gives no date" in run("statements", RECORD, "--act", "announce").stdout

    def test_of_words_in_several_places_one_is_named(self, entry: str) -> None:
        del entry
        several = run("correct", "add", RECORD, self.REPORT, "statement", "act=announce", "content=Putin", *WHY)
        assert several.exit_code == 2
        assert "stands 3 times" in several.stderr
        assert "“Putin#2” at " in several.stderr
        fields = ("act=announce", "content=Putin#2")
        assert run("correct", "add", RECORD, self.REPORT, "statement", *fields, *WHY).exit_code == 0
        too_many = run("correct", "add", RECORD, self.REPORT, "statement", "act=ask", "content=Putin#9", *WHY)
        assert "not 9 times" in too_many.stderr

    @given(st.text("ab c#1\n", max_size=30), st.data())
    def test_words_are_found_where_they_stand_or_refused(self, text: str, data: st.DataObject) -> None:
        start = data.draw(st.integers(0, len(text)))
        words = text[start : data.draw(st.integers(start, len(text)))]
        try:
            found = offsets_of(words, text)
        except InvalidCorrection:
            return
        for span in found.split():
            first, last = map(int, span.split(":"))
            assert " ".join(text[first:last].split()) in " ".join(words.split())

    def test_pieces_apart_are_given_as_lists_show_them(self) -> None:
        assert offsets_of("We will … not sign", "We will, he said, not sign.") == "0:7 18:26"


class TestShow:
    def test_the_fields_that_it_prints_are_taken_back_as_they_are(self, entry: str) -> None:
        shown = run("show", RECORD, entry).stdout
        fields = [shlex.split(line)[0] for line in shown.splitlines() if re.match(r"  [a-z]+=", line)]
        assert {field.partition("=")[0] for field in fields} >= {"act", "speaker", "addressee", "content"}
        before = run("statements", RECORD, "--json").stdout
        assert run("correct", "edit", RECORD, entry, *fields, *WHY).exit_code == 0
        after = run("statements", RECORD, "--json").stdout
        assert [line for line in before.splitlines() if entry not in line] == [
            line for line in after.splitlines() if entry not in line
        ]
        assert (
            shown.partition("To correct it")[2] == run("show", RECORD, entry).stdout.partition("To correct it")[2]
        )

    def test_it_has_a_citation_to_paste_and_the_address_of_the_report(self, entry: str) -> None:
        del entry
        with records.open(RECORD) as opened:
            line = next(line for line in opened.lines() if line.report.url)
        shown = run("show", RECORD, line.entry.id).stdout
        assert "\naddress " in shown
        (cited,) = [one for one in shown.splitlines() if one.startswith("To cite it")]
        for part in (line.report.url, line.report.title, line.report.outlet, line.entry.id):
            assert part
            assert part in cited

    def test_a_correction_is_taken_back_by_its_entry(self, entry: str) -> None:
        assert "nothing was corrected" in run("correct", "undo", RECORD, entry, *WHY).stderr
        run("correct", "edit", RECORD, entry, "act=ask", *WHY)
        assert run("correct", "undo", RECORD, entry[:8], *WHY).exit_code == 0
        assert "nothing was corrected" in run("correct", "list", RECORD).stderr
