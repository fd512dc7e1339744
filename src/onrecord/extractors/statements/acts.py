"""What is done by saying something: the act of an attribution, from its cue, its negation and its content.

The cue decides where it says more than that something was said ("warned", "promised"). Behind a cue that says no
more ("said", a bare quotation) the content decides: "there can be no question of it" refuses, "they must leave"
demands.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Act, Attitude
from onrecord.core.traits import Trait, acts_that
from onrecord.extractors.agents import label_of
from onrecord.extractors.statements.judged import disputes, judged
from onrecord.extractors.statements.lexicon import Frame, default_root, lexicon, word_set
from onrecord.extractors.statements.performed import is_command, performed
from onrecord.extractors.statements.phrased import phrased
from onrecord.extractors.statements.realis import is_real

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.core.document import Document, Token
    from onrecord.core.entry import Root
    from onrecord.extractors.statements.attributions import Attribution, TextSpan
    from onrecord.extractors.statements.lexicon import Cue

_PLAIN = acts_that(Trait.PLAIN)
_BINDING = acts_that(Trait.BINDING)
_UNWILLING = word_set("unwilling_modals")
_SELF = word_set("i_and_we")
_BACK = word_set("back_pronouns")
_ANNOUNCING = word_set("announcing_verbs")
_VOICING = word_set("voicing_verbs")
_WOMEN = word_set("women")
_MEN = word_set("men")
_WISHES = word_set("wishes")
_VOICED = {
    Attitude.INTEND: Act.ANNOUNCE,
    Attitude.FEAR: Act.WARN,
}
_FOREBODING = frozenset({Act.WARN, Act.THREATEN, Act.PROMISE})
_SUBJUNCTIVE = {"insist": Act.DEMAND, "suggest": Act.PROPOSE}
_OWN_AIMS = frozenset({Attitude.WANT, Attitude.HOPE})
_ASCRIBING = word_set("ascribing_lemmas")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MARKS = re.compile("[\"“”„«»]|,,|''|``")
_LONG = 60  # words: of a longer speech, what its first words do is what it does
_PLURAL_PRONOUNS = word_set("plural_pronouns")
_HE_AND_SHE = word_set("he_and_she")


class Ground(StrEnum):
    """What an act is told by."""

    CUE = "cue"  # warned that
    OBJECT = "object"  # reiterated its demand
    GRAMMAR = "grammar"  # said they will not go
    PHRASE = "phrase"  # said it was a non-starter
    COMMAND = "command"  # "Stop the shelling," she said
    PLAIN = "plain"  # said: nothing tells of more
    UNKNOWN = "unknown"  # words that the lexicon does not have
    SILENT = "silent"  # a quotation that nothing introduces
    WORDS = "words"  # all that is said, by what was learned (`worded`)


class Done(NamedTuple):
    """An act that words do, and by what that is told."""

    act: Act
    ground: Ground


class Coding(NamedTuple):
    """What was done by saying it, or thought; exactly one of act and attitude is given.

    `likely` is how likely a reader would name the act, where that was learned with it.
    """

    act: Act | None
    attitude: Attitude | None
    plover: Root | None
    negated: bool
    also: Act | None = None
    ground: Ground = Ground.CUE
    likely: float | None = None


def coded(document: Document, attribution: Attribution, reported: Iterable[TextSpan] = ()) -> Coding:
    """Return the act or attitude of an attribution.

    Args:
        document: The document.
        attribution: What is to be coded.
        reported: Offsets of what its content reports of other speakers: their acts, not this one's.
    """
    named = _named_by_object(document, attribution)
    thought = _thought(document, attribution, named)
    if thought:
        return Coding(None, thought, None, attribution.negated)
    told = Done(named, Ground.OBJECT) if named else _by_cue(document, attribution)
    if only := _by_cue_and_words(document, attribution, told):
        return _of(only, negated=False)
    root = attribution.entry.plover if attribution.entry else None
    if attribution.negated or attribution.frame in (Frame.OBJECT, Frame.QUESTION):
        return _of(told, negated=attribution.negated, root=None if named else root)
    return _with_content(told, root, acts_of_content(document, attribution, tuple(reported)), attribution)


def _thought(document: Document, attribution: Attribution, named: Act | None) -> Attitude | None:
    """Return the attitude that an attribution tells, where it tells of no act."""
    entry = attribution.entry
    if named is None and entry and entry.attitude:
        return entry.attitude
    return None if attribution.confidence is None else _leaning(document, attribution)


def _with_content(told: Done, root: Root | None, done: list[Done], attribution: Attribution) -> Coding:
    """Return what cue and content do: behind a plain cue what the content does, else that beside the cue's."""
    if told.act in _PLAIN:
        also = done[1].act if len(done) > 1 else None
        return _of(done[0] if done else told, negated=False, also=also)
    # Who warns that he "will not negotiate" refuses along with it, in whosever words it is told.
    others = (one.act for one in done if one.act is not told.act and (attribution.quoted or _refuses(told, one)))
    return _of(told, negated=False, root=root, also=next(others, None))


def _refuses(told: Done, said: Done) -> bool:
    """Say whether what is warned of, threatened or vowed is that one will not do something."""
    return said.act is Act.REFUSE and said.ground is Ground.GRAMMAR and told.act in _FOREBODING


def _by_cue_and_words(document: Document, attribution: Attribution, told: Done) -> Done | None:
    """Return the act that cue and words tell together, where neither does alone; None where they tell none."""
    if told.act is Act.DEMAND and attribution.quoted and _is_question(document, attribution):
        return Done(Act.ASK, Ground.CUE)  # who demands "What is the plan?" asks
    if told.act in _BINDING and attribution.negated and attribution.modal in _UNWILLING:
        return Done(Act.REFUSE, Ground.CUE)
    judgement = judged(document, attribution) if told.act in _PLAIN and not attribution.negated else None
    return Done(judgement, Ground.PHRASE) if judgement else None


def _is_question(document: Document, attribution: Attribution) -> bool:
    """Say whether all that is quoted ends with a question mark."""
    text = document.report.text
    return all(text[start:end].rstrip("\"'”’»)] ").endswith("?") for start, end in attribution.content)


def _by_cue(document: Document, attribution: Attribution) -> Done:
    """Return the act that the cue tells: to assert where it tells no more than that something was said."""
    if attribution.cue is None:
        return Done(Act.ASSERT, Ground.SILENT)
    if attribution.entry is None or attribution.entry.act is None:
        return Done(Act.ASSERT, Ground.PLAIN if attribution.frame is None else Ground.UNKNOWN)
    act = attribution.entry.act
    if act is Act.REFUSE and disputes(document, attribution):
        return Done(Act.DENY, Ground.CUE)
    if act is Act.ASSERT and (wanted := _wanted(document, attribution)):
        return Done(wanted, Ground.CUE)
    return Done(act, Ground.PLAIN if act is Act.ASSERT else Ground.CUE)


def _wanted(document: Document, attribution: Attribution) -> Act | None:
    """Return what a plain cue does where its content is to be done: insisted that he go, suggested it be sold."""
    if attribution.trigger < 0 or attribution.quoted:
        return None
    cue = document.tokens[attribution.trigger].lemma
    first = document.tokens[document.tokens_in(*attribution.content[-1]).start]
    if cue == "tell" and first.tag == "TO":
        return Act.DEMAND
    head = document.tokens[attribution.head] if attribution.head >= 0 else first
    return _SUBJUNCTIVE.get(cue) if _is_subjunctive(document, head) else None


def _is_subjunctive(document: Document, verb: Token) -> bool:
    """Say whether a clause is in the subjunctive: "that he go", "that it be sold"."""
    bare = verb.tag == "VB" or any(t.text == "be" for t in document.dependents(verb.i, "auxpass"))
    helped = any(document.dependents(verb.i, "aux"))
    return bare and not helped and any(document.dependents(verb.i, "nsubj", "nsubjpass"))


def _leaning(document: Document, attribution: Attribution) -> Attitude | None:
    """Return the attitude that a trained model found told by other words than those of saying; None for speech.

    "Backed the plan", "is fed up with it" say how someone is disposed to something, not that anything was said; so
    does an act that is only to come ("would vote for").
    """
    entry = attribution.entry
    if entry:
        plain = entry.act in _PLAIN or attribution.quoted
        return None if plain or is_real(document, attribution) else Attitude.INTEND
    if attribution.frame is not Frame.CLAUSE or _ascribes(document, attribution):
        return None
    inside = document.tokens_in(*attribution.content[-1])
    if document.tokens[inside.start].tag == "TO":
        return Attitude.WANT
    return None if _is_clause(document, inside) else Attitude.FEEL


def _ascribes(document: Document, attribution: Attribution) -> bool:
    """Say whether words are ascribed as speech: between marks, without a cue, or "according to"."""
    if attribution.cue is None or _has_marks(document, attribution):
        return True
    return any(document.tokens[n].lemma.lower() in _ASCRIBING for n in range(*attribution.cue))


def _is_clause(document: Document, inside: range) -> bool:
    """Say whether words have a finite verb that does not only describe a thing: not "the treaty that ended it"."""
    tops = [n for n in inside if document.tokens[n].head not in inside or document.tokens[n].head == n]
    if tops and all(document.tokens[n].pos in ("NOUN", "PROPN") for n in tops):
        return False
    return any(document.tokens[n].tag in _FINITE for n in inside)


def _has_marks(document: Document, attribution: Attribution) -> bool:
    text = document.report.text
    return any(_MARKS.search(text, *piece) for piece in attribution.content)


def _of(done: Done, *, negated: bool, root: Root | None = None, also: Act | None = None) -> Coding:
    return Coding(done.act, None, root or default_root(done.act), negated, also, done.ground)


def _named_by_object(document: Document, attribution: Attribution) -> Act | None:
    """Return the act that the object of a plain verb names: "reiterated its demand", "voiced concern"."""
    noun = _voiced(document, attribution)
    if noun is None:
        return None
    if noun.attitude in _OWN_AIMS:
        wish = document.tokens[attribution.head].lemma in _WISHES
        return Act.ASK if wish else Act.ASSERT  # not "expressed optimism"
    return noun.act or (_VOICED.get(noun.attitude, Act.ASSERT) if noun.attitude else None)


def _voiced(document: Document, attribution: Attribution) -> Cue | None:
    """Return the entry of the noun that a plain verb voices, or None."""
    entry = attribution.entry
    plain = entry is not None and entry.act in _PLAIN and not attribution.nominal
    if not plain or attribution.frame is not Frame.OBJECT:
        return None
    head = document.tokens[attribution.head]
    voices = head.pos == "NOUN" and document.tokens[attribution.trigger].lemma in _VOICING
    return lexicon().nouns.get(head.lemma.lower()) if voices else None


def acts_of_content(document: Document, attribution: Attribution, reported: tuple[TextSpan, ...]) -> list[Done]:
    """Return the acts that words do by themselves, in order, whoever reports them; none where they only state."""
    done: dict[Act, Done] = {}
    commands = attribution.quoted or _has_marks(document, attribution)
    announces = attribution.trigger >= 0 and _tells_of_himself(document, attribution)
    speaker = _SELF | _back(document, attribution) if announces and not attribution.quoted else _SELF
    for start, end in attribution.content:
        span = document.tokens_in(start, end)
        for first, last in _sentences(document, span.start, min(span.stop, span.start + _LONG)):
            if told := _act_of(document, (first, last), reported, speaker, commands=commands):
                done.setdefault(told.act, told)
    return list(done.values())


def _tells_of_himself(document: Document, attribution: Attribution) -> bool:
    """Say whether behind a cue "it would" is likely the speaker: said, announced, warned that it would."""
    foreboding = attribution.entry is not None and attribution.entry.act in _FOREBODING
    return foreboding or document.tokens[attribution.trigger].lemma in _ANNOUNCING


def _act_of(
    document: Document,
    span: tuple[int, int],
    reported: tuple[TextSpan, ...],
    speaker: frozenset[str],
    *,
    commands: bool,
) -> Done | None:
    """Return what a sentence does, by its grammar, a telling phrase, or as a command."""
    if act := performed(document, *span, reported, speaker=speaker):
        return Done(act, Ground.GRAMMAR)
    if act := phrased(document, *span, reported, speaker):
        return Done(act, Ground.PHRASE)
    return Done(Act.DEMAND, Ground.COMMAND) if commands and is_command(document, *span) else None


def _back(document: Document, attribution: Attribution) -> frozenset[str]:
    """Return the pronouns that may stand for a speaker in words that report him: for "the daughter" not "he"."""
    if attribution.source is None:
        return _BACK
    words = [token for token in document.tokens[slice(*attribution.source)] if token.tag != "NNP"]
    if len(words) == 0:
        person = label_of(document, attribution.source[1] - 1) == "PERSON"
        return _BACK - word_set("they") if person else _BACK
    head = next((token for token in words if token.head not in range(*attribution.source)), words[-1])
    return _BACK - _not_for(head)


def _not_for(noun: Token) -> frozenset[str]:
    """Return the pronouns that cannot stand for whom a noun means."""
    if noun.tag == "NNS" or noun.text.lower() in _PLURAL_PRONOUNS:
        return _HE_AND_SHE
    if noun.lemma.lower() in _WOMEN:
        return word_set("he")
    return word_set("she") if noun.lemma.lower() in _MEN else frozenset()


def _sentences(document: Document, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a span that stand in different sentences."""
    while first < last:
        end = min(last, document.sentences[document.tokens[first].sentence].last)
        yield first, end
        first = max(end, first + 1)
