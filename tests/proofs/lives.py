"""Two partners and their counselor with one of everything, and each valid request that names something of theirs."""

import re
from dataclasses import dataclass, field
from uuid import uuid4

from couples.domain.consent import SCOPES
from couples.domain.days import in_days
from couples.extensions import db
from couples.homework.models import HomeworkRow, OwnExerciseRow
from couples.remarks.models import CommentRow
from tests.cast import PASSPHRASE, counselor, open_session, start
from tests.consent.given import opened
from tests.homework.test_homework import gives
from tests.homework.test_own_exercises import GOOD
from tests.own_data.plays import alone, marked, played
from tests.play import FOR_ONE
from tests.remarks.test_remarks import says

LIMIT = {"matters": "my sleep", "line": "no money talk after ten", "will": "I say good night"}
# Of each: who sends it, how, where, and with what. {name} stands for an id. What takes something away comes last.
VALID = (
    *(
        ("one", "GET", path, {})
        for path in (
            "/sessions/{running}", "/sessions/{session}/review", "/sessions/{solo}/review", "/ours/{ledger}/kept",
            "/ours/{ledger}/{item}/calendar", "/letters/{letter}", "/with/{counsel}", "/with/{counsel}/alone/{shown}",
            "/practice/{homework}", "/prompts/mine/{entry}", "/prompts/mine/{entry}/share",
        )
    ),
    *(
        ("noor", "GET", "/counsel/{counsel}" + path, {})
        for path in (
            "", "/alone/{shown}", "/sessions/{session}", "/now/{running}", "/ours/need", "/balance", "/brief",
            "/scales", "/report", "/report.pdf?part=need", "/practice",
        )
    ),
    ("one", "POST", "/with/{counsel}/answer", {
        "said": "yes", "words": "{words}", "scope": [*SCOPES], "sessions": ["{session}"], "until": "{until}",
        "passphrase": PASSPHRASE,
    }),
    ("two", "POST", "/with/{counsel}/share", {"session": "{session}", "on": "1"}),
    ("one", "POST", "/prompts/mine/{entry}", {"text": "other words", "version": "1"}),
    ("one", "POST", "/prompts/mine/{entry}/show", {"counsel": "{counsel}"}),
    ("one", "POST", "/prompts/mine/{entry}/share", {}),
    ("one", "POST", "/practice/{homework}/start", {"mode": "apart"}),
    ("one", "POST", "/sessions/{phone}/phone", {"passphrase": PASSPHRASE}),
    ("one", "POST", "/sessions/{phone}/hand-over", {}),
    ("two", "POST", "/streams/{running}/deeds", {"deed": "draft", "step": "thanks", "did": "half a sen"}),
    ("two", "POST", "/streams/{second}/deeds", {"deed": "let_in", "counsel": "{counsel}"}),
    ("one", "POST", "/streams/{ledger}/deeds", {
        "deed": "begin", "step": "new-boundary", "item": "limit-{new}", **LIMIT,
    }),
    ("one", "POST", "/streams/{ledger}/deeds", {"deed": "answer", "step": "limit-{new}", **LIMIT}),
    ("one", "POST", "/streams/{ledger}/deeds", {"deed": "release", "step": "limit-{new}"}),
    ("noor", "POST", "/counsel/{counsel}/sessions/{session}", {"step": "", "text": "a line"}),
    ("noor", "POST", "/counsel/{counsel}/sessions/{session}", {"step": "", "text": "a line", "for": "me"}),
    ("noor", "POST", "/counsel/{counsel}/practice", {"exercise": "slow-turns", "due": "{until}", "why": "a line"}),
    ("noor", "POST", "/counsel/{counsel}/sessions/{session}/remarks/{comment}/take-back", {}),
    ("noor", "POST", "/counsel/{counsel}/now/{running}/leave", {}),
    ("noor", "POST", "/counsel/{counsel}/practice/{homework}/take-back", {}),
    ("noor", "POST", "/counsel/exercises/{exercise}/remove", {}),
    ("two", "POST", "/streams/{running}/deeds", {"deed": "stop"}),
    ("one", "POST", "/practice/{put_away}/put-away", {}),
    ("one", "POST", "/with/{counsel}/alone/{shown}/take-back", {}),
    ("one", "POST", "/letters/{letter}/take-back", {}),
    ("one", "POST", "/prompts/mine/{entry}/delete", {}),
    ("one", "POST", "/sessions/{session}/remove", {}),
    ("one", "POST", "/sessions/{solo}/remove", {}),
    ("two", "POST", "/you/places/{place}/end", {}),
    ("one", "POST", "/streams/{couple}/deeds", {"deed": "unlink"}),
)  # fmt: skip
NOT_IDS = {"words", "until", "new"}


@dataclass
class Life:
    """`people` by what VALID calls them; `ids` by what it calls those; `names` are in every word of theirs."""

    people: dict
    names: tuple
    told: dict
    ids: dict = field(default_factory=dict)

    def __post_init__(self):
        self.ids = {name: value for name, value in self.told.items() if name not in NOT_IDS}
        self._words = re.compile(rf"mark(?:{'|'.join(self.names)})\d+x".encode())

    def words_in(self, told):
        """The marks of these three in what somebody got."""
        return {*self._words.findall(told)}


def life(app, one, two, couple, name):
    """All of it, made through the pages, each word with the mark of whose it is."""
    noor = counselor(app, name)
    session = played(app, one, two, "say-one-need")
    counsel = opened(app, noor, one, two, sessions=[session])
    told = {"couple": couple, "session": session, "counsel": counsel, "words": "", "new": name.lower()}
    told |= _written(app, one, noor, counsel) | {"solo": alone(app, one, FOR_ONE[0])}
    told["comment"] = _said(app, noor, counsel, session)
    told["homework"], told["put_away"] = _given(app, noor, counsel)
    told |= _going_on(app, one, two, counsel) | _signed_in(app, two)
    told["until"] = in_days(9, app.extensions["couples"].writer.clock())
    told["exercise"] = _own_exercise(app, noor)
    return Life({"one": one, "two": two, "noor": noor}, (one.name, two.name, name), told)


def sent(app, person, method, path, fields):
    """One request as a browser of that person sends it."""
    told = {**fields, "op": str(uuid4())} if path.endswith("/deeds") else fields
    headers = {"Sec-Fetch-Site": "same-origin"}
    return person.client.open(path, method=method, data=told or None, headers=headers)


def filled(given, names):
    """A path or fields with ids for names."""
    if isinstance(given, str):
        return given.format_map(names) if "{" in given else given
    if isinstance(given, list):
        return [filled(each, names) for each in given]
    return {name: filled(each, names) for name, each in given.items()}


def named(path, fields):
    """The names of the ids in a request."""
    found = re.findall(r"\{(\w+)\}", " ".join([path, repr([*fields.values()])]))
    return sorted({*found} - NOT_IDS)


def _written(app, one, noor, counsel):
    """An entry, a copy for the other, one for the counselor, and something in what they have agreed on."""
    mark = marked(one)
    entry = f"{noor.name:E<22}"
    one.post("/prompts/open", passphrase=PASSPHRASE)
    one.post(f"/prompts/mine/{entry}", text=mark("mine"), version="0")
    letter = one.post(f"/prompts/mine/{entry}/share").location.rsplit("/", 1)[1]
    shown = one.post(f"/prompts/mine/{entry}/show", counsel=counsel).location.rsplit("/", 1)[1]
    page = one.get("/ours").get_data(as_text=True)
    ledger = re.search(r'data-stream="([^"]+)"', page)[1]
    item = re.search(r'id="card-([^"]+)"', page)[1]
    return {"entry": entry, "letter": letter, "shown": shown, "ledger": ledger, "item": item}


def _said(app, noor, counsel, session):
    assert says(noor, counsel, session, marked(noor)("a line"), "").status_code == 303
    return _newest(app, CommentRow, noor)[0]


def _given(app, noor, counsel):
    for exercise in ("specific-thanks", "your-day-my-ear"):
        assert gives(noor, counsel, exercise, why=marked(noor)("because")).status_code == 303
    return _newest(app, HomeworkRow, noor)


def _own_exercise(app, noor):
    assert noor.post("/counsel/exercises", text=GOOD).status_code == 303
    return _newest(app, OwnExerciseRow, noor)[0]


def _newest(app, table, noor):
    with app.app_context():
        query = db.select(table.id).where(table.counselor_id == noor.login.account_id)
        return db.session.execute(query.order_by(table.at.desc())).scalars().all()


def _going_on(app, one, two, counsel):
    running = open_session(one, two, "specific-thanks")
    one.do(running, "draft", "thanks", did=marked(one)("half"))
    for person in (one, two):
        person.form(running, "let_in", counsel=counsel)
    second = open_session(one, two, "your-day-my-ear")
    return {"running": running, "second": second, "phone": start(one, "specific-thanks", mode="one_phone")}


def _signed_in(app, person):
    """Another place of sign-in of the same person."""
    client = app.test_client()
    client.post(
        "/sign-in",
        data={"name": person.name, "passphrase": PASSPHRASE},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    page = person.get("/you/places").get_data(as_text=True)
    return {"place": re.findall(r"/you/places/([\w-]+)/end", page)[0]}
