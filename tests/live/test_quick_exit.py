"""To the other a quick exit is a lost connection: the same bytes on their socket, whichever way someone is gone."""

import re
import socket
import struct

import pytest

from tests.server import start_remote

NEW_EACH_TIME = re.compile(r'data-now="[\d.]+"|name="op" value="[\w-]+"')
ABORT = struct.pack("ii", 1, 0)  # the next close sends no goodbye, as when a cable is pulled


def cut(alex, wire):
    wire.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABORT)
    wire.sock.close()


def tab_closed(alex, wire):
    wire.close()


def left(alex, wire):
    """As the script does it: goodbye on the socket, and a post beside it."""
    wire.send("41")
    assert alex.post("/leave").status == 200
    wire.close()


def left_first_posted(alex, wire):
    """The post was quicker than the goodbye."""
    assert alex.post("/leave").status == 200
    wire.close()


def left_without_a_script(alex, wire):
    """The server has to end the socket."""
    assert alex.post("/leave").status == 200


ENDS = (tab_closed, left, left_first_posted, left_without_a_script)


def seen_by_the_other(pair, session, end):
    """All that comes over the other's socket while someone writes and is gone, and what the page shows after it."""
    alex, sam, _couple = pair
    theirs = sam.socket()
    theirs.enter(session)
    mine = alex.socket()
    mine.enter(session)
    assert [theirs.next("presence")["here"], theirs.next("presence")["here"]] == [False, True]
    mine.call("hint", {"stream": session, "what": "writing"})
    assert theirs.next("presence")["writing"] is True
    assert mine.do(session, "draft", "thanks", what="canary half a word")["ok"]
    before = len(theirs.raw)
    end(alex, mine.wire)
    theirs.next("presence")
    theirs.quiet(0.5)
    told = [text for text in theirs.raw[before:] if text != "2"]
    page = sam.get(f"/sessions/{session}").text
    theirs.close()
    return told, NEW_EACH_TIME.sub("", page)


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_the_other_gets_the_same_bytes_as_by_a_cut(pair, end):
    session = start_remote(pair[0], "specific-thanks")
    expected = seen_by_the_other(pair, session, cut)
    got = seen_by_the_other(pair, session, end)
    assert got == expected
    away = f'42["presence",{{"stream":"{session}","here":false,"writing":false}}]'
    assert got[0] == [away]
    assert "canary" not in got[1]
    print(f"{end.__name__}: {sum(map(len, got[0]))} bytes on the socket, as by a cut")
