"""The trained attribution model: its parts by themselves, then as it ships."""

from __future__ import annotations

import itertools
import pickle
import tracemalloc
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
import pytest

from onrecord.encoder import Encoded
from onrecord.encoder.chain import Chain, best, outside, runs, side_by_side, total
from onrecord.encoder.pieces import WordPieces
from onrecord.encoder.states import WIDTH
from onrecord.encoder.windows import WINDOW, plain, quotation_states, stretches, windows
from onrecord.extractors.statements.attribution_head import Tables, ascriptions, ascriptions_in, tables
from tests.documents import document_of, report_of

VOCABULARY = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "dam", "fill", "##ing", "a", '"', ".", "said", "elysee")


def test_words_are_cut_into_their_longest_pieces() -> None:
    ids, places = WordPieces(VOCABULARY).cut("The filling, Élysée said.")
    assert [VOCABULARY[n] for n in ids] == ["the", "fill", "##ing", "[UNK]", "elysee", "said", "."]
    assert places == [(0, 3), (4, 11), (4, 11), (11, 12), (13, 19), (20, 24), (24, 25)]


def test_a_word_without_known_pieces_is_unknown_as_a_whole() -> None:
    assert WordPieces(VOCABULARY).cut("fillx " + "a" * 500)[0] == [1, 1]


@pytest.mark.parametrize("text", ['«Oui», "no" „ja“', ",,Nee'' zei hij", "``Yes''", "\u00ad“"])
def test_marks_are_made_alike_without_moving_anything(text: str) -> None:
    assert len(plain(text)) == len(text) == len(quotation_states(text))


def test_a_quotation_left_open_runs_to_the_end() -> None:
    assert quotation_states("“ab ”c “d") == [2, 1, 1, 1, 3, 0, 0, 2, 1]


def test_long_passages_are_cut_at_sentence_ends_and_windows_are_never_too_full() -> None:
    pieces = WordPieces(VOCABULARY)
    text = "the dam said. " * 300
    parts = list(stretches(pieces, text, [(0, len(text)), (0, 7)]))
    assert all(text[part.words[-1][1]] == "." for part in parts[:-1])
    assert sum(len(part.words) for part in parts[:-1]) == 900
    packed = list(windows(parts, pieces))
    assert max(len(window.pieces) for window in packed) <= WINDOW
    assert [part for window in packed for part in window.stretches] == parts


def test_a_passage_without_a_word_makes_no_stretch() -> None:
    assert list(stretches(WordPieces(VOCABULARY), "--- … !!", [(0, 8)])) == []


def random_chain() -> tuple[Chain, list[np.ndarray]]:
    numbers = np.random.default_rng(3)
    chain = Chain(*(numbers.normal(size=size).astype(np.float32) for size in ((5, 5), 5, 5)))
    return chain, [numbers.normal(size=(length, 5)).astype(np.float32) for length in (4, 1, 3)]


def weight(chain: Chain, scores: np.ndarray, labels: tuple[int, ...]) -> float:
    moves = sum(chain.move[a, b] for a, b in itertools.pairwise(labels))
    return float(
        chain.begin[labels[0]] + chain.end[labels[-1]] + moves + sum(scores[n, at] for n, at in enumerate(labels))
    )


def test_chains_are_decoded_as_by_trying_every_one() -> None:
    chain, sequences = random_chain()
    block, lengths = side_by_side(sequences)
    paths, scores = best(chain, block, lengths)
    whole = total(chain, block, lengths)
    absent = outside(chain, block, lengths)
    for number, sequence in enumerate(sequences):
        every = list(itertools.product(range(5), repeat=len(sequence)))
        weights = [weight(chain, sequence, labels) for labels in every]
        assert tuple(paths[number]) == every[int(np.argmax(weights))]
        assert scores[number] == pytest.approx(max(weights), abs=1e-4)
        assert whole[number] == pytest.approx(np.log(np.exp(weights).sum()), abs=1e-4)
        for at in range(len(sequence)):
            share = sum(np.exp(w) for w, labels in zip(weights, every, strict=True) if labels[at] == 0)
            assert absent[number][at] == pytest.approx(share / np.exp(weights).sum(), abs=1e-4)


def test_spans_that_touch_are_one() -> None:
    assert runs([5, 6, 7, 8, 0, 1, 3, 4], role=1) == ((0, 4),)


def test_what_ships_is_whole() -> None:
    known = tables()
    assert isinstance(known, Tables)
    assert known.roles.move.shape == (9, 9)
    assert known.distance.shape == (25, 9)
    assert 0 <= known.threshold < 1


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "Egypt's foreign minister said on Tuesday that the dam must not be filled before a treaty is signed.",
            "Egypt's foreign minister", "said", "the dam must not be filled before a treaty is signed",
        ),
        (
            "“We will not withdraw from the reef,” a spokesman for the coast guard told reporters.",
            "a spokesman for the coast guard", "told", "We will not withdraw from the reef",
        ),
        (
            "The tariffs are illegal, according to the trade ministry in Ottawa.",
            "the trade ministry in Ottawa", "according to", "The tariffs are illegal",
        ),
    ],
)  # fmt: skip
def test_plain_sentences_are_understood(text: str, source: str, cue: str, content: str) -> None:
    document = document_of(text)
    found = ascriptions(Encoded.of(document))
    assert len(found) == 1
    one = found[0]
    assert one.source is not None
    assert source in text[slice(*one.source)] or text[slice(*one.source)] in source
    assert cue in text[slice(*one.cue)]
    assert content in " ".join(text[slice(*piece)] for piece in one.content)
    assert one.confidence > 0.5


def test_a_split_quotation_is_one_ascription_in_two_pieces() -> None:
    text = "“The talks have failed,” the mediator said, “but the door stays open for both delegations.”"
    one = ascriptions(Encoded.of(document_of(text)))[0]
    assert len(one.content) == 2
    assert "the mediator" in text[slice(*one.source)] if one.source else False


def test_a_text_that_ascribes_nothing_to_anyone_gives_nothing() -> None:
    assert (
        ascriptions(Encoded.of(document_of("The border crossing was closed at noon. Forty trucks turned back.")))
        == ()
    )


@pytest.mark.parametrize("text", ["", "\n\n", "“", "…", "said", "« " * 50, "\x00\x85\u2028 é中文 🙂"])
def test_odd_texts_do_no_harm(text: str) -> None:
    assert isinstance(ascriptions(Encoded.of(document_of(text)), threshold=0.0), tuple)


def test_offsets_are_of_words_in_the_report() -> None:
    text = "First line\n\n   The envoy — a veteran — warned: «Any delay will be answered.»\nShe left."
    for one in ascriptions(Encoded.of(document_of(text)), threshold=0.0):
        for start, end in (*one.content, one.cue, *([one.source] if one.source else [])):
            assert 0 <= start < end <= len(text)
            assert text[start].strip()
            assert text[end - 1].strip()


def test_the_same_text_gives_the_same_every_time_and_in_other_processes() -> None:
    report = report_of("The president vowed to keep the strait open. “No one will close it,” he said.\n" * 3)
    spans = [(passage.start, passage.end) for passage in report.passages]
    here = elsewhere(report.text, spans)
    assert here == elsewhere(report.text, spans)
    assert pickle.loads(pickle.dumps(here)) == here
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as pool:
        assert pool.submit(elsewhere, report.text, spans).result() == here


def elsewhere(text: str, spans: list[tuple[int, int]]) -> list[object]:
    return list(ascriptions_in(Encoded(text, spans), tables()))


def test_memory_stays_flat_over_a_long_text() -> None:
    line = "The ministry said the fishing fleet would return on Monday."

    def peak(count: int) -> int:
        text = "\n".join([line] * count)
        spans = [(n * (len(line) + 1), n * (len(line) + 1) + len(line)) for n in range(count)]
        tracemalloc.start()
        assert sum(1 for _ in ascriptions_in(Encoded(text, spans), tables())) >= count // 2
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    # What is kept of each word are its states, of which there is a bound; the rest stays as it is.
    kept = 2 * (3000 - 750) * len(line.split()) * WIDTH * np.dtype(np.float16).itemsize
    assert peak(3000) < 1.5 * peak(750) + kept + 2_000_000
