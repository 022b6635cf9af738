"""On the wire, a deleted account is an unlink: the same bytes to the other, and nothing more."""

import json
import re

from tests.cast import PASSPHRASE
from tests.server import Remote, link_remote, start_remote


def told(server, named, ends):
    """All that comes over the other's socket when someone ends it, with ids taken out; and their Home."""
    alex, sam = Remote(server, named("Alex")), Remote(server, named("Sam"))
    couple = link_remote(alex, sam)
    session = start_remote(alex, "specific-thanks")
    theirs, mine = sam.socket(), alex.socket()
    for wire in (theirs, mine):
        for stream in (couple, session):
            wire.enter(stream)
    assert theirs.next("presence")
    theirs.quiet()
    before = len(theirs.raw)
    assert ends(alex) in (200, 303)
    theirs.quiet(1)
    got = [_plain(text, couple, session) for text in theirs.raw[before:] if text != "2"]
    page = sam.get("/home").text
    closed = mine.closed(2)
    theirs.close()
    return sorted(got), page, closed, session, alex, sam


def _plain(text, couple, session):
    return text.replace(couple, "COUPLE").replace(session, "SESSION")


def unlinks(person):
    return person.post("/pair/end").status


def deletes(person):
    return person.post("/you/data/delete", passphrase=PASSPHRASE, when="now").status


def test_the_other_gets_the_same_bytes_and_who_left_is_cut_off(server, named):
    by_unlink, page, _, _, _, sam = told(server, named, unlinks)
    by_deletion, other_page, closed, session, gone, other = told(server, named, deletes)
    print(
        f"over the socket: {sum(map(len, by_unlink))} bytes by an unlink, {sum(map(len, by_deletion))} by a deletion"
    )
    assert by_unlink and by_unlink == by_deletion
    assert '42["gone",{"stream":"SESSION"}]' in by_deletion
    assert _page(page, sam) == _page(other_page, other)
    assert closed
    assert gone.get("/home").status == 302
    assert gone.name not in other.get(f"/sessions/{session}/review").text


def test_a_socket_of_who_left_does_nothing_any_more(server, pair):
    alex, _sam, _couple = pair
    session = start_remote(alex, "specific-thanks")
    deletes(alex)
    try:
        answer = alex.socket().enter(session)
    except Exception as refused:  # the handshake itself is turned away
        answer = {"ok": False, "code": type(refused).__name__}
    assert not answer.get("ok"), json.dumps(answer)


def _page(text, person):
    text = text.replace(person.name, "NAME")
    return re.sub(
        r'aria-labelledby="for-you".*?</section>|content="[\w.-]+"|value="[\w.-]+"', "", text, flags=re.DOTALL
    )
