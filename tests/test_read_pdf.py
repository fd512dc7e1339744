"""PDF: columns in order, paragraphs whole, words that lines broke put together; what cannot be read says why."""

from __future__ import annotations

import random
import sys
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.clean import clean
from onrecord.core.problem import Outcome, ProblemKind
from onrecord.core.report import PassageKind, Report
from onrecord.readers import READERS, Source, read
from onrecord.readers.formats import reader_of
from onrecord.readers.pdf import _AS_LETTERS
from onrecord.readers.pdf_lines import Line
from onrecord.readers.pdf_paragraphs import blocks, text_of, words_within_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

pytest.importorskip("pdfminer.high_level")

HEAD = "The Gazette – Tuesday 6 April 2021"
WORDS = ["the", "envoy", "negotiations", "agreement", "between", "weir", "ministers", "government"]


def paragraphs(count: int) -> list[str]:
    chance = random.Random(7)
    return [f"Point {n} begins here, {' '.join(chance.choices(WORDS, k=55))}. It ends." for n in range(count)]


def printed(texts: Sequence[str], columns: int = 2, head: str = HEAD, **form: Any) -> bytes:
    """A PDF of another's library: a title, paragraphs in columns, head and number on each page."""
    platypus = pytest.importorskip("reportlab.platypus")
    styles = pytest.importorskip("reportlab.lib.styles")
    plain = styles.getSampleStyleSheet()
    body = styles.ParagraphStyle("body", parent=plain["Normal"], firstLineIndent=12, embeddedHyphenation=1)

    def furniture(canvas: Any, document: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(50, 820, head)
        canvas.drawCentredString(300, 20, f"Page {document.page}")

    width = 510 / columns - 20
    frames = [platypus.Frame(40 + at * (width + 20), 50, width, 740) for at in range(columns)]
    target = BytesIO()
    document = platypus.BaseDocTemplate(target, **form)
    document.addPageTemplates(platypus.PageTemplate(frames=frames, onPage=furniture))
    title = [platypus.Paragraph("Envoys agree on the weir", plain["Title"])]
    document.build(title + [platypus.Paragraph(text, body) for text in texts])
    return target.getvalue()


def report_from(data: bytes) -> Outcome[Report]:
    reader = reader_of("a.pdf", data[:4096], READERS)
    return read(Source("a.pdf", "a.pdf", reader.name, content=data))


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_every_paragraph_comes_whole_and_in_order(columns: int) -> None:
    texts = paragraphs(30)
    outcome = report_from(printed(texts, columns))
    report = clean(outcome.items[0]).items[0]
    read_ = [report.text[one.start : one.end] for one in report.passages if one.kind is PassageKind.PARAGRAPH]
    assert read_ == texts
    assert report.title == "Envoys agree on the weir"
    assert report.published is not None
    assert report.published.edtf() == "2021-04-06"
    assert not outcome.problems


def test_heads_and_numbers_of_pages_are_furniture() -> None:
    report = report_from(printed(paragraphs(30))).items[0]
    aside = [report.text[one.start : one.end] for one in report.passages if one.kind is PassageKind.FURNITURE]
    assert aside == [HEAD, *(part for page in range(1, 5) for part in (f"Page {page}", HEAD))][: len(aside)]
    assert len(aside) >= 4


def test_a_document_of_a_second_writer_is_read() -> None:
    fpdf = pytest.importorskip("fpdf")
    made = fpdf.FPDF()
    made.add_page()
    made.set_font("Helvetica", size=20)
    made.cell(text="Envoys agree on the weir", new_x="LMARGIN", new_y="NEXT")
    made.set_font("Helvetica", size=11)
    texts = paragraphs(4)
    for text in texts:
        made.multi_cell(0, text=text, align="J", new_x="LMARGIN", new_y="NEXT")
        made.ln(4)
    report = report_from(bytes(made.output())).items[0]
    assert report.text.split("\n") == ["Envoys agree on the weir", *texts]
    assert report.title == "Envoys agree on the weir"


def test_one_page_alone_tells_the_day_by_a_line_in_small_letters() -> None:
    report = report_from(printed(paragraphs(3))).items[0]
    assert report.published is not None
    assert report.published.edtf() == "2021-04-06"


def test_the_day_of_printing_is_not_that_of_the_report() -> None:
    texts = paragraphs(30)
    report = report_from(printed(texts, head="29/11/2026, 10:29")).items[0]
    assert report.published is None


def test_a_title_that_the_other_pages_repeat_in_their_heads_is_the_title() -> None:
    report = report_from(printed(paragraphs(30), head="Envoys agree on the weir")).items[0]
    assert report.title == "Envoys agree on the weir"
    assert sum(one.kind is PassageKind.TITLE for one in report.passages) == 1


def test_pieces_of_a_stretched_line_are_one_and_letters_drawn_as_one_are_two() -> None:
    one = Line("The talks", 50, 90, 700, 710, 1)
    other = Line("went on,", 120, 250, 700.5, 710.5, 1)
    pages = [[one, other, Line("the oﬃcial said.", 50, 200, 688, 698, 1)]]
    assert [text_of(block, words_within_lines(pages)) for block in blocks(pages)] == [
        "The talks went on, the oﬃcial said."
    ]
    assert "oﬃcial".translate(_AS_LETTERS) == "official"


def lines(*texts: str) -> list[Line]:
    return [Line(text, 50, 250, 700 - 12 * n, 710 - 12 * n, 1) for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (("The nego-", "tiations went on."), "The negotiations went on."),
        (("A cease-", "fire held."), "A cease-fire held."),
        (("A re-", "elected minister, long re-elected."), "A re-elected minister, long re-elected."),
        (("The Franco-", "German plan."), "The Franco-German plan."),
        (("Nego\u00ad", "tiations."), "Negotiations."),
        (("A pause -", "and then more."), "A pause - and then more."),
    ],
)
def test_a_word_that_a_line_broke_is_made_whole(broken: tuple[str, str], whole: str) -> None:
    pages = [lines(*broken)]
    assert [text_of(block, words_within_lines(pages)) for block in blocks(pages)] == [whole]


def scanned() -> bytes:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    target = BytesIO()
    made = canvas.Canvas(target)
    made.rect(10, 10, 200, 200, fill=1)
    made.showPage()
    made.save()
    return target.getvalue()


def test_what_cannot_be_read_says_why() -> None:
    encryption = pytest.importorskip("reportlab.lib.pdfencrypt")
    locked = printed(paragraphs(2), encrypt=encryption.StandardEncryption("secret"))
    cases = [
        (scanned(), ProblemKind.NO_TEXT, "recognise it first"),
        (locked, ProblemKind.UNREADABLE, "locked by a password"),
        (b"%PDF-1.7 cut off", ProblemKind.MALFORMED, "damaged"),
        (b"no such thing", ProblemKind.MALFORMED, "damaged"),
    ]
    for data, kind, words in cases:
        outcome = report_from(data)
        assert not outcome.items
        assert outcome.problems[0].kind is kind
        assert words in outcome.problems[0].words


def test_a_password_for_changes_only_keeps_nobody_from_reading() -> None:
    encryption = pytest.importorskip("reportlab.lib.pdfencrypt")
    locked = encryption.StandardEncryption("", ownerPassword="owner", canCopy=0)
    assert report_from(printed(paragraphs(2), encrypt=locked)).items


def test_without_its_library_a_pdf_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfminer.high_level", None)
    (problem,) = report_from(scanned()).problems
    assert "pip install 'onrecord[pdf]'" in problem.words


@pytest.fixture(scope="module")
def whole() -> bytes:
    return printed(paragraphs(2))


@pytest.mark.parametrize("seed", range(30))
def test_damaged_documents_give_a_report_or_a_problem(seed: int, whole: bytes) -> None:
    chance = random.Random(seed)
    hurt = bytearray(whole)
    for _ in range(chance.randint(1, 40)):
        hurt[chance.randrange(8, len(hurt))] = chance.randrange(256)
    outcome = report_from(bytes(hurt[: chance.randint(20, len(hurt))]))
    assert outcome.items or outcome.problems
