"""What is sealed under a couple's key opens after a turn of keys, and nothing of it under the old one."""

import time

from couples.factory import make_app
from couples.upkeep.rotate import rotate
from tests.cast import counselor, open_session
from tests.consent.given import opened
from tests.homework.test_homework import WHY, gives
from tests.remarks.test_remarks import COMMENT, says


def test_comments_and_lines_of_why_open_after_a_turn(app, alex, sam, couple):
    session = open_session(alex, sam, "specific-thanks")
    alex.do(session, "stop")
    noor = counselor(app, "Noor")
    id = opened(app, noor, alex, sam, sessions=[session])
    says(noor, id, session, COMMENT)
    gives(noor, id)
    settings = app.extensions["couples"].settings
    rotate(settings, time.time())
    server = make_app(settings)
    try:
        client = server.test_client()
        client.set_cookie("place", alex.token)
        assert COMMENT in client.get(f"/sessions/{session}/review").get_data(as_text=True)
        assert WHY in client.get("/home").get_data(as_text=True)
    finally:
        server.extensions["couples"].writer.stop()
