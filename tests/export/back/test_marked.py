"""Label Studio, INCEpTION, REFI-QDA come back: each change with its author; what is new, gone or in conflict."""

from __future__ import annotations

import io
import json
import random
import zipfile
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from click.testing import CliRunner

from onrecord.cli.main import commands
from onrecord.core.entry import Statement
from onrecord.core.line import Standing
from onrecord.export.back import TakenBack, brought_by, take_back
from onrecord.export.cas import MARK, TIE
from onrecord.export.refi_codes import guid
from onrecord.record import Filter
from onrecord.record.values import values_of
from tests.export.back import cas, label_studio, refi
from tests.export.back.changes import Change, changes
from tests.export.hostile import TEXT, exported, hostile
from tests.record.samples import dam

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from onrecord.record import Record


class Form(NamedTuple):
    """A format, the hands of who works with it, the name they leave, and what else is needed."""

    name: str
    save: Callable[..., None]
    who: str
    needs: str | None = None
    can: Callable[[Change], bool] = lambda _change: True
    fields: tuple[str, ...] | None = None


def _save_utf16(path: Path, rec: Record, made: Iterable[Change]) -> None:
    refi.save(path, rec, made, utf16=True)


_CODED = (*refi.FIELDS, "plover")
FORMS = (
    Form("label-studio", label_studio.save, "ada@example.org"),
    Form("cas", cas.save, "ada", "cassis"),
    Form("qdpx", refi.save, "Ada Osei", None, refi.can_change, _CODED),
    Form("qdpx-utf16", _save_utf16, "Ada Osei", None, refi.can_change, _CODED),
)
EACH = pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])


def back(rec: Record, path: Path) -> TakenBack:
    returned = brought_by(path)
    assert not isinstance(returned, str)
    return take_back(rec, returned, who=None, user="Someone", why="read again")


def written(rec: Record, path: Path, form: Form, made: Iterable[Change] = ()) -> Path:
    """Export, let somebody make changes, and return the file that comes back."""
    if form.needs:
        pytest.importorskip(form.needs)
    path.write_bytes(exported(rec, form.name))
    form.save(path, rec, made)
    return path


@EACH
def test_what_was_not_touched_changes_nothing(rec: Record, tmp_path: Path, form: Form) -> None:
    assert back(rec, written(rec, tmp_path / "out", form)) == TakenBack(untouched=8)


@EACH
def test_every_change_comes_back_with_its_author_and_only_once(
    filled: Callable[[], Record], tmp_path: Path, form: Form
) -> None:
    for seed in range(3):
        rec = filled()
        made = [one for one in changes(rec, seed, form.fields) if form.can(one)]
        assert len(made) >= 15
        path = written(rec, tmp_path / f"{seed}", form, made)
        taken = back(rec, path)
        assert (taken.conflicts, taken.untaken, len(taken.corrections)) == ([], [], len(made))
        for one in made:
            assert values_of(rec.entry(one.entry).entry)[one.field] == one.after
        assert {one.who for one in taken.corrections} == {form.who}
        again = back(rec, path)
        assert (again.corrections, again.conflicts, again.untaken) == ([], [], [])
        assert again.already == len(made)


@EACH
def test_an_edit_of_what_changed_since_is_shown_and_never_applied(rec: Record, tmp_path: Path, form: Form) -> None:
    said = hostile().entries[0].id
    path = written(rec, tmp_path / "out", form, [Change(said, "statement", "act", "demand", "threaten")])
    rec.corrections.edit(said, {"act": "warn"}, who="Bo", why="heard it")
    taken = back(rec, path)
    assert (len(taken.corrections), taken.untouched) == (0, 7)
    (conflict,) = taken.conflicts
    assert "act: there “threaten”, here “warn”" in conflict
    assert values_of(rec.entry(said).entry)["act"] == "warn"


@EACH
def test_what_changed_in_the_record_alone_is_no_conflict(rec: Record, tmp_path: Path, form: Form) -> None:
    path = written(rec, tmp_path / "out", form)
    rec.corrections.edit(hostile().entries[0].id, {"act": "warn"}, who="Bo", why="heard it")
    assert back(rec, path) == TakenBack(untouched=8)


@EACH
def test_what_was_taken_back_here_is_not_made_again(rec: Record, tmp_path: Path, form: Form) -> None:
    said = hostile().entries[0].id
    path = written(rec, tmp_path / "out", form, [Change(said, "statement", "act", "demand", "threaten")])
    (made,) = back(rec, path).corrections
    rec.corrections.undo(made.id, who="Bo", why="misheard")
    taken = back(rec, path)
    assert (taken.corrections, len(taken.conflicts)) == ([], 1)
    assert "the same change was taken back by Bo on " in taken.conflicts[0]
    assert values_of(rec.entry(said).entry)["act"] == "demand"


@EACH
def test_another_kind_is_told_and_not_taken(rec: Record, tmp_path: Path, form: Form) -> None:
    said = hostile().entries[0].id
    path = written(rec, tmp_path / "out", form, [Change(said, "event", "plover", "", "COERCE")])
    taken = back(rec, path)
    assert not taken.corrections
    assert len(taken.untaken) == 1
    assert "it is marked as event and was statement" in taken.untaken[0]


class TestLabelStudio:
    def tasks(self, rec: Record) -> Any:
        return json.loads(exported(rec, "label-studio"))

    def saved(self, tmp_path: Path, tasks: Any) -> Path:
        path = tmp_path / "project.json"
        path.write_text(json.dumps(tasks), encoding="utf-8")
        return path

    def task(self, tasks: Any) -> tuple[Any, list[Any], Any]:
        """Return the task of the hostile report, an annotation begun with its predictions, and hands for it."""
        task = next(one for one in tasks if one["data"]["report"] == hostile().report.id)
        results = label_studio.taken_over(task)
        task["annotations"] = [{"completed_by": 7, "result": results}]
        return task, results, label_studio.passages(task, results, TEXT)

    def test_regions_stand_where_a_program_that_counts_code_points_finds_them(self, rec: Record) -> None:
        for task in self.tasks(rec):
            text = task["data"]["text"]
            assert "\r\n" not in text
            labels = [one for one in task["predictions"][0]["result"] if one["type"] == "labels"]
            assert {one["id"][:16] for one in labels} == set(task["data"]["entries"])
            for one in labels:
                assert text[one["value"]["start"] : one["value"]["end"]] == one["value"]["text"]
            for entry in hostile().entries if task["data"]["report"] == hostile().report.id else ():
                cited = {citation.words.replace("\r\n", "\n") for citation in entry.citations()}
                assert cited == {one["value"]["text"] for one in labels if one["id"].startswith(entry.id)}

    def test_the_interface_has_every_name_that_the_tasks_use(self, rec: Record) -> None:
        from xml.etree import ElementTree as Xml

        view = Xml.fromstring(exported(rec, "label-studio-interface"))
        controls = {one.attrib["name"]: one for one in view if "name" in one.attrib}
        labels = {one.attrib["value"] for one in controls["entry"]}
        {one.attrib["value"] for one in view.iterfind("Relations/Relation")}
        for task in self.tasks(rec):
            for one in task["predictions"][0]["result"]:
                if one["type"] == "relation":
                    assert set(one["labels"]) <= {
                        each.attrib["value"] for each in view.iterfind("Relations/Relation")
                    }
                    continue
                control = controls[one["from_name"]]
                assert control.tag.lower() == one["type"]
                assert control.attrib["toName"] == one["to_name"] == "text"
                assert set(one["value"].get("labels", ())) <= labels
                assert set(one["value"].get("choices", ())) <= {each.attrib["value"] for each in control}

    def test_its_own_library_takes_the_interface_and_every_prediction(self, rec: Record) -> None:
        sdk: Any = pytest.importorskip("label_studio_sdk.label_interface")
        interface = sdk.LabelInterface(exported(rec, "label-studio-interface").decode("utf-8"))
        for task in self.tasks(rec):
            assert interface.validate_prediction(task["predictions"][0], return_errors=True) == []

    def test_a_region_that_is_gone_is_rejected_and_a_new_one_is_added(self, rec: Record, tmp_path: Path) -> None:
        tasks = self.tasks(rec)
        _, _, hand = self.task(tasks)
        first, second, *_ = hostile().entries
        hand.drop(hand.head(second.id))
        start = TEXT.index("held ships")
        new = hand.mark(None, "statement deny", start, start + len("held ships in spring"))
        speaker = hand.mark(new, "speaker", TEXT.index("Ostra held"), TEXT.index("Ostra held") + 5)
        hand.put(new, "manner", "indirect")
        hand.put(speaker, "actor", "Ostra")
        taken = back(rec, self.saved(tmp_path, tasks))
        assert (taken.conflicts, taken.untaken) == ([], [])
        assert sorted(one.kind for one in taken.corrections) == ["add", "reject"]
        assert {one.who for one in taken.corrections} == {"Label Studio user 7"}
        assert rec.entry(second.id).standing is Standing.REJECTED
        assert rec.entry(first.id).standing is Standing.EXTRACTED
        (added,) = (line.entry for line in rec.lines() if line.standing is Standing.ADDED)
        assert isinstance(added, Statement)
        assert (added.content[0].words, added.speaker and added.speaker.actor) == ("held ships in spring", "ostra")
        assert back(rec, self.saved(tmp_path, tasks)).corrections == []

    def test_who_disagrees_with_another_is_shown_as_a_conflict(self, rec: Record, tmp_path: Path) -> None:
        tasks = self.tasks(rec)
        said = hostile().entries[0].id
        task, results, hand = self.task(tasks)
        other = json.loads(json.dumps(results))
        hand.make(Change(said, "statement", "act", "demand", "threaten"))
        again = label_studio.passages(task, other, TEXT)
        again.make(Change(said, "statement", "act", "demand", "warn"))
        task["annotations"].append({"completed_by": "bo@example.org", "result": other})
        taken = back(rec, self.saved(tmp_path, tasks))
        assert [one.who for one in taken.corrections] == ["Label Studio user 7"]
        assert len(taken.conflicts) == 1
        assert "bo@example.org" in taken.conflicts[0]
        assert "there “warn”, here “threaten”" in taken.conflicts[0]

    def test_who_began_with_nothing_rejects_nothing(self, rec: Record, tmp_path: Path) -> None:
        tasks = self.tasks(rec)
        for task in tasks:
            task["annotations"] = [{"completed_by": 1, "result": []}, {"was_cancelled": True, "result": []}]
        taken = back(rec, self.saved(tmp_path, tasks))
        assert not taken.corrections
        assert len(taken.untaken) == 2
        assert all("was not begun with them" in one for one in taken.untaken)

    def test_tasks_that_nobody_annotated_are_told_once(self, rec: Record, tmp_path: Path) -> None:
        taken = back(rec, self.saved(tmp_path, self.tasks(rec)))
        assert taken == TakenBack(untaken=["the file: nobody has annotated any of its 2 tasks."])

    def test_what_is_none_of_ours_is_listed(self, rec: Record, tmp_path: Path) -> None:
        tasks = self.tasks(rec)
        _, results, hand = self.task(tasks)
        said, *_ = hostile().entries
        hand.mark(None, "speaker", 3, 5)
        hand.mark(None, "a label of their own", 3, 5)
        hand.mark(hand.head(said.id), "cue", 3, 5)
        hand.mark(None, "event COERCE", 3, 5)["value"].update(start=4000, end=5000)
        results.append(
            {"id": "alone", "from_name": "status", "type": "choices", "value": {"choices": ["planned"]}}
        )
        hand.put(hand.head(said.id), "when", "some day")
        tasks.append({"data": {"text": "Other.", "report": "nowhere"}, "annotations": []})
        other = next(one for one in tasks if one["data"]["report"] == dam().report.id)
        other["data"]["text"] += " and more"
        taken = back(rec, self.saved(tmp_path, tasks))
        told = "\n".join(taken.untaken)
        for words in (
            "this speaker is tied to no entry",
            "no entry is marked as 'a label of their own'",
            "cue: 2 passages are tied to it, it has one",
            "has no place in the report's text",
            "has no label of ours",
            "'some day' is no date",
            "there is no report 'nowhere'",
            "its text is not that of dam/wire-1.txt in the record",
        ):
            assert words in told
        assert (taken.corrections, taken.conflicts) == ([], [])


class TestCas:
    @pytest.fixture
    def documents(self, rec: Record, tmp_path: Path) -> dict[str, Any]:
        pytest.importorskip("cassis")
        path = tmp_path / "out.zip"
        path.write_bytes(exported(rec, "cas"))
        return cas.documents(path)

    def test_another_program_finds_the_words_at_their_offsets(self, documents: dict[str, Any]) -> None:
        document = documents[f"{hostile().report.id}.json"]
        assert document.sofa_string == TEXT
        for entry in hostile().entries:
            marks = [one for one in document.select(MARK) if one.key.startswith(entry.id)]
            assert {one.get_covered_text() for one in marks} == {one.words for one in entry.citations()}
        assert {(one.begin, one.end) for one in document.select(TIE)} <= {
            (one.begin, one.end) for one in document.select(MARK)
        }

    def test_one_file_comes_back_and_who_changed_it_is_who_brings_it(
        self, rec: Record, documents: dict[str, Any], tmp_path: Path
    ) -> None:
        document = documents[f"{hostile().report.id}.json"]
        hand = cas.passages(document)
        said, fears, *_ = hostile().entries
        hand.make(Change(said.id, "statement", "act", "demand", "warn"))
        hand.drop(hand.head(fears.id))
        path = tmp_path / "one.json"
        document.to_json(path)
        taken = back(rec, path)
        assert (taken.conflicts, taken.untaken) == ([], [])
        assert [(one.kind, one.who) for one in taken.corrections] == [("edit", "Someone"), ("reject", "Someone")]

    def test_an_archive_in_an_archive_is_read_and_tells_who(self, rec: Record, tmp_path: Path) -> None:
        said = hostile().entries[0].id
        path = written(rec, tmp_path / "out", FORMS[1], [Change(said, "statement", "act", "demand", "warn")])
        outer = tmp_path / "outer.zip"
        with zipfile.ZipFile(path) as archive, zipfile.ZipFile(outer, "w") as into:
            for name in archive.namelist():
                inner = io.BytesIO()
                with zipfile.ZipFile(inner, "w") as one:
                    one.writestr("document.json", archive.read(name))
                into.writestr(f"{name.removesuffix('.json')}.zip", inner.getvalue())
        taken = back(rec, outer)
        assert (taken.conflicts, taken.untaken) == ([], [])
        assert [one.who for one in taken.corrections] == ["ada"]

    def test_the_layers_name_every_type_and_feature(self, rec: Record, tmp_path: Path) -> None:
        path = tmp_path / "out.zip"
        path.write_bytes(exported(rec, "cas"))
        with zipfile.ZipFile(path) as archive:
            layers = json.loads(archive.read("layers.json"))
            types = json.loads(archive.read(f"{hostile().report.id}.json"))["%TYPES"]
        assert {one["name"] for one in layers} == set(types)
        for layer in layers:
            own = {name for name in types[layer["name"]] if not name.startswith("%")}
            assert {one["name"] for one in layer["features"]} == own - {"Governor", "Dependent"}


class TestRefi:
    def project(self, rec: Record, tmp_path: Path) -> tuple[Path, dict[str, bytes]]:
        path = tmp_path / "out.qdpx"
        path.write_bytes(exported(rec, "qdpx"))
        with zipfile.ZipFile(path) as archive:
            return path, {name: archive.read(name) for name in archive.namelist()}

    def save(self, path: Path, held: dict[str, bytes]) -> Path:
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in held.items():
                archive.writestr(name, content)
        return path

    def test_a_passage_that_is_gone_is_rejected_and_a_new_one_is_added(self, rec: Record, tmp_path: Path) -> None:
        from xml.etree import ElementTree as Xml

        path, held = self.project(rec, tmp_path)
        project = Xml.fromstring(held["project.qde"])
        texts = {name[8:-4]: content.decode() for name, content in held.items() if name.endswith(".txt")}
        hand = refi.passages(project, texts, rec, utf16=False)
        said, fears, *_ = hostile().entries
        hand.drop(hand.head(fears.id))
        start = TEXT.index("held ships")
        hand.mark(hand.head(said.id), "statement deny", start, start + len("held ships in spring"))
        held["project.qde"] = Xml.tostring(project)
        taken = back(rec, self.save(path, held))
        assert (taken.conflicts, taken.untaken) == ([], [])
        assert sorted(one.kind for one in taken.corrections) == ["add", "reject"]
        assert rec.entry(fears.id).standing is Standing.REJECTED
        (added,) = (line.entry for line in rec.lines() if line.standing is Standing.ADDED)
        assert [one.words for one in added.citations()] == ["held ships in spring"]

    def test_identifiers_and_line_ends_of_another_program_change_nothing(
        self, rec: Record, tmp_path: Path
    ) -> None:
        path, held = self.project(rec, tmp_path)
        told = held["project.qde"].decode()
        for number, entry in enumerate(hostile().entries):
            told = told.replace(guid(f"{entry.id} 0"), f"00000000-0000-4000-8000-{number:012d}")
        held = {name: content.replace(b"\n", b"\r\n") for name, content in held.items() if name.endswith(".txt")}
        held["project.qde"] = told.encode()
        assert back(rec, self.save(path, held)) == TakenBack(untouched=8)

    def test_codes_of_their_own_and_a_lost_list_are_told(self, rec: Record, tmp_path: Path) -> None:
        path, held = self.project(rec, tmp_path)
        told = held["project.qde"].decode()
        trust = '<Code guid="00000000-0000-4000-8000-000000000001" name="trust" isCodable="true" /></Codes>'
        told = told.replace("</Codes>", trust, 1).replace(
            guid("event COERCE"), "00000000-0000-4000-8000-000000000001"
        )
        held["project.qde"] = told.replace("Entries as they went out", "Other words").encode()
        taken = back(rec, self.save(path, held))
        assert not taken.corrections
        assert sum("its list of what went out is lost" in one for one in taken.untaken) == 2
        assert sum("no entry is coded as " in one for one in taken.untaken) == 2

    def test_a_code_of_their_own_before_ours_is_left_alone(self, rec: Record, tmp_path: Path) -> None:
        path, held = self.project(rec, tmp_path)
        told = held["project.qde"].decode()
        own = "00000000-0000-4000-8000-000000000001"
        told = told.replace("</Codes>", f'<Code guid="{own}" name="trust" isCodable="true" /></Codes>', 1)
        ours = f'<CodeRef targetGUID="{guid("statement demand")}" />'
        assert ours in told
        held["project.qde"] = told.replace(ours, f'<CodeRef targetGUID="{own}" />{ours}').encode()
        assert back(rec, self.save(path, held)) == TakenBack(untouched=8)

    def test_who_and_when_that_were_coded_anew_are_listed(self, rec: Record, tmp_path: Path) -> None:
        path, held = self.project(rec, tmp_path)
        told = held["project.qde"].decode()
        ours = f'<CodeRef targetGUID="{guid("when 2031-06")}" />'
        assert told.count(ours) == 1
        held["project.qde"] = told.replace(ours, f'<CodeRef targetGUID="{guid("when 2031-05")}" />', 1).encode()
        taken = back(rec, self.save(path, held))
        assert not taken.corrections
        (listed,) = taken.untaken
        assert "(gone: when 2031-06; new: when 2031-05)" in listed


@EACH
def test_broken_files_are_told_in_a_sentence_and_nothing_is_lost(rec: Record, tmp_path: Path, form: Form) -> None:
    content = written(rec, tmp_path / "out", form).read_bytes()
    count = rec.count(Filter(rejected=True))
    draw = random.Random(11)
    path = tmp_path / "broken"
    for _ in range(25):
        broken = bytearray(content[: draw.randrange(len(content))] if draw.random() < 0.4 else content)
        for _ in range(draw.randint(1, 30)):
            if broken:
                broken[draw.randrange(len(broken))] = draw.randrange(256)
        path.write_bytes(bytes(broken))
        result = CliRunner().invoke(commands, ["correct", "import", str(rec.path), str(path)])
        assert not result.exception or isinstance(result.exception, SystemExit), result.exception
        assert result.exit_code in (0, 1, 2)
    assert rec.count(Filter(rejected=True)) >= count
