"""The traps that were measured in the socket library, each with its cure. Named T1 to T12 in the design."""

import time

import pytest
import websocket

from tests.server import Remote, Server, Socket, start_remote

GIVEN = {"did": "baked oat bread", "effect": "I could rest", "about_you": "you notice"}


@pytest.fixture
def alex(server, named):
    return Remote(server, named("Alex"))


class TestT1ASocketDoesNotOutliveItsSignIn:
    def test_the_next_event_after_signing_out_is_refused_and_the_socket_cut(self, pair):
        one, _two, stream = pair
        mine = one.socket()
        assert mine.enter(stream)["ok"]
        one.post("/sign-out")
        assert mine.closed()

    def test_revoking_one_place_cuts_its_sockets_and_leaves_the_others(self, server, named):
        name = named("Alex")
        here, there = Remote(server, name), None
        there = _signed_in_again(here, name)
        mine, other = here.socket(), there.socket()
        assert here.post("/you/places/end-others").status == 303
        assert other.closed()
        assert mine.call("leave", {"stream": "x"}) == {"ok": True}
        assert there.get("/home").status == 302


class TestT2NoAnswerIsEverEmpty:
    @pytest.mark.parametrize(
        "payload",
        [None, 7, "x", [], {}, {"stream": 1}, {"stream": "x", "more": 1}, {"stream": "x" * 99}, [[[]]]],
    )
    @pytest.mark.parametrize("event", ["enter", "do", "hint", "leave"])
    def test_what_cannot_be_read_is_refused_in_words(self, alex, event, payload):
        mine = alex.socket()
        answer = mine.call(event, payload)
        assert answer["ok"] is False and answer["code"] == "invalid" and answer["message"]
        mine.close()

    def test_an_event_without_or_with_too_many_arguments_is_refused(self, alex):
        mine = alex.socket()
        for text in ('421["enter"]', '422["enter",{"stream":"x"},1]', "423[]", "424[{}]"):
            mine.wire.send(text)
        for number in (1, 2, 3, 4):
            assert mine.answer_to(number)["code"] == "invalid"


class TestT3WhatAClientSaysOfItselfIsNotLookedAt:
    @pytest.mark.parametrize("auth", ['{"tok":7}', '["x"]', '"str"', "null", "7", '{"account_id":"a"}'])
    def test_nobody_gets_in_by_auth(self, server, auth):
        with pytest.raises(websocket.WebSocketBadStatusException) as refused:
            Socket(server, None).wire.send("40" + auth)
        assert refused.value.status_code == 401

    @pytest.mark.parametrize("auth", ['{"tok":7}', '["x"]', '"str"', "7"])
    def test_auth_changes_nothing_for_who_is_signed_in(self, alex, auth):
        mine = alex.socket(connect=False)
        mine.wire.send("40" + auth)
        mine._until(lambda: mine.connected)
        assert mine.call("leave", {"stream": "x"}) == {"ok": True}


class TestT4TheServersOwnEventsCannotBeFired:
    @pytest.mark.parametrize("name", ["connect", "disconnect", "message", "*", "__class__", "constructor"])
    def test_a_forged_name_is_refused_and_the_socket_stays_known(self, pair, name):
        one, _two, stream = pair
        mine = one.socket()
        assert mine.call(name, {})["code"] == "invalid"
        assert mine.enter(stream)["ok"]
        one.post("/sign-out")
        assert mine.closed(), "a forged disconnect hid the socket from being cut"

    def test_after_five_strikes_the_socket_is_cut(self, alex):
        mine = alex.socket()
        for _ in range(5):
            mine.emit("nonsense", {})
        assert mine.closed()


class TestT5EventsKeepTheirOrder:
    def test_two_hundred_drafts_end_with_the_last(self, pair):
        one, _two, _ = pair
        session = start_remote(one, "specific-thanks")
        mine = one.socket()
        numbers = [mine.emit("do", _draft(session, f"{n}")) for n in range(200)]
        assert all(mine.answer_to(number)["ok"] for number in numbers)
        assert ">199</textarea>" in mine.enter(session)["html"]


class TestT6NoFrameTakesTheServersMemory:
    def test_a_long_message_closes_the_socket(self, server, alex):
        mine = alex.socket()
        before = server.memory()
        with pytest.raises((OSError, websocket.WebSocketException)):
            _send_until_cut(mine)
        assert server.memory() - before < 30_000_000

    def test_compression_is_never_agreed_to(self, server, alex):
        wire = websocket.create_connection(
            f"ws://localhost:{server.port}/socket.io/?EIO=4&transport=websocket",
            cookie=alex.cookie,
            origin=server.origin,
            header=["Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"],
        )
        assert "sec-websocket-extensions" not in {name.lower() for name in wire.headers}
        wire.close()


class TestT7AndT8TheGate:
    @pytest.mark.parametrize(
        ("change", "status"),
        [
            ({"cookie": None}, 401),
            ({"cookie": "place=" + "x" * 43}, 401),
            ({"cookie": "place="}, 401),
            ({"cookie": '"; broken'}, 401),
            ({"origin": "https://evil.example"}, 403),
            ({"origin": "null"}, 403),
            ({"origin": "http://localhost"}, 403),
        ],
    )
    def test_a_handshake_that_is_not_ours_never_reaches_the_engine(self, server, alex, change, status):
        given = {"cookie": alex.cookie, "origin": server.origin, **change}
        with pytest.raises(websocket.WebSocketBadStatusException) as refused:
            Socket(server, given["cookie"], given["origin"])
        assert refused.value.status_code == status

    def test_a_missing_origin_is_refused(self, server, alex):
        address = f"ws://localhost:{server.port}/socket.io/?EIO=4&transport=websocket"
        with pytest.raises(websocket.WebSocketBadStatusException) as refused:
            websocket.create_connection(address, cookie=alex.cookie, suppress_origin=True)
        assert refused.value.status_code == 403

    @pytest.mark.parametrize("headers", [["X-Forwarded-Host: evil.example"], ["Host: evil.example"]])
    def test_a_foreign_host_does_not_make_a_foreign_origin_ours(self, server, alex, headers):
        address = f"ws://localhost:{server.port}/socket.io/?EIO=4&transport=websocket"
        host = "evil.example" if headers[0].startswith("Host") else None
        with pytest.raises(websocket.WebSocketBadStatusException) as refused:
            websocket.create_connection(
                address,
                cookie=alex.cookie,
                origin="http://evil.example",
                host=host,
                header=[] if host else headers,
            )
        assert refused.value.status_code == 403

    def test_polling_is_off(self, alex):
        assert alex.get("/socket.io/?EIO=4&transport=polling").status == 400
        assert alex.get("/socket.io/?EIO=4&transport=polling&j=0").status == 400

    def test_one_person_has_at_most_so_many_sockets(self, tmp_path):
        server = Server(tmp_path / "data", COUPLES_SOCKETS_PER_PERSON="4")
        try:
            alex = Remote(server, "Alex")
            held = [alex.socket() for _ in range(4)]
            with pytest.raises(websocket.WebSocketBadStatusException) as refused:
                alex.socket()
            assert refused.value.status_code == 429
            held.pop().close()
            time.sleep(0.2)
            alex.socket().close()
        finally:
            server.stop()


class TestT9EventsHaveTheirOwnLimit:
    def test_a_flood_is_told_to_slow_down_and_the_rest_go_on(self, tmp_path):
        server = Server(tmp_path / "data", COUPLES_DEEDS_PER_SOCKET="60")
        try:
            mine, calm = Remote(server, "Alex").socket(), Remote(server, "Sam").socket()
            numbers = [mine.emit("leave", {"stream": "x"}) for _ in range(300)]
            codes = [mine.answer_to(number).get("code") for number in numbers]
            assert codes[:60] == [None] * 60 and "busy" in codes
            assert calm.call("leave", {"stream": "x"}) == {"ok": True}
        finally:
            server.stop()


class TestT10WhoStopsReadingIsCut:
    def test_memory_stays_and_the_other_goes_on(self, pair, server):
        one, two, _ = pair
        session = start_remote(one, "specific-thanks")
        deaf, mine = two.socket(), one.socket()
        deaf.enter(session)
        mine.enter(session)
        before = server.memory()
        numbers = []
        for n in range(6000):
            what = "writing" if n % 2 else "idle"
            numbers.append(mine.emit("hint", {"stream": session, "what": what}))
            if len(numbers) > 100:
                assert mine.answer_to(numbers.pop(0))["ok"]
        assert server.memory() - before < 30_000_000
        assert mine.call("leave", {"stream": session}) == {"ok": True}


class TestT11OddFramesHarmNobody:
    def test_hundreds_of_them_leave_the_server_serving(self, server, alex, named):
        odd = [
            "42[", "451-[\"do\",{\"_placeholder\":true,\"num\":0}]", "44", "4", "", "9", "42" + "[" * 3000,
            "42[" + "9" * 5000 + "]", '42["\\ud800"]', '42["do","\\ud800"]', "41", "43", "431[]", "46", "40/other,",
            '42/other,["do",{}]', "bAAAA", "6", "3probe", "1", '422["enter",{"stream":"x","seen":1e400}]',
        ]  # fmt: skip
        for text in odd * 10:
            try:
                mine = alex.socket()
                mine.wire.send(text)
                mine.quiet(0.01)
                mine.close()
            except (OSError, websocket.WebSocketException):
                pass
        assert Remote(server, named("Kim")).socket().call("leave", {"stream": "x"}) == {"ok": True}

    def test_a_binary_frame_closes_the_socket(self, alex):
        mine = alex.socket()
        mine.wire.send_binary(b"\x04hello")
        assert mine.closed()


class TestT12NoLogLineHoldsAWord:
    def test_provoked_errors_are_logged_without_what_was_sent(self, server, pair):
        one, _two, stream = pair
        session = start_remote(one, "specific-thanks")
        mine = one.socket()
        mine.do(session, "answer", "thanks", did="canaryword", effect="", about_you="")
        mine.call(
            "do", {"stream": session, "op": "canaryword", "deed": "answer", "fields": {"canaryword": 7}}
        )
        mine.call("enter", {"stream": stream, "canaryword": 1})
        mine.wire.send('42["canaryword"')
        one.get("/canaryword?canaryword=1")
        one.post("/streams/canaryword/deeds", deed="canaryword")
        one.post("/join", name="canaryword" * 20, passphrase="canaryword")
        assert "canaryword" not in server.log.read_text()


def _draft(session, text):
    from tests.server import deed_message

    return deed_message(session, "draft", "thanks", did=text)


def _signed_in_again(person, name):
    again = Remote.__new__(Remote)
    again.server, again.name, again.cookie = person.server, name, None
    from tests.cast import PASSPHRASE

    answer = again.post("/sign-in", name=name, passphrase=PASSPHRASE)
    again.cookie = answer.header("Set-Cookie").split(";")[0]
    return again


def _send_until_cut(mine):
    for _ in range(64):
        mine.wire.send("42" + "x" * 1_000_000)
    while mine.wire.recv():
        pass
    raise OSError
