"""The commands, gathered."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
from typing import Any

import click

from onrecord import __version__
from onrecord.cli.arranging import merge_issue, name_issue, pin_issue, split_issue
from onrecord.cli.auditing import audit
from onrecord.cli.changing import changes
from onrecord.cli.comparing import accounts, contradictions, framing, issues, key_dates, positions, shifts
from onrecord.cli.copying import copy
from onrecord.cli.correcting import correct
from onrecord.cli.covering import coverage
from onrecord.cli.forgetting import forget
from onrecord.cli.listing import events, search, statements, timeline
from onrecord.cli.looking import report, serve
from onrecord.cli.making import build, extract, gather
from onrecord.cli.marking import mark
from onrecord.cli.modelling import model
from onrecord.cli.output import at_work, say
from onrecord.cli.quoting import quote
from onrecord.cli.reading import actors, brief, dossier, findings, problems, reports
from onrecord.cli.returning import import_corrections
from onrecord.cli.sending import completion, export
from onrecord.cli.sharing import rejoin, share
from onrecord.cli.showing import show
from onrecord.cli.starting import init, start
from onrecord.cli.watching import watch
from onrecord.core.problem import OnRecordError
from onrecord.core.visible import visible


class CallAtFault(click.ClickException):
    """A fault in the call, told in one sentence."""

    exit_code = 2


def _of_the_system(error: OSError) -> CallAtFault:
    """Return what the system refused as a fault in the call; who closed the pipe has enough.

    Raises:
        BrokenPipeError: That is it; click ends quietly.
    """
    if isinstance(error, BrokenPipeError):
        raise error
    place = str(error.filename or "what is printed")
    why = (error.strerror or type(error).__name__).lower()
    return CallAtFault(visible(f"{place} cannot be read or written: {why}."))


class Commands(click.Group):
    """A group that tells a fault in the call in its own one sentence, with exit code 2."""

    def make_context(self, *args: Any, **named: Any) -> click.Context:
        """Read the call; help and version are printed meanwhile, and their place may be full."""
        try:
            return super().make_context(*args, **named)
        except OSError as error:
            raise _of_the_system(error) from error

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; exceptions of ours become click's, and Ctrl-C ends it with code 130."""
        try:
            with at_work():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            say("interrupted. A build goes on where it stopped when it is called again.", err=True)
            ctx.exit(130)
        except click.ClickException as error:
            # A file's name, say, that the shell put there.
            error.message = visible(error.message)  # type: ignore[misc]
            raise
        except OnRecordError as error:
            raise CallAtFault(visible(str(error))) from error
        except OSError as error:
            raise _of_the_system(error) from error
        except MemoryError as error:
            raise CallAtFault("there is not enough memory; end other programs, or ask for less.") from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they are met, not by the alphabet."""
        del ctx
        return list(self.commands)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="onrecord")
def commands() -> None:
    """Put a dispute on record: who said and did what, to whom, when, by whose account.

    \b
    onrecord build examples/nato-ukraine           make a record of the sample dispute
    onrecord brief nato-ukraine.db                 read it
    onrecord statements nato-ukraine.db --party russia --act demand
    onrecord show nato-ukraine.db 9b688998         one entry and its words in context

    Exit codes: 0 done, with problems told on standard error; 1 not one report could be read (build,
    gather, extract); 2 the call was at fault; 130 interrupted.
    """


for _command in (
    build, gather, watch, brief, dossier, statements, events, timeline, actors, reports, findings, issues,
    accounts, key_dates, contradictions, positions, shifts, framing, coverage, search, quote, show, changes,
    problems, audit, report, serve, start, init, correct, mark, forget, export, copy, share, rejoin, extract,
    model, completion,
):  # fmt: skip
    commands.add_command(_command)

for _command in (import_corrections, name_issue, merge_issue, split_issue, pin_issue):
    correct.add_command(_command)


def _interrupted(number: int, frame: object) -> None:
    """Take a request to end as Ctrl-C is taken: workers are stopped, what is in stays in."""
    del number, frame
    raise KeyboardInterrupt


def _with_all_ends_open() -> None:
    """Let what is printed go nowhere where the caller closed its end, or the next file opened takes its place."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(nowhere, "r" if name == "stdin" else "w", encoding="utf-8"))


def _with_any_letter() -> None:
    """Print every letter: as UTF-8 to a pipe or a file, written out (`\\u0141`) where a terminal lacks it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            ours = not stream.isatty() and "PYTHONIOENCODING" not in os.environ
            stream.reconfigure(encoding="utf-8" if ours else None, errors="backslashreplace")


def _with_garbage_collected_seldom() -> None:
    """Look for garbage in circles after so many new objects, not after seven hundred.

    What is loaded at the start is half a million objects that stay; to go through them again and again took half a
    second. Nearly all that a report leaves behind is in no circle, and is gone without this.
    """
    gc.set_threshold(50_000, 20, 20)


def main() -> None:
    """Run the command line."""
    _with_garbage_collected_seldom()
    _with_all_ends_open()
    _with_any_letter()
    signal.signal(signal.SIGTERM, _interrupted)
    commands(prog_name="onrecord")
