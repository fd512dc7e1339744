"""A person at Label Studio: the predictions taken over under new ids, changed, and exported as JSON."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, Any

from onrecord.export.markup import CHOSEN
from tests.export.back.marking import Passages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from onrecord.record import Record
    from tests.export.back.changes import Change


def save(path: Path, rec: Record, changes: Iterable[Change], *, who: object = "ada@example.org") -> None:
    """Take predictions over, make changes, and save the tasks as Label Studio exports them."""
    tasks = json.loads(path.read_text(encoding="utf-8"))
    hands = {}
    for number, task in enumerate(tasks, 1):
        results = taken_over(task)
        task["id"] = number
        task["annotations"] = [{"id": number, "completed_by": {"email": who}, "result": results}]
        hand = passages(task, results, rec.report(task["data"]["report"]).text)
        hands.update(dict.fromkeys(task["data"]["entries"], hand))
    for change in changes:
        hands[change.entry].make(change)
    path.write_text(json.dumps(tasks), encoding="utf-8")


def taken_over(task: Any) -> list[Any]:
    """Return the regions of a prediction as an annotation has them, each with a new id."""
    results: list[Any] = json.loads(json.dumps(task["predictions"][0]["result"]))
    ids: dict[str, str] = {}
    for one in results:
        for name in ("id", "from_id", "to_id"):
            if name in one:
                one[name] = ids.setdefault(one[name], f"r{len(ids)}")
    return results


def passages(task: Any, results: list[Any], text: str) -> Passages:
    """Return the regions of a task as passages to work on."""
    held = task["data"]["text"]
    new = count(1)

    def regions() -> list[Any]:
        return [one for one in results if one["type"] == "labels"]

    def head(entry: str) -> Any:
        return next(one for one in regions() if one["meta"]["text"][0] == f"entry {entry}")

    def parts(entry: str, role: str) -> list[Any]:
        start = f"entry {entry}:{role}."
        return [one for one in regions() if one.get("meta", {"text": [""]})["text"][0].startswith(start)]

    def span(start: int, end: int) -> dict[str, object]:
        first, last = (len(text[:at].removeprefix("\ufeff").replace("\r\n", "\n")) for at in (start, end))
        return {"start": first, "end": last, "text": held[first:last]}

    def move(region: Any, start: int, end: int) -> None:
        region["value"].update(span(start, end))

    def label(region: Any, name: str) -> None:
        region["value"]["labels"] = [name]

    def put(region: Any, name: str, value: str) -> None:
        results[:] = [
            one
            for one in results
            if one["type"] == "relation" or (one["id"], one["from_name"]) != (region["id"], name)
        ]
        if value:
            kind = "choices" if name in CHOSEN else "textarea"
            told = {"choices" if name in CHOSEN else "text": [value]}
            results.append({"id": region["id"], "from_name": name, "to_name": "text", "type": kind, "value": told})

    def drop(region: Any) -> None:
        gone = region["id"]
        results[:] = [one for one in results if gone not in (one.get("id"), one.get("from_id"), one.get("to_id"))]

    def mark(to: Any, label: str, start: int, end: int) -> Any:
        value = {**span(start, end), "labels": [label]}
        made = {"id": f"new{next(new)}", "from_name": "entry", "to_name": "text", "type": "labels", "value": value}
        results.append(made)
        if to is not None:
            ends = {"from_id": to["id"], "to_id": made["id"]}
            results.append({"type": "relation", **ends, "direction": "right", "labels": [label]})
        return made

    return Passages(
        head=head,
        parts=parts,
        label=label,
        move=move,
        put=put,
        drop=drop,
        mark=mark,
    )
