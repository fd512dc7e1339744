"""What a strict reader found wrong in briefs, each kind beside a sentence like it that is right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.casebook import Casebook, PartyPage
from onrecord.core.entry import Act, Attitude, Root, Stance, Statement
from onrecord.core.finding import Contradiction, FindingKind, KeyDate
from onrecord.core.line import ActorCount
from onrecord.core.report import Report
from onrecord.core.who import Actor, ActorKind, Mention
from onrecord.show.agreeing import Agreeing
from onrecord.show.brief import _whoms
from onrecord.show.sentences import Sentences
from onrecord.show.voices import Voices
from tests.compared import About, Said
from tests.test_brief_choice import DAY, News, clash, event
from tests.test_brief_signed import is_told, stance


def is_deed_told(
    words: str, doer: str, done: str = "sent", *, matter: str = "troops", root: Root = Root.MOBILIZE
) -> bool:
    """Say whether the brief tells by a sentence that Arvonia, called so, is for sending troops."""
    told = News()
    for end in (".", " in two years."):
        said = f"{words}{end}"
        telling = told.told(Said("arvonia", Act.DEMAND, said, DAY))
        deed, report = event(told, root), told.shelf.reports[-1]
        verb = telling.citation.start + said.index(done)
        deed = replace(deed, trigger=report.cite(verb, verb + len(done)))
        at = telling.citation.start + said.index(doer)
        named = (Mention(report.cite(at, at + len(doer)), "arvonia", "arvonia"),)
        about = About(matter, "+", ("belmark",), "fact", "arvonia").proposition(deed.trigger)
        told.change(replace(deed, sources=named, propositions=(about,)))
        name = {"troops": "troops and deployments", "attack": "attack and war"}[matter]
        told.position(f"{name}: Belmark", "for", telling)
    return is_told(told)


@pytest.mark.parametrize(
    ("words", "doer", "done", "is_one"),
    [
        ("Arvonia has sent troops to Belmark", "Arvonia", "sent", True),
        ("Belmark hides the troops that Arvonia sent to it", "Arvonia", "sent", False),  # tells of the troops
        ("Arvonia marches troops to Belmark", "Arvonia", "marches", True),
        ("Troops and Arvonian marches alarm Belmark", "Arvonian", "marches", False),  # names them in a row
    ],
)
def test_a_deed_is_told_by_a_verb_of_its_own_clause(words: str, doer: str, done: str, is_one: bool) -> None:
    assert is_deed_told(words, doer, done) is is_one


@pytest.mark.parametrize(("root", "is_one"), [(Root.ASSAULT, True), (Root.SUPPORT, False)])
def test_who_honours_the_victims_of_an_attack_is_not_for_it(root: Root, is_one: bool) -> None:
    assert is_deed_told("Arvonia has sent an attack to Belmark", "Arvonia", matter="attack", root=root) is is_one


def beside(words: str, *, matter: str, named: str, act: Act = Act.DEMAND) -> News:
    """Return reports in which a stance of Arvonia's names its matter by the words given."""
    told, telling, entry = stance(words, matter=matter, act=act)
    at = telling.citation.start + words.index(named)
    cited = told.shelf.reports[-1].cite(at, at + len(named))
    told.change(replace(entry, propositions=(About(matter, "+", ("belmark",)).proposition(cited),)))
    return told


@pytest.mark.parametrize(
    ("words", "is_wanted"),
    [
        ("Arvonia will open the port, and asks for sanctions on Belmark.", True),
        ("Arvonia will shut the port if Belmark is slow to lift its new sanctions.", False),
        ("Arvonia says what it will do in the event of sanctions on Belmark.", False),
    ],
)
def test_what_is_but_supposed_is_not_wanted(words: str, is_wanted: bool) -> None:
    assert is_told(beside(words, matter="sanctions", named="sanctions")) is is_wanted


@pytest.mark.parametrize(
    ("words", "is_its_own"),
    [
        ("Arvonia threatens an attack on Belmark.", True),
        ("Belmark would break the law by an attack, says Arvonia.", False),
    ],
)
def test_an_evil_of_another_party_is_not_what_a_party_wants(words: str, is_its_own: bool) -> None:
    assert is_told(beside(words, matter="attack", named="attack", act=Act.THREATEN)) is is_its_own


def test_who_fights_a_blockade_does_not_want_a_war() -> None:
    for fights, is_wanted in (("fighting", False), ("invading", True)):
        words = f"Arvonia will go on {fights} the blockade of Belmark."
        assert is_told(beside(words, matter="attack", named=fights, act=Act.ANNOUNCE)) is is_wanted


@pytest.mark.parametrize(("attitude", "is_wanted"), [(Attitude.WANT, True), (Attitude.HOPE, False)])
def test_who_hopes_for_friends_in_a_war_does_not_want_it(attitude: Attitude, is_wanted: bool) -> None:
    told = beside("Arvonia wants an attack on Belmark.", matter="attack", named="attack")
    said = told.shelf.made[-1].entry
    assert isinstance(said, Statement)
    told.change(
        Stance(
            said.id, attitude, said.manner, said.content, said.by, speaker=said.speaker, when=said.when,
            propositions=said.propositions,
        )
    )  # fmt: skip
    assert is_told(told) is is_wanted


def test_a_matter_of_a_state_that_is_no_party_is_not_told_as_if_of_one() -> None:
    for words, is_of_the_dispute in (
        ("Arvonia asks for a prompt vote on sanctions.", True),
        ("Arvonia asks for a prompt vote on sanctions after Cordona has shot a missile.", False),
    ):
        told = News()
        about = (About("sanctions", "+"),)
        tellings = [
            told.told(Said("arvonia", Act.DEMAND, f"{words[:-1]}{end}.", DAY, about=about), leads=True)
            for end in ("", ", and for much else that it has wanted all along")
        ]
        told.position("sanctions", "for", *tellings)
        assert is_told(told) is is_of_the_dispute


def test_those_whom_nobody_names_belong_to_no_party_by_being_called_so() -> None:
    fighters = Actor("unnamed-fighters-belmark", "fighters", ActorKind.UNNAMED, "belmark")
    guard = Actor("guard", "Home Guard", ActorKind.BODY, "belmark")
    page = PartyPage("belmark", "Belmark", (), (), (), ())
    counts = (ActorCount(fighters), ActorCount(guard))
    book = Casebook("Strait", (), (page,), (), (), (), (), (), {"belmark": "Belmark"}, (), counts)
    assert _whoms(book) == {"Home Guard": "Belmark"}


@pytest.mark.parametrize(
    ("words", "speaks"),
    [
        ("Mara Tull, head of the Arvonian mission, said so.", True),
        ("Mara Tull, head of a citizens' group, said so.", False),
        ("The Arvonian activist Mara Tull said so.", False),
        ("A study by Mara Tull of Arvonia said so.", False),
        ("Senator Mara Tull of Arvonia said so.", False),
        ("Mara Tull said so to a group of residents.", True),
    ],
)
def test_a_private_person_does_not_speak_for_a_state(words: str, speaks: bool) -> None:
    line = stance("Arvonia asks for sanctions on Belmark.")[0].shelf.made[-1]
    report = Report("r", "r", words)
    at = words.index("Mara Tull")
    who = Mention(report.cite(at, at + len("Mara Tull")), "mara-tull", "arvonia")
    assert isinstance(line.entry, Statement)
    tull = Actor("mara-tull", "Mara Tull", ActorKind.PERSON, "arvonia")
    voices = Voices(Sentences(lambda _: report), {}, {tull.id: tull})
    assert voices.speaks_for(replace(line, entry=replace(line.entry, speaker=who)), "arvonia") is speaks


@pytest.mark.parametrize(
    ("words", "cue", "is_refused"),
    [
        ("Arvonia declined to give Belmark the port.", "declined to give", True),
        ("Arvonia declined to say whether Belmark had asked.", "declined to say", False),
        ("Arvonia insisted that it would never forget Belmark.", "insisted", False),
        ("Arvonia at the time refused to give Belmark the port.", "refused", False),  # of years before
    ],
)
def test_who_will_not_say_or_forget_refuses_nothing(words: str, cue: str, is_refused: bool) -> None:
    told = News()
    telling = told.told(Said("arvonia", Act.REFUSE, words, DAY))
    entry, report = told.shelf.made[-1].entry, told.shelf.reports[-1]
    assert isinstance(entry, Statement)
    at = telling.citation.start + words.index(cue)
    content = report.cite(at + len(cue) + 1, telling.citation.end)
    told.change(replace(entry, cue=report.cite(at, at + len(cue)), content=(content,)))
    assert ("refused besides" in told.printed()) is is_refused


@pytest.mark.parametrize(
    "words",
    [
        "Arvonia told Belmark that the League was behind the attack on Friday.",
        "Arvonia told Belmark of attacks such as the one on March 5.",
        "Arvonia claimed responsibility for the blast in Belmark, in the old port, on March 5.",
        "Arvonia told Belmark of the text to be signed on Friday.",  # is to come
        "Arvonia told Belmark of Mara Tull, who left on Friday.",
        "Typical examples are what Arvonia told Belmark on March 5.",  # of what stands before
    ],
)
def test_no_day_stands_over_a_sentence_that_names_it_besides(words: str) -> None:
    told = News()
    assert told.key_date(told.told(Said("arvonia", Act.DEMAND, "Arvonia told Belmark so on March 5.", DAY)))
    told = News()
    assert not told.key_date(told.told(Said("arvonia", Act.DEMAND, words, DAY), leads=True))


def test_what_several_reports_look_back_on_is_told_as_such() -> None:
    told = News()
    words = "Arvonia has told Belmark little since the coup on March 5"
    tellings = [
        told.told(Said("arvonia", Act.DEMAND, f"{words}{end}.", DAY)) for end in ("", " there", " in Kelm")
    ]
    assert not told.key_date(*tellings[:2])
    told.found.clear()
    assert "**5 March 2021** looking back: “Arvonia has told" in told.key_date(*tellings)


def test_what_a_party_wants_on_a_day_is_not_told_again_under_the_day() -> None:
    for again, is_new in (
        ("On Friday Arvonia demanded hard sanctions on Belmark and its banks.", False),
        ("On Friday Arvonia shut its border to Belmark.", True),
    ):
        told, telling, _ = stance("Arvonia demands hard sanctions on Belmark.")
        day = told.told(Said("arvonia", Act.DEMAND, again, DAY), leads=True)
        told.find(FindingKind.KEY_DATE, KeyDate(DAY, "", 1), telling, day)
        assert is_told(told)
        assert ("When it turned" in told.printed()) is is_new


def test_two_sides_of_which_nothing_is_of_one_thing_are_no_quarrel() -> None:
    for words, is_one in (
        ("Arvonia denies that it ever sank a trawler.", True),
        ("Arvonia denies that it meddled in a vote.", False),
    ):
        told = News()
        a = told.told(Said("belmark", Act.ACCUSE, "Belmark says that Arvonia sank the trawler.", DAY))
        b = told.told(Said("arvonia", Act.DENY, words, DAY))
        says = Contradiction("whether", ("arvonia", "belmark"), "f" * 16)
        told.find(FindingKind.CONTRADICTION, says, replace(a, role="a"), replace(b, role="b"))
        assert ("Where words stand" in told.printed()) is is_one


def test_what_one_sentence_says_and_the_next_denies_is_a_quarrel() -> None:
    text = "Belmark says that the boat sank. Arvonia disputes it. Nobody asked."
    report = Report("r", "r", text)
    near = Sentences(lambda _: report).are_near
    assert near(report.cite(0, 7), report.cite(33, 40))
    assert near(report.cite(33, 40), report.cite(0, 7))
    assert not near(report.cite(0, 7), report.cite(54, 60))


def test_long_sentences_of_a_day_share_words_without_telling_the_same() -> None:
    told = News()
    agreeing = Agreeing(Sentences(lambda _: told.shelf.reports[0]), Casebook("Strait", *((),) * 7, {}, ()), ())
    short = "Ministers demanded hard sanctions."
    long = "Ministers heard of sanctions, flooded harbours, hungry sailors, closed schools and rising prices."
    longer = "Ministers spoke of sanctions, pirates, lighthouses, fishermen, cables, insurance and tankers."
    assert agreeing.tell_one(short, long)
    assert not agreeing.tell_one(long, longer)


@pytest.mark.parametrize(
    "words",
    [
        "If he leaves Kelm, Arvonia asks for sanctions on Belmark.",  # who "he" is stands before
        "We hear how Arvonia asks for sanctions on Belmark.",  # who writes has the word
    ],
)
def test_a_stance_is_not_told_by_what_leans_back_or_is_the_writers(words: str) -> None:
    told, telling, entry = stance(words)
    at = telling.citation.start + words.index("Arvonia")
    who = Mention(told.shelf.reports[-1].cite(at, at + len("Arvonia")), "arvonia", "arvonia")
    told.change(replace(entry, speaker=who))
    assert not is_told(told)


def test_what_is_but_believed_or_done_elsewhere_stands_against_no_word() -> None:
    for words, is_one in (
        ("Arvonia attacked the ports of Belmark.", True),
        ("They believe that Arvonia attacked the ports of Belmark.", False),
        ("Arvonia attacked the ports of Cordona.", False),
    ):
        told = News()
        a = told.told(Said("arvonia", Act.DENY, "Arvonia plans no attack on Belmark.", DAY))
        b = told.told(Said("arvonia", Act.DEMAND, words, DAY))
        deed = event(told, Root.ASSAULT)
        at = deed.words.start + words.index("attacked")
        told.change(replace(deed, trigger=told.shelf.reports[-1].cite(at, at + len("attacked"))))
        assert bool(clash(told, a, b, "arvonia")) is is_one
