"""The form for how someone is reminded."""

from __future__ import annotations

import re
from typing import Any

from flask_wtf import FlaskForm

# SelectChoice is in the library and not in its type stubs, which are older.
from wtforms import PasswordField, SelectChoice, SelectField, StringField, ValidationError  # type: ignore[attr-defined]

from couples.language import gettext as _
from couples.reminders.actions import MOST
from couples.reminders.quiet import zones

# What mail servers everywhere take. It ends in a name with a dot, so that nothing is sent within our own network.
ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*"
)
HOURS = [SelectChoice(str(hour), f"{hour:02}:00") for hour in range(24)]


class Reminders(FlaskForm):
    """`address` may stay empty where there is one already; then no passphrase is asked."""

    class Meta:
        csrf = False

    address = StringField(_("E-mail address"))
    passphrase = PasswordField(_("Passphrase"))
    quiet_from = SelectField(_("Quiet from"), choices=HOURS, default="21", validate_choice=False)
    quiet_to = SelectField(_("Quiet until"), choices=HOURS, default="8", validate_choice=False)
    timezone = SelectField(_("Time zone"), validate_choice=False)

    def __init__(self, *args: Any, has_address: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_address = has_address
        self.timezone.choices = [SelectChoice("", _("As on this device")), *map(_place, zones())]

    @property
    def new_address(self) -> str | None:
        return (self.address.data or "").strip() or None

    def zone(self, of_device: str) -> str:
        """The chosen one, else the one that the device told (it tells none without JavaScript)."""
        return self.timezone.data or of_device

    def validate_address(self, field: Any) -> None:
        given = self.new_address
        if given is None and not self.has_address:
            raise ValidationError(_("Write your e-mail address."))
        if given is not None and (len(given) > MOST or not ADDRESS.fullmatch(given)):
            raise ValidationError(_("Write an e-mail address such as name@example.org."))

    def validate_passphrase(self, field: Any) -> None:
        if self.new_address is not None and not field.data:
            raise ValidationError(_("Write your passphrase."))

    def validate_quiet_from(self, field: Any) -> None:
        _known_hour(field)

    def validate_quiet_to(self, field: Any) -> None:
        _known_hour(field)


def _known_hour(field: Any) -> None:
    if field.data not in {choice.value for choice in HOURS}:
        raise ValidationError(_("Choose an hour from the list."))


def _place(zone: str) -> SelectChoice:
    """A place in its region; UTC stands by itself."""
    region, _slash, place = zone.partition("/")
    words = (place or region).replace("_", " ").replace("/", ", ")
    return SelectChoice(zone, words, optgroup=region if place else None)
