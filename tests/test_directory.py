"""The directory: lookups by name, surname, office and date; its files contradict themselves nowhere."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.core.who import Actor, ActorKind
from onrecord.resolvers.directory.directory import Directory
from onrecord.resolvers.directory.entries import ActorFileFault, Table
from onrecord.resolvers.directory.files import KINDS, OFFICE_FILES, read_actor_files, table

DIRECTORY = Directory.standard()


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("US", "united-states"),
        ("U.S.", "united-states"),
        ("Kyiv", "ukraine"),
        ("Kiev", "ukraine"),
        ("Foggy Bottom", "united-states"),
        ("Quai d'Orsay", "france"),
        ("Élysée", "france"),
        ("DPRK", "north-korea"),
        ("Erdoğan", None),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("us", None),
        ("Houthis", "houthis"),
        ("African Union", "african-union"),
        ("Xinhua", "xinhua"),
        ("MDC", "movement-for-democratic-change"),
    ],
)
def test_a_name_leads_to_its_actor(name: str, actor: str | None) -> None:
    assert DIRECTORY.named(name) == ((actor,) if actor else ())


@pytest.mark.parametrize(
    ("phrase", "party", "day", "holder"),
    [
        ("secretary general", "nato", "2022-01-07", "jens-stoltenberg"),
        ("secretary general", "nato", "2025-03-01", "mark-rutte"),
        ("foreign minister", "france", "2003-02-14", "dominique-de-villepin"),
        ("president", "united-states", "2008-04-03", "george-w-bush"),
        ("secretary of state", "united-states", "2016-01-01", "john-kerry"),
        ("top diplomat", "european-union", "2021-06-01", "josep-borrell"),
        ("leader", "germany", "2012-06-01", "angela-merkel"),
        ("leader", "georgia", "2008-08-08", "mikheil-saakashvili"),
        ("leader", "georgia", "2015-06-01", "irakli-garibashvili"),
        ("leader", "turkey", "2013-06-01", "recep-tayyip-erdogan"),
        ("leader", "armenia", "2016-04-05", "serzh-sargsyan"),
        ("leader", "houthis", "2020-01-01", "abdul-malik-al-houthi"),
        ("defence minister", "india", "2020-06-16", "rajnath-singh"),
        ("irrigation minister", "egypt", "2020-06-16", "mohamed-abdel-aty"),
        ("kremlin spokesman", "russia", "2022-02-01", "dmitry-peskov"),
        ("foreign minister", "japan", "2010-10-01", "seiji-maehara"),
        ("prime minister", "united-kingdom", "2026-07-19", "keir-starmer"),
        ("prime minister", "united-kingdom", "2026-07-21", "andy-burnham"),
        ("supreme leader", "iran", "2026-04-01", "mojtaba-khamenei"),
        ("secretary general", "csto", "2022-01-06", "stanislav-zas"),
    ],
)
def test_an_office_has_its_holder_of_the_day(phrase: str, party: str, day: str, holder: str) -> None:
    when = date.fromisoformat(day)
    assert DIRECTORY.holders(phrase, party, when, when) == (holder,)


def test_the_day_of_handing_over_has_two_holders() -> None:
    day = date(2009, 1, 20)
    assert DIRECTORY.holders("president", "united-states", day, day) == ("george-w-bush", "barack-obama")


def test_a_surname_is_the_one_in_office_on_the_day() -> None:
    assert DIRECTORY.by_surname("Sharif", date(2014, 5, 1)) == ("nawaz-sharif", "raheel-sharif")
    assert DIRECTORY.by_surname("Rice", date(2006, 5, 1)) == ("condoleezza-rice",)
    assert DIRECTORY.by_surname("Assad") == ("bashar-al-assad",)
    assert DIRECTORY.by_surname("Xi") == ("xi-jinping",)


def test_a_movement_is_a_party_of_its_own() -> None:
    assert DIRECTORY.party_over("movement-for-democratic-change") == "movement-for-democratic-change"
    assert DIRECTORY.party_of("morgan-tsvangirai", date(2002, 2, 1)) == "movement-for-democratic-change"


def test_one_who_changes_office_changes_party() -> None:
    assert DIRECTORY.party_of("mark-rutte", date(2015, 1, 1)) == "netherlands"
    assert DIRECTORY.party_of("mark-rutte", date(2025, 1, 1)) == "nato"
    assert DIRECTORY.party_of("ursula-von-der-leyen", date(2022, 1, 1)) == "european-union"


def test_members_have_their_dates() -> None:
    assert "finland" not in DIRECTORY.members_on("nato", date(2023, 4, 3))
    assert "finland" in DIRECTORY.members_on("nato", date(2023, 4, 4))
    assert len(DIRECTORY.members_on("nato", date(2022, 1, 12))) == 30
    assert len(DIRECTORY.members_on("nato", date(2024, 3, 7))) == 32
    assert len(DIRECTORY.members_on("european-union", date(2019, 1, 1))) == 28
    assert len(DIRECTORY.members_on("european-union", date(2021, 1, 1))) == 27
    assert len(DIRECTORY.members_on("african-union", date(2020, 1, 1))) == 55
    assert len(DIRECTORY.members_on("council-of-europe", date(2023, 1, 1))) == 46
    assert "syria" not in DIRECTORY.members_on("arab-league", date(2015, 1, 1))
    assert "united-arab-emirates" not in DIRECTORY.members_on("opec", date(2026, 6, 1))


def test_the_dispute_file_extends_the_directory() -> None:
    dam = Actor(
        "dam-authority", "Dam Authority", ActorKind.ORGANISATION, "ethiopia", ("the Authority of the Dam",)
    )
    more = DIRECTORY.extended((dam, Actor("egypt", "Misr", ActorKind.STATE)))
    assert more.named("Dam Authority") == ("dam-authority",)
    assert more.named("Misr") == ("egypt",)
    assert more.named("Cairo") == ("egypt",)
    assert DIRECTORY.named("Misr") == ()


def test_an_actor_of_an_unknown_party_is_refused() -> None:
    with pytest.raises(ActorFileFault, match="no party 'atlantis'"):
        DIRECTORY.extended((Actor("x", "X", ActorKind.PERSON, "atlantis"),))


def contents(**changed: Table) -> dict[str, Table]:
    names = (*KINDS, "outlets", "places", "people", "roles", *OFFICE_FILES)
    empty: dict[str, Table] = {name: {} for name in names}
    return {**empty, "roles": table("roles"), **changed}


def test_two_holders_of_one_office_at_a_time_are_a_fault() -> None:
    holders = "2000-01-01/2004-01-01 Ann Alder\n2003-06-01/ Ben Birch"
    states: Table = {"utopia": {"name": "Utopia"}}
    office: Table = {"utopia": {"president": {"title": "President", "holders": holders}}}
    with pytest.raises(ActorFileFault, match="Ann Alder and Ben Birch hold it at the same time"):
        read_actor_files(contents(states=states, **{"offices-west": office}))


def test_a_shared_office_has_several_holders() -> None:
    holders = "2000-01-01/2004-01-01 Ann Alder\n2003-06-01/ Ben Birch"
    states: Table = {"utopia": {"name": "Utopia"}}
    office: Table = {"utopia": {"envoy": {"title": "Envoy", "shared": True, "holders": holders}}}
    files = read_actor_files(contents(states=states, **{"offices-west": office}))
    assert {"ann-alder", "ben-birch"} <= set(files.actors)


def test_an_office_of_an_unknown_party_is_a_fault() -> None:
    office: Table = {"atlantis": {"president": {"title": "President", "holders": "2000/ Ann Alder"}}}
    with pytest.raises(ActorFileFault, match=r"offices-west\.toml, atlantis: there is no such actor"):
        read_actor_files(contents(**{"offices-west": office}))


def test_a_name_of_two_actors_must_be_declared_ambiguous() -> None:
    states: Table = {"utopia": {"name": "Utopia", "names": ["UT"]}, "utah": {"name": "Utah", "names": ["UT"]}}
    with pytest.raises(ActorFileFault, match="'UT' stands for utopia and utah, and is not declared ambiguous"):
        read_actor_files(contents(states=states))


def test_a_member_that_is_no_actor_is_a_fault() -> None:
    bodies: Table = {"league": {"name": "League", "members": "2000/ atlantis"}}
    with pytest.raises(ActorFileFault, match="no party 'atlantis'"):
        read_actor_files(contents(bodies=bodies))
