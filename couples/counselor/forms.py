"""Forms of counselors. Forgery is kept out for all forms at once (security/forgery.py), so not here."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectChoice, StringField  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length

from couples.accounts.forms import SignUp
from couples.language import gettext as _


class Join(SignUp):
    code = StringField(
        _("Your code"), validators=[InputRequired(_("Write the code you were given.")), Length(max=40)]
    )


class Policy(FlaskForm):
    """What they state of secrets between them and one of a couple."""

    class Meta:
        csrf = False

    secrets = RadioField(
        _("What do you keep?"),
        choices=[SelectChoice("none", _("No secrets")), SelectChoice("limited", _("Limited secrets"))],
        validators=[InputRequired(_("Choose one of the two."))],
    )
