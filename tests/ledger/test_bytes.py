"""A recorded socket: whether the other keeps limits and needs to themself changes no byte that one gets."""

import re

from tests.server import Remote, link_remote

NEED = {"when": "it is late", "feel": "worn out", "need": "quiet", "ask": "start without me"}
LIMIT = {"matters": "my sleep", "line": "no money talk after ten", "will": "I say good night"}


def test_a_recorded_socket_is_the_same_with_and_without_what_the_other_keeps_private(server, named):
    assert _heard(server, named, private=False) == _heard(server, named, private=True)


def _heard(server, named, *, private):
    """All frames that Sam gets on the board, and on Home, while Alex writes."""
    alex, sam = Remote(server, named("Alex")), Remote(server, named("Sam"))
    couple = link_remote(alex, sam)
    ledger = re.search(r'data-stream="([^"]+)"', sam.get("/ours").text)[1]
    writes, hears = alex.socket(), sam.socket()
    frames = [hears.enter(ledger)["html"], hears.enter(couple)["html"]]
    if private:
        for deed, step, fields in (
            ("draft", "new-boundary", {"matters": "my sl"}),
            ("begin", "new-boundary", {"item": "limit-0001", **LIMIT}),
            ("begin", "new-need", {"item": "need-00009", **NEED}),
            ("withdraw", "need-00009", {}),
            ("begin", "new-boundary", {"item": "limit-0002", **LIMIT}),
        ):
            assert writes.do(ledger, deed, step, **fields)["ok"]
    hears.quiet(0.5)
    for deed, step, fields in (
        ("begin", "new-need", {"item": "need-00001", **NEED}),
        ("release", "need-00001", {}),
    ):
        assert writes.do(ledger, deed, step, **fields)["ok"]
    hears.next("view")
    hears.quiet(0.3)
    assert hears.do(ledger, "reflect", "need-00001", said="You need quiet.")["ok"]
    frames += [frame for frame in hears.raw if frame.startswith(("42", "43"))]
    frames += [hears.enter(ledger)["html"], sam.get("/ours").text, sam.get("/home").text]
    for socket in (writes, hears):
        socket.close()
    return [_plain(frame, ledger, couple) for frame in frames]


def _plain(text, ledger, couple):
    """Without what differs between any two couples: ids of streams, op ids, tokens, times, and numbers of names."""
    text = text.replace(ledger, "LEDGER").replace(couple, "COUPLE")
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{6,20}", "OP", text)
    text = re.sub(r'(content|value)=\\?"[A-Za-z0-9_.-]{30,}\\?"', r'\1="TOKEN"', text)
    text = re.sub(
        r'aria-labelledby="for-you".*?</section>', "PROMPT", text, flags=re.DOTALL
    )  # each has their own
    return re.sub(r"(Alex|Sam) \d+", r"\1", text)
