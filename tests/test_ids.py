"""What people cite stays: an id comes from a report's text and place and an entry's words, nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from onrecord.ingest import Ingest
from onrecord.readers import Source, find
from onrecord.taking import read_and_clean

if TYPE_CHECKING:
    from pathlib import Path

STORY = "TALKS STALL\n\nThe minister said on Monday that the talks had stalled.\nEgypt attacked Sudan on Sunday.\n"


def reports(*named: Path) -> dict[str, str]:
    """Return the id of each report that the paths name, by path from the folder of the test."""
    sources = [found for found in find(named) if isinstance(found, Source)]
    return {source.path: read_and_clean(source).items[0].id for source in sources}


def entries(path: Path) -> list[str]:
    source = next(found for found in find([path.parent]) if isinstance(found, Source) and found.file == str(path))
    return [entry.id for entry in Ingest().extract(read_and_clean(source).items[0]).entries]


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_note_about_the_report_changes_no_id(tmp_path: Path) -> None:
    story = write(tmp_path / "1.txt", STORY)
    before = reports(tmp_path), entries(story)
    write(
        tmp_path / "list.csv", "path,outlet,url,title,date\n1.txt,Herald,http://herald.test/1,Talks,2024-03-04\n"
    )
    assert (reports(tmp_path), entries(story)) == before
    assert len(before[1]) >= 2


def test_another_report_changes_no_id(tmp_path: Path) -> None:
    write(tmp_path / "2.txt", STORY)
    before = reports(tmp_path)
    write(tmp_path / "1.txt", STORY)
    assert before.items() <= reports(tmp_path).items()


def test_one_story_in_two_papers_is_two_reports(tmp_path: Path) -> None:
    herald, courier = write(tmp_path / "herald" / "1.txt", STORY), write(tmp_path / "courier" / "1.txt", STORY)
    both = reports(tmp_path)
    assert len(set(both.values())) == 2
    courier.unlink()
    assert reports(tmp_path) == {herald.as_posix(): both[herald.as_posix()]}


def test_it_is_the_same_report_however_it_is_named(tmp_path: Path) -> None:
    story = write(tmp_path / "herald" / "1.txt", STORY)
    courier = write(tmp_path / "courier" / "1.txt", STORY)
    apart = reports(story, courier)
    assert len(set(apart.values())) == 2
    assert apart == reports(tmp_path / "herald", tmp_path / "courier") == reports(tmp_path)


def test_a_folder_may_move(tmp_path: Path) -> None:
    write(tmp_path / "here" / "a" / "1.txt", STORY)
    write(tmp_path / "there" / "a" / "1.txt", STORY)
    assert list(reports(tmp_path / "here").values()) == list(reports(tmp_path / "there").values())


def test_a_line_put_in_before_changes_no_id(tmp_path: Path) -> None:
    lines = [json.dumps({"text": STORY, "outlet": "Herald"}), json.dumps({"text": STORY, "outlet": "Courier"})]
    export = write(tmp_path / "export.jsonl", "\n".join(lines))
    first, second = reports(export).values()
    assert first != second
    write(export, "\n".join([json.dumps({"text": "Something else was said."}), *lines]))
    assert list(reports(export).values())[1:] == [first, second]
