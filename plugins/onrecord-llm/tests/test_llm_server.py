"""A server that is slow, huge, gone or hostile: each costs a bounded time, and is told in one sentence."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from documents_of import document_of
from fake_server import entries, serving
from test_llm_answers import TEXT, model_at

from onrecord.core.problem import ProblemKind
from onrecord_llm.faults import CalibrationFaulty, SettingFaulty
from onrecord_llm.settings import settings_of

if TYPE_CHECKING:
    from pathlib import Path

    from fake_server import Answers, Asked, Handler

    from onrecord_llm.extractor import Told

KEY = "sk-very-secret"


def told(answers: Answers, folder: Path, **more: str) -> tuple[Told, list[Asked]]:
    with serving(answers) as server:
        return model_at(server, folder, **more).taken(document_of(TEXT)), server.asked


def slow_head(handler: Handler, asked: Asked) -> None:
    for _ in range(200):
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.05)


def slow_body(handler: Handler, asked: Asked) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(200):
        handler.wfile.write(b" ")
        time.sleep(0.05)


def silent(handler: Handler, asked: Asked) -> None:
    time.sleep(3)


@pytest.mark.parametrize("answers", [slow_head, slow_body, silent])
def test_a_slow_answer_is_given_up_after_its_time(answers: Answers, tmp_path: Path) -> None:
    begun = time.monotonic()
    outcome, asked = told(answers, tmp_path, SECONDS="1")
    assert time.monotonic() - begun < 2.5
    (problem,) = outcome.problems
    assert problem.kind is ProblemKind.FAILED
    assert "2 of its paragraphs unread: no answer came within 1 seconds" in problem.words
    assert len(asked) == 1  # the next one would be as slow


def huge(handler: Handler, asked: Asked) -> bytes:
    return b" " * (3 << 20)


def endless(handler: Handler, asked: Asked) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in range(64):
        handler.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")


@pytest.mark.parametrize("answers", [huge, endless])
def test_a_huge_answer_is_not_read_to_its_end(answers: Answers, tmp_path: Path) -> None:
    outcome, asked = told(answers, tmp_path)
    assert len(asked) == 2
    assert len(outcome.problems) == 1
    assert "2 of its paragraphs unread: an answer had more than 1 MiB" in outcome.problems[0].words


def elsewhere(handler: Handler, asked: Asked) -> None:
    handler.reply(302, b"", Location="http://192.0.2.1/steal")


def packed(handler: Handler, asked: Asked) -> None:
    handler.reply(200, b"\x1f\x8b", Content_Encoding="gzip")


def rude(handler: Handler, asked: Asked) -> None:
    handler.wfile.write(b"\x00\x01 NOT HTTP AT ALL\r\n\r\n")
    handler.close_connection = True


def echoing(handler: Handler, asked: Asked) -> None:
    handler.reply(401, json.dumps(asked["headers"]).encode())


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (elsewhere, "the server answered with status 302"),
        (packed, "an answer was packed"),
        (rude, "broke off"),
        (echoing, "the server answered with status 401"),
        (lambda handler, asked: b"<html>hello</html>", "is no answer to a question"),
        (lambda handler, asked: b'{"choices": []}', "is no answer to a question"),
        (lambda handler, asked: b"[" * 200_000, "is no answer to a question"),
        (lambda handler, asked: b'{"choices": [{"message": {"content": 7}}]}', "has no words in it"),
    ],
)
def test_what_is_no_answer_is_told_and_the_next_build_tries_again(
    answers: Answers, why: str, tmp_path: Path
) -> None:
    outcome, _ = told(answers, tmp_path, KEY=KEY)
    assert outcome.held == ()
    assert {problem.kind for problem in outcome.problems} == {ProblemKind.FAILED}
    assert all(why in problem.words for problem in outcome.problems)
    assert KEY not in str(outcome)
    assert not list(tmp_path.glob("*/*.json"))  # nothing is kept of it


def test_a_server_that_is_gone_costs_nothing(tmp_path: Path) -> None:
    with serving(lambda handler, asked: entries()) as server:
        model = model_at(server, tmp_path)
    (problem,) = model.taken(document_of(TEXT)).problems
    assert "cannot be reached (Connection refused)" in problem.words
    assert model._spending.spent() == 0


def test_a_server_that_knows_no_schema_is_asked_without(tmp_path: Path) -> None:
    def answers(handler: Handler, asked: Asked) -> str | None:
        if "response_format" in asked:
            handler.reply(400, b'{"error": "unknown field"}')
            return None
        return entries()

    outcome, asked = told(answers, tmp_path)
    assert outcome.problems == ()
    assert ["response_format" in one for one in asked] == [True, False, False]


def test_a_busy_server_is_asked_again(tmp_path: Path) -> None:
    def answers(handler: Handler, asked: Asked) -> str | None:
        if len(handler.server.asked) == 1:
            handler.reply(429, b"")
            return None
        return entries()

    outcome, asked = told(answers, tmp_path)
    assert [outcome.problems, len(asked)] == [(), 3]


def test_the_key_goes_into_the_header_and_nowhere_else(tmp_path: Path) -> None:
    with serving(lambda handler, asked: entries()) as server:
        model = model_at(server, tmp_path, KEY=KEY)
        model.taken(document_of(TEXT))
        asked = server.asked[0]
    assert asked["headers"].pop("Authorization") == f"Bearer {KEY}"
    assert KEY not in json.dumps(asked)
    assert KEY not in repr(model)
    assert KEY not in model.name
    assert all(KEY.encode() not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("environment", "why"),
    [
        ({}, "MODEL: must name the model"),
        ({"MODEL": "a b"}, "MODEL: must name the model"),
        ({"MODEL": "m", "ADRESS": "x"}, "ADRESS: there is no such setting"),
        ({"MODEL": "m", "ADDRESS": "ftp://host"}, "ADDRESS: this is no address"),
        ({"MODEL": "m", "ADDRESS": "http://h:99999/"}, "ADDRESS: this is no address"),
        ({"MODEL": "m", "ADDRESS": f"http://u:{KEY}@host/"}, "without user, password"),
        ({"MODEL": "m", "ADDRESS": "http://example.org/v1", "KEY": KEY}, "by https alone"),
        ({"MODEL": "m", "KEY": f"{KEY}\nX: y"}, "KEY: a key has no blanks"),
        ({"MODEL": "m", "SECONDS": "soon"}, "SECONDS: must be a whole number from 1 to 600"),
        ({"MODEL": "m", "TOKENS": "-1"}, "TOKENS: must be a whole number"),
    ],
)
def test_a_setting_that_cannot_be_is_told_in_one_sentence(environment: dict[str, str], why: str) -> None:
    with pytest.raises(SettingFaulty, match=why) as raised:
        settings_of({f"ONRECORD_LLM_{name}": text for name, text in environment.items()})
    assert KEY not in str(raised.value)


def test_without_a_word_the_server_is_on_this_machine() -> None:
    settings = settings_of({"ONRECORD_LLM_MODEL": "m"})
    assert settings.address.is_here
    assert str(settings.address) == "127.0.0.1:8080"
    assert not settings_of(
        {"ONRECORD_LLM_MODEL": "m", "ONRECORD_LLM_ADDRESS": "https://api.example.org/v1"}
    ).address.is_here


@pytest.mark.parametrize(
    "content", ["", "[]", '{"steps": []}', '{"model": "tiny", "prompt": "0", "entries": 9, "steps": [[0, 1]]}']
)
def test_a_calibration_of_something_else_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text(content, encoding="utf-8")
    with serving(lambda handler, asked: entries()) as server, pytest.raises(CalibrationFaulty):
        model_at(server, tmp_path, CALIBRATION=str(tmp_path / "c.json"))
