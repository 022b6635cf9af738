"""Who helps people that are afraid of somebody close: help.toml, and what the operator's own one changes in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

import msgspec

from couples.content.check import ContentError, Mistake, extra_keys, not_toml, tables
from couples.content.lines import Lines
from couples.content.lines import Path as Place

FILE = Path(__file__).parent / "help.toml"
NAME = "help.toml"  # of the operator's own, in the data folder
EVERYWHERE = "*"
STALE = timedelta(days=365)
State = Literal["read", "stale", "unread"]
_COUNTRY = re.compile(r"[A-Z]{2}")
_NUMBER = re.compile(r"\+?[0-9][0-9 \-]*")
_GROUPS = ("everyone", "women", "men", "LGBT+")


@dataclass(frozen=True, slots=True)
class Service:
    """One place that helps. `last_verified` and `source` say when and where the number was read: both, or neither.

    With `emergency` it is the number to call in danger.
    """

    country: str
    name: str
    serves: tuple[str, ...]
    number: str = ""
    hours: str = ""
    emergency: bool = False
    languages: tuple[str, ...] = ()
    web: str = ""
    last_verified: date | None = None
    source: str = ""

    @property
    def tel(self) -> str:
        """The number as a link dials it."""
        return re.sub(r"[^+0-9]", "", self.number)

    def state(self, today: date) -> State:
        """Whether the number was read somewhere, and if so, not too long ago."""
        if self.last_verified is None:
            return "unread"
        return "stale" if today - self.last_verified > STALE else "read"


@dataclass(frozen=True, slots=True)
class File:
    """What a help.toml says. `remove` names countries whose services are taken out before its own are put in."""

    countries: Mapping[str, str] = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    services: tuple[Service, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """`countries` by code, in the order of their names; `services` in the order in which they are shown."""

    countries: Mapping[str, str]
    services: tuple[Service, ...]

    def of(self, country: str) -> tuple[Service, ...]:
        return tuple(each for each in self.services if each.country == country and not each.emergency)

    def emergency(self, country: str) -> tuple[Service, ...]:
        """What to call there in danger."""
        return tuple(each for each in self.services if each.country == country and each.emergency)

    @property
    def everywhere(self) -> tuple[Service, ...]:
        return self.of(EVERYWHERE)


def directory(extra: Path, today: date) -> Directory:
    """Our services with those of the file `extra`, where it exists. Raises ContentError with all its mistakes."""
    ours = read(FILE, today, {})
    return _joined(ours, read(extra, today, ours.countries) if extra.is_file() else File())


def read(path: Path, today: date, known: Mapping[str, str]) -> File:
    """The file's own words. Countries in `known` need no name in it."""
    text = path.read_text("utf-8")
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError(path.name, [not_toml(error)]) from None
    lines = Lines(text)
    found = list(_unknown(written))
    if not found:
        try:
            file = msgspec.convert(written, File)
        except msgspec.ValidationError as error:
            found = [_of_wrong_type(str(error))]
        else:
            found = list(_complaints(file, {*known, *file.countries, EVERYWHERE}, today))
    if found:
        raise ContentError(path.name, [Mistake(lines.of(place), sentence) for place, sentence in found])
    return file


def _joined(ours: File, theirs: File) -> Directory:
    """Theirs instead of ours where country and name are the same; after ours where they are new."""
    found = {(each.country, each.name): each for each in ours.services if each.country not in theirs.remove}
    found.update({(each.country, each.name): each for each in theirs.services})
    used = {country for country, _ in found}
    names = {code: name for code, name in {**ours.countries, **theirs.countries}.items() if code in used}
    return Directory(dict(sorted(names.items(), key=lambda each: each[1])), tuple(found.values()))


def _unknown(written: dict[str, Any]) -> Iterator[tuple[Place, str]]:
    yield from extra_keys(written, File, (), "this file")
    for place, each in tables(written, ("services",)):
        yield from extra_keys(each, Service, place, "a service")


def _of_wrong_type(told: str) -> tuple[Place, str]:
    what, _, where = told.partition(" - at `$")
    place: Place = tuple(name or int(index) for name, index in re.findall(r"\.(\w+)|\[(\d+)\]", where))
    if (missing := re.search(r"missing required field `(\w+)`", what)) is not None:
        return place, f'"{missing[1]}" is missing here. Add a line: {missing[1]} = …'
    name = next((str(each) for each in reversed(place) if isinstance(each, str)), "This")
    expected = "a day, such as 2026-11-24" if name == "last_verified" else "a list of texts in quotes"
    if name in ("country", "name", "number", "hours", "web", "source"):
        expected = "text in quotes"
    if name == "emergency":
        expected = "true or false"
    return place, f'"{name}" must be {expected}.'


def _complaints(file: File, known: set[str], today: date) -> Iterator[tuple[Place, str]]:
    for code in file.countries:
        if not _COUNTRY.fullmatch(code):
            yield ("countries", code), f'"{code}" is not a country\'s code: two capital letters, such as DE.'
    for code in file.remove:
        if code not in known:
            yield ("remove",), f'There is no "{code}" to remove.'
    yield from _complaints_of_services(file.services, known, today)


def _complaints_of_services(
    services: Sequence[Service], known: set[str], today: date
) -> Iterator[tuple[Place, str]]:
    seen: set[tuple[str, str]] = set()
    for index, service in enumerate(services):
        if (key := (service.country, service.name)) in seen:
            yield ("services", index, "name"), f'"{service.name}" is here twice for {service.country}.'
        seen.add(key)
        if service.country not in known:
            yield ("services", index, "country"), _nameless(service.country)
        for name, sentence in _complaints_of(service, today):
            yield ("services", index, name), sentence


def _nameless(code: str) -> str:
    return f'"{code}" has no name here. Write under [countries]: {code or "DE"} = "…", or country = "*".'


def _complaints_of(service: Service, today: date) -> Iterator[tuple[str, str]]:
    """(field, sentence) of each thing wrong with a service."""
    if not service.name.strip():
        yield "name", "A service needs a name."
    if not (service.number or service.web):
        yield "name", "A service needs a number or a web address."
    if not service.serves or any(each not in _GROUPS for each in service.serves):
        yield "serves", f"serves is a list of: {', '.join(_GROUPS)}."
    for name in ("web", "source"):
        if (value := getattr(service, name)) and not re.fullmatch(r"https?://\S+", value):
            yield name, f"{name} is an address that begins with https://."
    yield from _complaints_of_number(service)
    yield from _complaints_of_checking(service, today)


def _complaints_of_number(service: Service) -> Iterator[tuple[str, str]]:
    if service.number and not _NUMBER.fullmatch(service.number):
        yield "number", "A number has digits, spaces and dashes, and may begin with +."
    if service.number and not service.hours:
        yield "number", 'Say when somebody answers: hours = "day and night".'
    if service.emergency and (service.country == EVERYWHERE or not service.number):
        yield "emergency", "An emergency number needs a number, and a country where it works."


def _complaints_of_checking(service: Service, today: date) -> Iterator[tuple[str, str]]:
    if (service.last_verified is None) != (not service.source):
        yield "last_verified", "last_verified and source belong together: write both, or neither."
    if service.last_verified is not None and service.last_verified > today:
        yield "last_verified", "last_verified is a day that has been."
