"""Puts the house together: settings, keys, writer, pages, sockets, each made once and handed to those who need it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request
from flask_login import current_user
from flask_migrate import upgrade
from werkzeug.middleware.proxy_fix import ProxyFix

from couples import fragments, live, pages
from couples.accounts import gate
from couples.accounts.cookie import login_of
from couples.accounts.doors import DOORS, door
from couples.accounts.logins import Logins
from couples.accounts.queries import notices_of
from couples.accounts.views import blueprint as accounts
from couples.addresses import add_addresses
from couples.balance.views import blueprint as balance
from couples.catalogue.views import blueprint as catalogue
from couples.consent.guests import Guests
from couples.consent.kind import CounselKind
from couples.consent.queries import is_open
from couples.consent.views import blueprint as consent
from couples.consent.views import open_to
from couples.content import library
from couples.content.help import NAME, directory
from couples.content.prompts import deck
from couples.counselor.cases.views import blueprint as counsel
from couples.counselor.reading.views import blueprint as reading
from couples.counselor.views import blueprint as counselor
from couples.counselor.writing.views import blueprint as writing
from couples.demo.mount import DemoMount
from couples.demo.views import blueprint as demo
from couples.exercises.kind import SessionKind
from couples.exercises.views import blueprint as exercises
from couples.extensions import db, login, migrate
from couples.homework.mine import looked_at, practices
from couples.homework.views import blueprint as homework
from couples.house import House, house
from couples.language import gettext
from couples.ledger.due import Due
from couples.ledger.kind import LedgerKind
from couples.ledger.views import blueprint as ledger
from couples.letters.views import blueprint as letters
from couples.live.views import blueprint as live_views
from couples.log import database
from couples.log.forgotten import Forgotten
from couples.log.stream import StreamKind
from couples.log.streams import Streams
from couples.log.writer import Writer
from couples.own_data.sweep import Sweep
from couples.own_data.views import blueprint as own_data
from couples.pairing.kind import CoupleKind
from couples.pairing.pace import Pace
from couples.pairing.phones import Phones
from couples.pairing.queries import head
from couples.pairing.seats import Seats
from couples.pairing.views import blueprint as pairing
from couples.parts import PARTS
from couples.passkeys import actions as passkeys_actions
from couples.passkeys.codes import actions as codes_actions
from couples.passkeys.codes.half import second_step
from couples.passkeys.codes.views import blueprint as codes
from couples.passkeys.pending import Pending
from couples.passkeys.views import blueprint as passkeys
from couples.reflections.own import PARTS as WRITING
from couples.reflections.views import blueprint as reflections
from couples.remarks.shown import remarks
from couples.reminders.checks import of_link
from couples.reminders.views import blueprint as reminders
from couples.reminders.worker import Worker
from couples.safety.quick_exit import blueprint as quick_exit
from couples.safety.views import blueprint as safety
from couples.security import forgery, keys, policy
from couples.security.headers import add_headers
from couples.security.passphrase import Passphrases
from couples.security.quiet_log import QuietFlask, set_up_logging
from couples.security.throttle import Throttle
from couples.settings import ROOT, Settings, load
from couples.static_files import StaticFiles
from couples.templating import Templates
from couples.vault.open_vaults import OpenVaults
from couples.vault.views import blueprint as vault

BODY = 65_536  # no form of ours is longer, and none is ever spooled to a file


def make_app(given: Mapping[str, object] | Settings | None = None) -> Flask:
    settings = given if isinstance(given, Settings) else load(given)
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    set_up_logging()
    app = QuietFlask(
        "couples", root_path=str(ROOT), template_folder=str(ROOT / "templates"), static_folder=None
    )
    app.jinja_environment = Templates
    _configure(app, settings)
    with app.app_context():
        app.extensions["couples"] = _house(app, settings)
    _add_pages(app, settings)
    live.bind(app)
    _wrap(app, settings)
    policy.check(app.view_functions, house_of(app).sockets.desk.names)
    return app


def make_ready_app(given: Settings) -> Flask:
    """An app with its database at the newest migration and its clock running: ready to serve."""
    app = make_app(given)
    with app.app_context():
        upgrade()
    live.start(app)
    house = house_of(app)
    house.reminders.start()
    sweep = Sweep(house)
    sweep.start()
    app.extensions["couples_stop"] = [
        house.sockets.close_all,
        house.reminders.stop,
        sweep.stop,
        house.writer.stop,
    ]
    return app


def house_of(app: Flask) -> House:
    found: House = app.extensions["couples"]
    return found


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SQLALCHEMY_DATABASE_URI=settings.sqlalchemy_url,
        SQLALCHEMY_ENGINE_OPTIONS=database.engine_options(settings),
        MAX_CONTENT_LENGTH=BODY,
        MAX_FORM_MEMORY_SIZE=BODY,
        MAX_FORM_PARTS=100,
        TRUSTED_HOSTS=[str(urlsplit(origin).hostname) for origin in settings.origins],
        TESTING=settings.testing,
    )
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    login.init_app(app)
    login.login_view = DOORS["person"].sign_in
    login.login_message = None  # a message would need a session cookie
    login.request_loader(login_of)


def _house(app: Flask, settings: Settings) -> House:
    database.prepare(db.engine, settings, read_only=True)
    server_keys = keys.load_or_make(settings.data / "keys.json")
    sockets = live.Sockets(settings)
    writer, pace = _log(app, settings, server_keys, sockets)
    logins = Logins(settings, db.engine, writer)
    phones = Phones(db.engine, writer)
    return House(
        settings=settings,
        library=library(settings.data / "exercises"),
        help=directory(settings.data / NAME, datetime.now(UTC).date()),
        keys=server_keys,
        writer=writer,
        logins=logins,
        phones=phones,
        pace=pace,
        seats=Seats(phones, lambda id: logins.get(id) is not None, partial(is_open, db.engine, server_keys)),
        throttle=Throttle(),
        passphrases=Passphrases(settings),
        vaults=OpenVaults(),
        forgotten=Forgotten(settings.data),
        deck=deck(settings.data / "prompts.toml"),
        static=StaticFiles(ROOT / "static", settings.data),
        sockets=sockets,
        parts=(*WRITING, *PARTS),
        reminders=Worker(settings, writer, server_keys, checks={"review": of_link}),
        pending=Pending(),
        second_step=second_step,
        taken_back=(codes_actions.forget, passkeys_actions.forget),
    )


def _log(
    app: Flask, settings: Settings, server_keys: keys.Keys, sockets: live.Sockets
) -> tuple[Writer, Pace]:
    """The writer with the rules of each kind of stream, who completes deeds, and who is told of commits."""
    rendered = fragments.Fragments(app.jinja_env, settings)
    sessions, ledgers = SessionKind(rendered.render), LedgerKind(rendered.render)
    kinds: dict[str, StreamKind] = {"session": sessions, "solo": sessions, "ledger": ledgers}
    kinds["couple"], kinds["counsel"] = CoupleKind(rendered.render), CounselKind()
    streams = Streams(
        kinds, lambda at, id: head(at, id, server_keys), server_keys, settings.streams_in_memory
    )
    pace = Pace(db.engine, lambda: writer, server_keys)
    writer = Writer(
        database.writer_engine(settings),
        streams,
        sockets.announce,
        complete=lambda *told: guests.complete(pace.complete, *told),
    )
    guests = Guests(db.engine, server_keys, writer)
    sockets.also_tell(guests.told)
    sessions.show_beside(Due(ledgers, writer, db.engine).beside)
    return writer, pace


def _add_pages(app: Flask, settings: Settings) -> None:
    add_headers(app, settings)
    forgery.guard(app)
    add_addresses(app)
    app.context_processor(_in_templates)
    for blueprint in (
        pages.blueprint,
        accounts,
        codes,
        pairing,
        passkeys,
        reading,
        exercises,
        catalogue,
        balance,
        consent,
        counselor,
        counsel,
        writing,
        homework,
        ledger,
        letters,
        own_data,
        reflections,
        reminders,
        vault,
        live_views,
        demo,
        quick_exit,
        safety,
    ):
        app.register_blueprint(blueprint)
    gate.guard(app)  # after what hides pages from before someone left quickly
    pages.add_error_pages(app)


def _in_templates() -> dict[str, Any]:
    here, me = house(), current_user if current_user.is_authenticated else None
    return {
        "open_to": open_to,
        "looked_at": looked_at,
        "practices": practices,
        "remarks": remarks,
        "notices": lambda: notices_of(current_user.id),
        "door": door(),
        "frame": door().frame,
        "me": me,
        "person": me if me and me.kind == "person" else None,
        "csrf": forgery.token(),
        "static": lambda path: here.static.url(path, request.script_root),
        "settings": here.settings,
        "passkeys": here.settings.passkeys_at(request.host),
        "app_name": here.settings.app_name or gettext("Couples"),
    }


def _wrap(app: Flask, settings: Settings) -> None:
    app.wsgi_app = house_of(app).static.wrap(app.wsgi_app)  # type: ignore[method-assign]
    if settings.demo:
        mount = DemoMount(app.wsgi_app, settings, make_ready_app)
        app.extensions["couples_demo"] = mount
        app.wsgi_app = mount  # type: ignore[method-assign]
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_prefix=hops)  # type: ignore[method-assign]
