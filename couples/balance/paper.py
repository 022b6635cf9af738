"""Pages as a PDF, where the operator installed what makes one: docs/balance.md."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import gevent
from gevent import monkey

from couples.settings import ROOT

PAGE, DRAWING = (ROOT / "static" / "paper" / name for name in ("page.css", "chart.css"))
CHART = '<svg class="chart'


@cache
def maker() -> ModuleType | None:
    """WeasyPrint, or None where it or a library of the system that it needs is missing."""
    try:
        import weasyprint
    except (ImportError, OSError):
        return None
    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it tells of every rule that it does not know
    found: ModuleType = weasyprint
    return found


def pdf(page: str, *also: Path) -> bytes:
    """A tagged document (PDF/UA-1) of a page that fetches nothing. Takes a second, in which others go on.

    `also` are style sheets of its own, after that of all paper.
    """
    weasyprint = maker()
    assert weasyprint is not None
    if not monkey.is_module_patched("threading"):
        return _made(weasyprint, page, also)
    made: bytes = gevent.get_hub().threadpool.apply(_made, (weasyprint, page, also))
    return made


def _made(weasyprint: ModuleType, page: str, also: Sequence[Path]) -> bytes:
    styles = [weasyprint.CSS(filename=each) for each in (PAGE, *also)]
    document = weasyprint.HTML(string=_with_styles(page), url_fetcher=_nothing)
    made: bytes = document.write_pdf(stylesheets=styles, pdf_variant="pdf/ua-1")
    return made


def _with_styles(page: str) -> str:
    styles = f"<style>{DRAWING.read_text('utf-8')}</style>"
    before, *drawings = page.split(CHART)
    return before + "".join(CHART + each.replace(">", f">{styles}", 1) for each in drawings)


def _nothing(address: str, *_: Any, **__: Any) -> Any:
    raise ValueError("a page for paper fetches nothing")
