"""Forms of accounts. Forgery is kept out for all forms at once (security/forgery.py), so not here."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import PasswordField, SelectChoice, SelectField, StringField, ValidationError  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length

from couples.language import gettext as _
from couples.security.passphrase import complaint

SHORT_MINUTES = 5
APP_WORDS = ["couples", "couple", "passphrase"]


class _Form(FlaskForm):
    class Meta:
        csrf = False


class _Staying(_Form):
    """How long a place of sign-in lasts without a sign of life."""

    stay = SelectField(
        _("Sign me out here"),
        choices=[
            SelectChoice("", _("after 15 quiet minutes")),
            SelectChoice("short", _("after 5 quiet minutes")),
            SelectChoice("long", _("never: only I use this device")),
        ],
        default="",
        validate_choice=False,
    )


class SignIn(_Staying):
    name = StringField(_("Your name"), validators=[InputRequired(_("Write your name.")), Length(max=60)])
    passphrase = PasswordField(
        _("Passphrase"), validators=[InputRequired(_("Write your passphrase.")), Length(max=256)]
    )


class SignUp(_Staying):
    name = StringField(
        _("Your name"),
        validators=[
            InputRequired(_("Write the name you like to be called.")),
            Length(max=60, message=_("Use at most 60 characters.")),
        ],
    )
    passphrase = PasswordField(_("Passphrase"), validators=[InputRequired(_("Choose a passphrase."))])

    def validate_name(self, field: Any) -> None:
        if not field.data.strip() or not field.data.isprintable():
            raise ValidationError(_("Write the name you like to be called."))

    def validate_passphrase(self, field: Any) -> None:
        own_words = [*APP_WORDS, *str(self.name.data or "").split()]
        if (wrong := complaint(str(field.data), own_words)) is not None:
            raise ValidationError(_(wrong))
