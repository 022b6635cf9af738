"""The form for a code."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import StringField

from couples.language import gettext as _


class Redeem(FlaskForm):
    class Meta:
        csrf = False

    code = StringField(_("Code"))
