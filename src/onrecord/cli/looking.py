"""Commands that show a record in the browser: as one file, or served from this machine."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Any

import click

from onrecord.cli.options import filter_options, record_argument
from onrecord.cli.output import say
from onrecord.cli.sending import kept

model_option = click.option(
    "--model",
    "models",
    multiple=True,
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="A strategic model to show as well; several times: several.",
)


@click.command()
@record_argument
@click.option("--into", "-o", metavar="FILE", required=True, help="The file to write: report.html.")
@click.option("--without-texts", is_flag=True, help="Only the words cited, in their sentences: no whole report.")
@model_option
@filter_options
def report(record: str, into: str, models: tuple[str, ...], *, without_texts: bool, **chosen: Any) -> None:
    """Write a record as one HTML file that opens in any browser, offline.

    \b
    onrecord report nato-ukraine.db -o report.html
    onrecord report nato-ukraine.db -o russia.html --party russia --without-texts
    onrecord report nato-ukraine.db -o report.html --model examples/nato-ukraine/models/2022-01-12.toml

    With filters it holds what they let through, and says so: a dossier of one party or issue. The texts of reports
    are their publishers'; for what will be published or mailed there is --without-texts.
    """
    from onrecord.cli.widening import nothing
    from onrecord.record import KINDS, Filter
    from onrecord.record import open as open_record
    from onrecord.show.report import report as as_report
    from onrecord.writing import NothingToWrite, written

    with open_record(record) as opened:
        wanted = Filter(**chosen)
        if not opened.count(wanted) and wanted != Filter():
            raise NothingToWrite(Path(into), nothing(opened, wanted, KINDS))
        with written(Path(into), keep=kept(opened)) as target:
            text = as_report(opened, wanted, texts=not without_texts, models=tuple(map(Path, models)))
            count = target.write(text.encode("utf-8", "replace"))
    say(f"{into}: {count / 1000:,.0f} kB.", err=True)


@click.command()
@record_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8642, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Another name lets other machines in.")
@click.option("--who", default=getpass.getuser, show_default="your user name", help="Who makes the corrections.")
@click.option(
    "--signed-in-by",
    "header",
    metavar="HEADER",
    help="A proxy signs people in, and says in this header who asks. Off by default; needs --at.",
)
@click.option(
    "--at", "called", metavar="ADDRESS", help="What people call to reach the proxy: https://disputes.example."
)
@model_option
def serve(
    record: str, port: int, host: str, who: str, header: str | None, called: str | None, models: tuple[str, ...]
) -> None:
    """Show a record in the browser, and correct it there, until Ctrl-C.

    \b
    onrecord serve nato-ukraine.db

    It prints an address that carries a key; nobody gets in without it. It listens on this machine alone, and asks
    no other one for anything. For a team it stands behind a proxy on this machine that signs people in: whoever
    the proxy names makes the corrections, and no key is asked for.
    """
    from onrecord.casebook import title_of
    from onrecord.record import open as open_record
    from onrecord.record import place_of
    from onrecord.show.models import model_rows
    from onrecord.show.serve.desk import Desk
    from onrecord.show.serve.serving import LOOPBACK, proxy_at
    from onrecord.show.serve.serving import serve as serve_it

    if (header is None) != (called is None):
        raise click.UsageError("--signed-in-by and --at belong together; give both of them.")
    proxy = proxy_at(called, header) if called and header else None
    shown = tuple(map(Path, models))
    with open_record(record) as opened:
        title = title_of(opened)
        model_rows(shown, opened)  # what is wrong with a model is told here, not on the page
    if proxy is None and host not in (*LOOPBACK, "::1"):
        say(f"listening on {host}: other machines can reach it, over a line that is not encrypted.", err=True)
    try:
        serve_it(
            Desk(place_of(record), who, models=shown),
            title,
            host=host,
            port=port,
            told=lambda address: say(f"Open {address.printed} (Ctrl-C ends)"),
            proxy=proxy,
        )
    except KeyboardInterrupt:
        say("ended.", err=True)
