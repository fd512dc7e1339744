"""A small real model's answers, recorded: most of what it says is invented, and none of that becomes an entry."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from documents_of import document_of

from onrecord.core.problem import ProblemKind
from onrecord.verify import verify
from onrecord_llm.extractor import LanguageModel
from onrecord_llm.settings import settings_of

RECORDED = Path(__file__).parent / "recorded"
TEXT = (
    "Arvonia's minister said on Monday that her country would not leave the strait.\n\n"
    'Belmark\'s navy seized two ships near Port Ana. "We will answer," the president of Cordona said.\n'
)


def recorded() -> LanguageModel:
    """Return a model that asks nobody: it goes by what is recorded."""
    told = {"MODEL": "SmolLM2-135M-Instruct-Q4_1", "ANSWERS": str(RECORDED), "OFFLINE": "1"}
    return LanguageModel(settings_of({f"ONRECORD_LLM_{name}": words for name, words in told.items()}))


def test_what_a_small_model_said_is_an_entry_or_a_problem() -> None:
    document = document_of(TEXT)
    outcome = recorded().extract(document, None)
    kinds = Counter(problem.kind for problem in outcome.problems)
    assert kinds[ProblemKind.FAILED] == 0, outcome.problems  # no answer is missing: tests/recorded/README.md
    assert [next(entry.citations()).words for entry in outcome.items] == [TEXT.partition("\n")[0]]
    assert kinds == {ProblemKind.NOT_VERBATIM: 2, ProblemKind.EXTRACTOR: 9}
    assert not verify(document.report, outcome.items).problems


def test_an_answer_that_is_missing_is_told() -> None:
    (problem,) = recorded().extract(document_of("Nobody recorded this."), None).problems
    assert problem.kind is ProblemKind.FAILED
    assert "no answer is kept, and ONRECORD_LLM_OFFLINE is set" in problem.words
