"""Commands that read what comparing found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from onrecord.cli.covering import beside
from onrecord.cli.options import issue_option, json_option, less_sure_option, party_option, record_argument
from onrecord.cli.output import print_json, print_rows, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from onrecord.core.finding import Finding, FindingKind
    from onrecord.jsonform import Object
    from onrecord.record.issues import NamedIssue


NOTHING = "comparing found none."
NONE_LISTED = "none is listed without being asked for."
# In these silence may be that of the reports, and not of the world.
_BESIDE_COVERAGE = ("position", "shift", "key-date")


class Of(NamedTuple):
    """Which findings are listed.

    Attributes:
        party, issue: Of which party, and on which issue; None for all of them.
        shown: Says which of those; the others are counted.
    """

    party: str | None = None
    issue: str | None = None
    shown: Callable[[Finding], bool] = lambda _: True


_OF_ALL = Of()


class Also(NamedTuple):
    """What is listed behind the findings though it is none: as a row, and as an object."""

    row: tuple[str, ...]
    form: Object


@click.command()
@record_argument
@json_option
def issues(record: str, *, as_json: bool) -> None:
    """List the matters in dispute, each with whom it concerns: the pinned first, then those with most entries.

    \b
    onrecord issues nato-ukraine.db

    Behind them stand those that comparing did not find: the issues of the dispute file, by their ids, and
    those that positions alone name, as one entry tells of them. `--issue` takes all by their names.

    `onrecord correct name-issue`, `merge-issue`, `split-issue` and `pin-issue` arrange them by hand.
    """
    from onrecord.core.finding import FindingKind, Matter
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        named = [_also(one) for one in opened.named_issues()]

    def row(finding: Finding) -> tuple[str, ...]:
        assert isinstance(finding.says, Matter)
        return finding.id[:8], finding.says.name, "; ".join(finding.why)

    def in_order(finding: Finding) -> tuple[str | int, ...]:
        assert isinstance(finding.says, Matter)
        return not finding.says.pinned, -len(finding.tellings), finding.id

    columns = ("finding", "issue", "rests on")
    _list(record, FindingKind.ISSUE, columns, row, as_json=as_json, order=in_order, also=named)


def _also(issue: NamedIssue) -> Also:
    """Return an issue that is no finding as it is listed."""
    form: Object = {"kind": "issue", "id": issue.id, "name": issue.name, "found": False}
    return Also(
        (issue.id or "-", issue.name, issue.why), {**form, "entries": list(issue.entries), "why": [issue.why]}
    )


@click.command()
@record_argument
@json_option
def accounts(record: str, *, as_json: bool) -> None:
    """List what several independent reports tell of one happening, in order of time.

    \b
    onrecord accounts nato-ukraine.db --json
    """
    from onrecord.core.finding import Account, FindingKind

    def row(finding: Finding) -> tuple[str, ...]:
        assert isinstance(finding.says, Account)
        words = " / ".join(dict.fromkeys(telling.citation.words for telling in finding.tellings))
        return finding.id[:8], finding.says.when, finding.says.type, finding.why[0], words

    def in_time(finding: Finding) -> tuple[str | int, ...]:
        assert isinstance(finding.says, Account)
        return finding.says.when or "9999", finding.id

    columns = ("finding", "when", "what it is", "rests on", "words")
    _list(record, FindingKind.ACCOUNT, columns, row, as_json=as_json, order=in_time)


@click.command(name="key-dates")
@record_argument
@json_option
def key_dates(record: str, *, as_json: bool) -> None:
    """List the days on which the dispute turned, in order of time, each with a sentence that tells it.

    \b
    onrecord key-dates nato-ukraine.db
    """
    from onrecord.core.finding import FindingKind, KeyDate

    def row(finding: Finding) -> tuple[str, ...]:
        assert isinstance(finding.says, KeyDate)
        return finding.id[:8], finding.says.when, str(finding.says.rank), "; ".join(finding.why), finding.says.what

    def in_time(finding: Finding) -> tuple[str | int, ...]:
        assert isinstance(finding.says, KeyDate)
        return (finding.says.when,)

    columns = ("finding", "when", "rank", "rests on", "told so")
    _list(record, FindingKind.KEY_DATE, columns, row, as_json=as_json, order=in_time)


@click.command()
@record_argument
@click.option("--all", "everything", is_flag=True, help="Every pair of each quarrel, and updates and precisions.")
@json_option
def contradictions(record: str, *, everything: bool, as_json: bool) -> None:
    """List tellings that cannot both hold, and words that deeds belie, both sides beside one another.

    \b
    onrecord contradictions nato-ukraine.db

    Of the pairs that are one quarrel one is listed, with how many more there are; --all and --json list all.
    """
    from collections import Counter

    from onrecord.core.finding import Contradiction, FindingKind
    from onrecord.record import open as open_record
    from onrecord.views.wording import in_words

    with open_record(record) as opened:
        every = [one.says for one in opened.findings(FindingKind.CONTRADICTION)]
    pairs = Counter(says.quarrel for says in every if isinstance(says, Contradiction))

    def row(finding: Finding) -> tuple[str, ...]:
        assert isinstance(finding.says, Contradiction)
        one, other = finding.tellings
        more = pairs[finding.says.quarrel] - 1 if finding.says.quarrel == finding.id else 0
        why = "; ".join((*finding.why, *([f"and {more} more such pair{'s' if more > 1 else ''}"] if more else ())))
        return (
            finding.id[:8],
            in_words("contradictions", finding.says.type),
            why,
            one.citation.words,
            other.citation.words,
        )

    def shown(finding: Finding) -> bool:
        assert isinstance(finding.says, Contradiction)
        first = finding.says.quarrel in ("", finding.id)
        return everything or as_json or (finding.says.is_one and first)

    columns = ("finding", "type", "why", "one side", "the other")
    _list(record, FindingKind.CONTRADICTION, columns, row, as_json=as_json, of=Of(shown=shown))


@click.command()
@record_argument
@party_option
@issue_option
@less_sure_option
@json_option
def positions(record: str, *, party: str | None, issue: str | None, everything: bool, as_json: bool) -> None:
    """List on which side of each issue a party stands, in order of time.

    \b
    onrecord positions nato-ukraine.db --party russia
    onrecord positions nato-ukraine.db --issue "membership of NATO"

    What is not listed is not known: a party that is silent in these reports need not be silent in the world. What
    is less sure is counted, and listed by --all and --json.
    """
    from onrecord.core.finding import FindingKind, Position

    def row(finding: Finding) -> tuple[str, ...]:
        assert isinstance(finding.says, Position)
        says = finding.says
        told = " / ".join(dict.fromkeys(telling.citation.words for telling in finding.tellings))
        return finding.id[:8], says.party, says.issue, says.when, says.stance, says.firmness, told

    def by_issue(finding: Finding) -> tuple[str | int, ...]:
        assert isinstance(finding.says, Position)
        return finding.says.party, finding.says.issue, finding.says.when, finding.id

    columns = ("finding", "party", "issue", "when", "stance", "how firm", "words")
    of = Of(party, issue, _plain(everything or as_json))
    _list(record, FindingKind.POSITION, columns, row, as_json=as_json, order=by_issue, of=of)


@click.command()
@record_argument
@party_option
@issue_option
@less_sure_option
@json_option
def shifts(record: str, *, party: str | None, issue: str | None, everything: bool, as_json: bool) -> None:
    """List where a party went over to the other side of an issue, with what it said before and after.

    \b
    onrecord shifts nato-ukraine.db

    What is less sure is counted, and listed by --all and --json.
    """
    from onrecord.core.finding import FindingKind, Shift

    def row(finding: Finding) -> tuple[str, ...]:
        assert isinstance(finding.says, Shift)
        says, (was, now) = finding.says, finding.tellings
        side = f"{says.before}, then {says.after}"
        who = "; ".join(finding.why)
        return finding.id[:8], says.party, says.issue, says.when, side, who, was.citation.words, now.citation.words

    def in_time(finding: Finding) -> tuple[str | int, ...]:
        assert isinstance(finding.says, Shift)
        return finding.says.party, finding.says.issue, finding.says.when, finding.id

    columns = ("finding", "party", "issue", "when", "side", "who", "words before", "words after")
    of = Of(party, issue, _plain(everything or as_json))
    _list(record, FindingKind.SHIFT, columns, row, as_json=as_json, order=in_time, of=of)


@click.command()
@record_argument
@json_option
def framing(record: str, *, as_json: bool) -> None:
    """List what outlets call the same deed or party, how they let a party speak, and whom they quote.

    \b
    onrecord framing nato-ukraine.db
    """
    from onrecord.core.finding import FindingKind, Framing

    def row(finding: Finding) -> tuple[str, ...]:
        assert isinstance(finding.says, Framing)
        return finding.id[:8], finding.says.type, finding.says.concept, "; ".join(finding.why)

    def in_order(finding: Finding) -> tuple[str | int, ...]:
        assert isinstance(finding.says, Framing)
        return finding.says.type, finding.says.concept, finding.id

    columns = ("finding", "what differs", "of what", "the words of each outlet")
    _list(record, FindingKind.FRAMING, columns, row, as_json=as_json, order=in_order)


def _list(
    record: str,
    kind: FindingKind,
    columns: tuple[str, ...],
    row: Callable[[Finding], tuple[str, ...]],
    *,
    as_json: bool,
    order: Callable[[Finding], tuple[str | int, ...]] = lambda one: (one.id,),
    of: Of = _OF_ALL,
    also: Sequence[Also] = (),
) -> None:
    """Print the findings of a kind, of all parties and issues or of one, as JSON Lines or as rows; `also` last."""
    from onrecord.core.counted import counted
    from onrecord.jsonform import finding_json
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        paths = {report.id: report.path for report in opened.reports(retired=True)}
        party = opened.actor(of.party).id if of.party else None
        every = list(opened.findings(kind, issue=of.issue))
        coverage = beside(opened, party) if kind in _BESIDE_COVERAGE else ""
    of_party = [one for one in every if party in (None, _party(one))]
    found = sorted(filter(of.shown, of_party), key=order)
    if as_json:
        for form in (*(finding_json(finding, paths) for finding in found), *(one.form for one in also)):
            print_json(form)
        return
    kept_back = len(of_party) - len(found)
    none = NONE_LISTED if kept_back else _none(of, len(every))
    rows = [*(_marked(finding, row(finding)) for finding in found), *(one.row for one in also)]
    if print_rows(columns, rows, empty=none):
        of_all = f"{len(found):,} of " if len(found) < len(every) else ""
        say(f"{of_all}{counted(len(every) + len(also), kind.value.replace('-', ' '))}.", err=True)
    for told in filter(None, (_kept_back(kept_back), coverage, _stale(found))):
        say(told, err=True)


def _kept_back(number: int) -> str:
    return f"{number:,} more: `--all` lists them." if number else ""


def _stale(found: Iterable[Finding]) -> str:
    stale = sum(finding.stale for finding in found)
    return f"* {stale} of these: an entry was corrected since. `onrecord build` redoes them." if stale else ""


def _none(of: Of, every: int) -> str:
    """Return what is said where nothing is found, with what could be left away."""
    if of.party and every:
        return f"comparing found none of '{of.party}', of {every}. Without --party, all are listed."
    return f"comparing found none on '{of.issue}'. Without --issue, all are listed." if of.issue else NOTHING


def _plain(everything: bool) -> Callable[[Finding], bool]:
    """Return what says of a finding whether it is listed: all are, or those that are told plainly."""
    return lambda finding: everything or finding.is_plain


def _party(finding: Finding) -> str | None:
    """Return the party that a finding is of, where its kind has one."""
    return getattr(finding.says, "party", None)


def _marked(finding: Finding, row: tuple[str, ...]) -> tuple[str, ...]:
    """Return a row with a star behind its id if the finding is stale."""
    return (f"{row[0]}*", *row[1:]) if finding.stale else row
