"""A recorded socket: that someone left quickly looks, to the other, byte for byte like a lost connection."""

import re
import time

import pytest

from tests.server import Remote, link_remote, start_remote

WORDS = {"did": "You made soup", "effect": "I was warm", "about_you": "You care"}


def cut(_alex, sockets):
    """One after the other, so that the server notices them in this order."""
    for socket in sockets:
        socket.close()
        time.sleep(0.2)


def cut_the_other_way(alex, sockets):
    cut(alex, sockets[::-1])


def leave(alex, sockets):
    """The page closes its line and posts; the server may see either first."""
    sockets[0].close()
    assert alex.post("/leave").status == 200


def leave_before_the_line_is_closed(alex, sockets):
    assert alex.post("/leave").status == 200


def leave_as_pages_do(alex, sockets):
    for socket in sockets:
        socket.wire.send("41")
    assert alex.post("/leave").status == 200


EXITS = (leave, leave_before_the_line_is_closed, leave_as_pages_do)


@pytest.mark.parametrize("writing", [False, True], ids=["reading", "writing"])
@pytest.mark.parametrize("tabs", [1, 2])
@pytest.mark.parametrize("way", EXITS)
def test_an_exit_is_a_cut_on_the_others_socket_and_pages(server, named, way, tabs, writing):
    heard = heard_by_sam(server, named, way, tabs, writing)
    # Of two tabs, chance decides which is noticed first, in a cut as in an exit.
    cuts = (cut, cut_the_other_way)[:tabs]
    assert heard in [heard_by_sam(server, named, each, tabs, writing) for each in cuts]
    assert '"here":false,"writing":false' in heard[tabs - 1]
    print(f"{len(heard)} pieces compared")


def heard_by_sam(server, named, way, tabs, writing):
    """All frames after the moment, then Sam's element and pages."""
    alex, sam = Remote(server, named("Alex")), Remote(server, named("Sam"))
    link_remote(alex, sam)
    session = start_remote(alex, "specific-thanks")
    hers, his = [alex.socket() for _ in range(tabs)], sam.socket()
    for socket in (*hers, his):
        assert socket.enter(session)["ok"]
    if writing:
        assert hers[0].call("hint", {"stream": session, "what": "writing"})["ok"]
        assert hers[0].do(session, "draft", "thanks", **WORDS)["ok"]
    his.quiet(0.3)
    his.raw.clear()
    way(alex, hers)
    for _ in range(tabs):
        his.next("presence")
    his.quiet(0.5)
    heard = [frame for frame in his.raw if frame.startswith("4")]
    heard += [his.enter(session)["html"], sam.get(f"/sessions/{session}").text]
    his.close()
    return [plain(each, session) for each in heard]


def plain(text, session):
    """Without what differs between any two couples: ids, op ids, tokens, moments, and numbers of names."""
    text = text.replace(session, "SESSION")
    text = re.sub(r'data-stream="[\w-]{20,}"|stream-[\w-]{20,}|streams/[\w-]{20,}', "STREAM", text)
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{6,20}", "OP", text)
    text = re.sub(r'(content|value)=\\?"[A-Za-z0-9_.-]{30,}\\?"', r'\1="TOKEN"', text)
    text = re.sub(r'data-now="[\d.]+"', "NOW", text)
    return re.sub(r"(Alex|Sam) \d+", r"\1", text)
