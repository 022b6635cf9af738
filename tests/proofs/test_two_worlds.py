"""Whatever one does alone, the other's bytes are the same as if they had done nothing."""

import re

from tests.cast import PASSPHRASE, open_session, start
from tests.own_data.plays import alone
from tests.play import FOR_ONE

NEED = {"when": "it is late", "feel": "worn out", "need": "quiet", "ask": "start without me"}
LIMIT = {"matters": "my sleep", "line": "no money talk after ten", "will": "I say good night"}
ENTRY = "E" * 22
PAGES = ("/home", "/pair", "/ours", "/history", "/exercises", "/exercises/say-one-need", "/prompts", "/you/places",
         "/you/reminders", "/you/security", "/you/pace", "/info", "/about",
         "/balance", "/balance/both", "/balance/shown", "/check-in/month")  # fmt: skip


CHOICES = (
    {"deed": "join", "on": "1"},
    {"deed": "fit", "about": "heard", "fit": "-2", "shown": "1"},
    {"deed": "hide", "about": "airtime", "on": "1"},
    {"deed": "show", "about": "limits", "on": "1"},
    {"deed": "keep", "about": "heard", "on": "1"},
)


def acts(app, alex, ledger, session, gate):
    """Each thing that one can do alone, with its name."""
    yield from ((f"{slug} alone", lambda slug=slug: alone(app, alex, slug)) for slug in FOR_ONE)
    yield from (
        (name, lambda deed=deed: _saved(alex.do(*deed[:3], **deed[3])))
        for name, deed in {
            "a draft in a session": (session, "draft", "thanks", {"did": "half a sen"}),
            "no at a gate": (gate, "ready", None, {"ready": "no"}),
            "yes at a gate": (gate, "ready", None, {"ready": "yes"}),
            "a draft of a limit": (ledger, "draft", "new-boundary", {"matters": "my sl"}),
            "a private limit": (ledger, "begin", "new-boundary", {"item": "limit-0001", **LIMIT}),
            "other words for it": (ledger, "answer", "limit-0001", LIMIT),
            "a private need": (ledger, "begin", "new-need", {"item": "need-00001", **NEED}),
            "throwing it away": (ledger, "withdraw", "need-00001", {}),
        }.items()
    )
    yield from (
        (path, lambda path=path, fields=fields: _done(alex.post(path, **fields)))
        for path, fields in (
            ("/prompts/open", {"passphrase": PASSPHRASE}),
            (f"/prompts/mine/{ENTRY}", {"text": "mine alone", "version": "0"}),
            ("/prompts/mine", {"wanted": "alone"}),
            (f"/prompts/mine/{ENTRY}/delete", {}),
            ("/prompts/lock", {}),
            ("/exercises/slow-turns/favourite", {"keep": "yes"}),
            ("/you/reminders/calendar", {}),
            ("/you/pace", {"pace": "closed"}),
            ("/you/security/keys", {"passphrase": PASSPHRASE}),
            (
                "/you/security/passphrase",
                {"passphrase": PASSPHRASE, "new": "four wooden spoons and a whistle"},
            ),
            ("/check-in/week", {"week:rested": "0", "show:week:rested": "1"}),
            ("/check-in/month", {"month:limits": "0"}),
            ("/check-in/map", {"lean:low": "4", "footing:low": "0", "show:area:low": "1"}),
            *(("/balance/choose", choice) for choice in CHOICES),
            ("/sign-out", {}),
        )
    )


def _done(answer):
    assert answer.status_code in (200, 303), answer.status_code


def _saved(result):
    assert hasattr(result, "version"), result


def told(sam, streams):
    """All that the other can get, but for the time of day in a fragment."""
    fragments = [re.sub(r'data-now="[\d.]+"', "", str(sam.sees(stream))) for stream in streams]
    return [sam.get(path).data for path in PAGES] + fragments


def compared(app, alex, sam, couple, more=()):
    """(acts, pages compared, names of the acts that changed a byte)."""
    ledger = re.search(r'data-stream="([^"]+)"', alex.get("/ours").get_data(as_text=True))[1]
    session, gate = open_session(alex, sam, "specific-thanks"), start(sam, "say-one-need")
    streams = (couple, ledger, session, gate)
    names, seen, changed = 0, 0, []
    before = told(sam, streams)
    for name, act in (*acts(app, alex, ledger, session, gate), *more):
        act()
        after = told(sam, streams)
        names, seen = names + 1, seen + len(after)
        if after != before:
            changed.append(name)
            before = after
    return names, seen, changed


def test_what_one_does_alone_changes_no_byte_of_the_other(app, alex, sam, couple):
    names, seen, changed = compared(app, alex, sam, couple)
    print(f"acts {names}, pages and fragments compared {seen}, bytes changed by {len(changed)}")
    assert names > 40 and changed == []


def test_an_act_that_does_reach_the_other_is_found(app, alex, sam, couple):
    """The same look with one act among them that is meant for both."""
    invites = [("a session begun", lambda: start(sam, "your-day-my-ear"))]
    assert compared(app, alex, sam, couple, invites)[2] == ["a session begun"]
