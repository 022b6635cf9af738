"""What the `couples` command can do: serve, demo, worker, db, doctor, content, balance, counselor and upkeep."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask
from flask.cli import FlaskGroup

from couples import create_app
from couples.content import ContentError
from couples.house import House
from couples.log.own import day_of
from couples.settings import SettingError, Settings, load
from couples.upkeep import commands as upkeep
from couples.upkeep import daily, folder


def _app() -> Flask:
    """A setting or a help.toml with a mistake stops the start with its sentence: wrong numbers are worse than none."""
    try:
        return create_app()
    except (ContentError, SettingError) as error:
        raise click.ClickException(str(error)) from None


cli = FlaskGroup(
    create_app=_app, add_version_option=False, load_dotenv=False, help="Couples, for its operators."
)


@cli.command()
def serve() -> None:
    """Run the product: migrates the database, then serves until stopped."""
    _serve(load())


@cli.command()
@click.option("--port", type=int, help="Another port than 8000.")
def demo(port: int | None) -> None:
    """Run with the sample couple in front: /demo. Nothing is kept."""
    settings = load({"port": port} if port else None)
    click.echo(f"Sample couple: {settings.origin}/demo")
    _serve(settings)


@cli.command(with_appcontext=False)
def doctor() -> None:
    """Say what is in order and what is not, one line each, with what to do."""
    from couples.doctor import checks

    found = checks(load())
    for check in found:
        click.echo(f"{'ok  ' if check.ok else 'fix '} {check.name}: {check.text}")
        if not check.ok:
            click.echo(f"      {check.fix}")
    sys.exit(0 if all(check.ok for check in found) else 1)


@cli.command()
def worker() -> None:
    """Send reminders from a process of its own, beside a server with worker = "outside"."""
    from couples.factory import make_app
    from couples.reminders.worker import run_until_stopped

    settings = load()
    with upkeep.told(), folder.shared(settings.data):
        sends = run_until_stopped(make_app(settings))
    if not sends:
        click.echo("No mail server is set: smtp_host and mail_from in docs/settings.md.", err=True)
        sys.exit(1)


@cli.group()
def content() -> None:
    """Exercises and prompts of your own."""


@content.command("check")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
def content_check(path: Path) -> None:
    """Say what is wrong with an exercise file, with each in a folder, or with a prompts.toml: line and sentence."""
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    wrong = 0
    for file in files:
        try:
            click.echo(f"ok   {file.name}: {_told(file)}")
        except ContentError as error:
            wrong += 1
            click.echo(f"fix  {error}")
    if not files:
        click.echo("There is no .toml file here.")
    sys.exit(1 if wrong or not files else 0)


@cli.group()
def balance() -> None:
    """The balance between the two."""


@balance.command("rebuild")
def balance_rebuild() -> None:
    """Work out anew, from all that was ever done, what counts. Says how much of it was not right before."""
    from couples.contributions.rebuild import rebuild
    from couples.factory import make_app

    settings = load()
    with upkeep.told(), folder.shared(settings.data):
        app = make_app(settings)
        done = rebuild(app.extensions["couples"].writer)
        app.extensions["couples"].writer.stop()
    click.echo(
        f"Worked out anew: {done.facts:,} facts of {done.couples:,} couples from {done.streams:,} sessions and "
        f"ledgers; {done.changed:,} were not as they are now."
    )


@cli.group()
def counselor() -> None:
    """Professionals, who come in by your invitation alone."""


@counselor.command("invite")
def counselor_invite() -> None:
    """Make a code with which one counselor makes an account. Works while the server runs."""
    from couples.counselor.actions import DAYS, invite
    from couples.pairing.code import in_groups

    with _house() as here:
        code, origin = in_groups(invite(here.writer, here.keys)), here.settings.origin
    click.echo(f"Address: {origin}/counsel/join\nCode:    {code}\n")
    click.echo(
        f"Give both to one counselor you know, the code best by voice. It works once, for {DAYS} days."
    )
    click.echo(
        "The account shows nothing by itself: of a couple it shows what both said yes to, each in private."
    )


@counselor.command("list")
def counselor_list() -> None:
    """Say how many counselors there are and since when, and which codes are open. No names: those are theirs."""
    from couples.counselor.queries import counted

    with _house():
        joined, waiting = counted()
    click.echo(f"Counselors: {len(joined)}{_days(', invited on', joined)}")
    click.echo(f"Open codes: {len(waiting)}{_days(', good until', waiting)}")


def _days(words: str, times: Sequence[float]) -> str:
    return f"{words} {', '.join(map(day_of, times))}" if times else ""


@contextmanager
def _house() -> Iterator[House]:
    """What a command of its own needs of an app, beside a server that may be running."""
    from couples.factory import house_of, make_app

    settings = load()
    with upkeep.told(), folder.shared(settings.data):
        app = make_app(settings)
        with app.app_context():
            yield house_of(app)
        house_of(app).writer.stop()


def _told(file: Path) -> str:
    """What a file without mistakes holds, in a few words."""
    from couples.content import library, load, prompts

    if file.name != prompts.NAME:
        return load(file).title
    found = prompts.read(file, library(file.parent / "exercises"))
    return f"{len(found.prompts)} prompts, {len(found.moods)} moods"


def _serve(settings: Settings) -> None:
    from couples.factory import make_ready_app
    from couples.server import serve as run

    with upkeep.told(), folder.shared(settings.data):
        app = make_ready_app(settings)
        daily.start(app)
        run(app, settings)


for command in upkeep.COMMANDS:
    cli.add_command(command)
