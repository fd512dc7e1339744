"""What is sure by construction, and kept or left out however the measures weigh it (`arbitration`).

Each is a question that is asked of a find; `KEPT` and `LEFT_OUT` are all of them, in order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Attitude
from onrecord.core.traits import Trait, acts_that
from onrecord.extractors.statements.attributions import head_of, is_passive
from onrecord.extractors.statements.evidence import Naming, Overlap
from onrecord.extractors.statements.lexicon import Frame, lexicon, other_senses, word_set
from onrecord.extractors.statements.realis import is_put_aside
from onrecord.extractors.statements.signed import FIRST_PERSON
from onrecord.grammar import is_none

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from onrecord.extractors.statements.attributions import Attribution
    from onrecord.extractors.statements.evidence import Evidence

# What one who speaks says of others in passing, and what a dispute turns on: said that Egypt expects ...
_AHEAD = frozenset({Attitude.INTEND, Attitude.FEAR, Attitude.WANT, Attitude.EXPECT})
# What he says that he himself thinks of what others do; what he wants or means to do, the statement tells.
_EXPECTED = frozenset({Attitude.FEAR, Attitude.EXPECT})
_TURNING = acts_that(Trait.TURNING)
_FIRM = acts_that(Trait.FIRM)
_AFFIRMING = word_set("affirming_nouns")
_VOICELESS = word_set("voiceless")
_UNMISTAKABLE = word_set("unmistakable_words")
_ISSUING = word_set("issuing_verbs")
_THIRD = word_set("third_persons")
_THAT_OR_NOTHING = word_set("that") | {""}
_NESTED = frozenset({Overlap.INSIDE, Overlap.SAME})
_NAMING = frozenset({Naming.NAME, Naming.NOUN})
_ANSWERING = frozenset({Act.DENY, Act.REFUSE})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_EMPTY = frozenset({"PRON", "ADV", "DET", "PART", "PUNCT", "SPACE", "SCONJ"})


def is_reported(find: Evidence) -> bool:
    """Say whether rules find a report of one speaker in another's words: said that the envoy had said that ...

    A refusal or promise that is told so ("said that he had refused the demand") counts whoever did it: a dispute
    turns on that.
    """
    one = find.found
    if not find.by_rules_alone or one.entry is None or find.beside[0] not in _NESTED:
        return False
    if one.entry.attitude:
        return _is_thought_told(find)
    if one.frame is Frame.CLAUSE:
        return one.addressee is not None or find.source in _NAMING
    return find.source is not Naming.NONE and not one.nominal and find.coding.act in _TURNING


def _is_thought_told(find: Evidence) -> bool:
    """Say whether a speaker tells what others think of what is to come, or nothing but what he thinks himself."""
    finite = find.trigger is not None and find.trigger.tag in _FINITE
    if find.source is Naming.PRONOUN:
        denied = find.coding.negated and not find.found.modal
        return (denied or (finite and find.coding.attitude in _EXPECTED)) and _is_all_said(find)
    return finite and find.coding.attitude in _AHEAD and find.source in _NAMING and not find.found.nominal


def _is_all_said(find: Evidence) -> bool:
    """Say whether someone says nothing but what he thinks: "said he does not believe that they should leave"."""
    one = find.found
    first = find.document.tokens[one.source[0]] if one.source else None
    if first is None or first.text.lower() not in _THIRD:
        return False
    ends = one.content[-1][1]
    others = (find.near.found[number] for number in find.near.of(one))
    return any(
        other.trigger != one.trigger and other.content[-1][1] == ends and _opens(find, other, first.start)
        for other in others
    )


def _opens(find: Evidence, outer: Attribution, at: int) -> bool:
    """Say whether the words at an offset are the first ones of what someone says, or stand behind its "that"."""
    start, _ = outer.content[-1]
    return start <= at and find.document.report.text[start:at].strip().lower() in _THAT_OR_NOTHING


def is_plan_denied(find: Evidence) -> bool:
    """Say whether the rules find that someone does not mean to do something: a dispute turns on that."""
    coding = find.coding
    return (
        find.by_rules and coding.attitude is Attitude.INTEND and coding.negated and find.source is not Naming.NONE
    )


def is_own_story(find: Evidence) -> bool:
    """Say whether rules find someone's own words without a cue behind a sentence that names them."""
    one = find.found
    if not find.by_rules_alone or not one.quoted or one.cue or find.source is not Naming.NAME:
        return False
    return _is_first_person(find, find.document.tokens_in(*one.content[0])) and not find.beside[0]


def is_unmistakable(find: Evidence) -> bool:
    """Say whether the rules find an act whose word means nothing else: ruled out, vowed, is ready to."""
    one = find.found
    if not find.by_rules or one.entry is None or one.source is None or one.nominal:
        return False
    return find.coding.act in _FIRM and one.entry.words[0] in _UNMISTAKABLE


def is_issued(find: Evidence) -> bool:
    """Say whether the rules find an act that is a noun and done with it: made the demand, issued a threat."""
    one, coding = find.found, find.coding
    if not find.by_rules or not one.nominal or not one.cue or find.source not in _NAMING:
        return False
    done = any(find.document.tokens[n].lemma in _ISSUING for n in range(*one.cue))
    return done and coding.act in _TURNING and not coding.negated


def is_judged(find: Evidence) -> bool:
    """Say whether both find a judgement that a phrase ascribes to a person by name: "for Bolton, it was wrong"."""
    one = find.found
    if one.frame is not None or not one.cue or find.document.tokens[one.cue[0]].text != "For":
        return False
    return find.candidate.agreed and find.source is Naming.NAME


def is_told_of_another(find: Evidence) -> bool:
    """Say whether rules find a quotation in a quotation, and a cue tells that another than the teller said it."""
    one = find.found
    if not find.within or not find.by_rules_alone or not one.quoted or one.cue is None or one.source is None:
        return False
    if find.trigger is None or find.trigger.tag != "VBD":
        return False  # "people say" tells of nobody's words
    return not _is_first_person(find, range(*one.source))


def _is_first_person(find: Evidence, tokens: Iterable[int]) -> bool:
    return any(find.document.tokens[n].text.lower() in FIRST_PERSON for n in tokens)


def is_hearsay(find: Evidence) -> bool:
    """Say whether only rules find a quotation inside a quotation, and no words say whose, or only "I said"."""
    if not find.within or not find.by_rules_alone or not find.found.quoted or find.source is Naming.NAME:
        return False
    return not is_told_of_another(find)


def is_deed(find: Evidence) -> bool:
    """Say whether a corpus would read a leaning out of what someone did ("imposed sanctions", "backed the plan").

    Of such finds in news hardly one in six tells what anyone said or thought; what was done are events.
    """
    return find.found.entry is None and find.coding.attitude is Attitude.FEEL


def is_voiceless(find: Evidence) -> bool:
    """Say whether what seems to tell something is no one and no paper: "history shows", "the graph says"."""
    one = find.found
    if one.source is None or one.quoted or find.source is not Naming.NOUN:
        return False
    head = head_of(find.document, one.source)
    owned = any(find.document.dependents(head.i, "poss"))
    return head.lemma.lower() in _VOICELESS and not owned


def is_its_own_teller(find: Evidence) -> bool:
    """Say whether what seems said is who tells of it: in "Oman charged him, a report said" not "a report said"."""
    one = find.found
    if find.trigger is None or one.quoted or find.trigger.dep != "ccomp":
        return False
    teller = find.document.tokens[find.trigger.head]
    start, end = one.content[0][0], one.content[-1][1]
    return teller.lemma in lexicon().quoting and find.trigger.end <= start <= teller.start < end


def is_nobodys(find: Evidence) -> bool:
    """Say whether a thought is told to the reader, and nobody's yet: "find out more about it"."""
    if find.source is not Naming.NONE or find.coding.attitude is None or find.trigger is None:
        return False
    return find.trigger.tag == "VB" and not is_passive(find.document, find.trigger.i)


def is_affirmed(find: Evidence) -> bool:
    """Say whether only the model finds a thought, and there is none of it: "left no doubt that it would go on"."""
    if find.by_rules or find.coding.attitude is None or find.trigger is None:
        return False
    return is_none(find.document, find.trigger.i) and find.trigger.lemma in _AFFIRMING


def is_supposed(find: Evidence) -> bool:
    """Say whether an act is not told of but supposed or avoided; a thought may be had for all that."""
    if find.trigger is None or (find.found.entry and find.found.entry.attitude):
        return False
    return is_put_aside(find.document, find.trigger)


def is_empty(find: Evidence) -> bool:
    """Say whether nothing is told of what was said: said so, put it more sharply."""
    tokens = find.document.tokens
    if find.found.quoted and find.found.cue:
        return False  # "Never!" said the envoy: one word can be all that is said
    if find.coding.act in _ANSWERING and find.by_rules and find.source is not Naming.NONE:
        return False  # "denied it": what it is was told before
    return all(tokens[n].pos in _EMPTY for piece in find.found.content for n in find.document.tokens_in(*piece))


def is_other_sense(find: Evidence) -> bool:
    """Say whether a verb has an object behind which it tells of no saying: to commit a crime."""
    one = find.found
    if find.trigger is None or one.quoted or one.nominal:
        return False
    objects = other_senses().get(find.trigger.lemma, frozenset())
    said = find.document.dependents(find.trigger.i, "dobj", "nsubjpass", "acl")
    passive = find.document.tokens[find.trigger.head].lemma in objects
    return passive or any(token.lemma.lower() in objects for token in said)


def is_list(find: Evidence) -> bool:
    """Say whether it is the points of a list, which a line before them calls demands or offers."""
    return find.by_rules_alone and find.found.nominal and len(find.found.content) > 1 and find.source != "none"


def is_bare_answer(find: Evidence) -> bool:
    """Say whether a verb tells a whole answer ("they refused"): no measure was fitted on such finds."""
    return find.by_rules and find.found.frame is Frame.ALONE and not find.found.modal


KEPT: tuple[Callable[[Evidence], bool], ...] = (
    is_reported,
    is_plan_denied,
    is_own_story,
    is_unmistakable,
    is_issued,
    is_judged,
    is_told_of_another,
    is_list,
    is_bare_answer,
)
LEFT_OUT: tuple[Callable[[Evidence], bool], ...] = (
    is_its_own_teller,
    is_nobodys,
    is_voiceless,
    is_affirmed,
    is_hearsay,
    is_deed,
    is_supposed,
    is_empty,
    is_other_sense,
)
