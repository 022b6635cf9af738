"""Someone takes along all of their own words, and not one of the other's."""

from couples.ledger.queries import ledger_of
from couples.pairing.queries import link_of
from tests.cast import Person
from tests.own_data.plays import Export, alone, marks, played, words_in
from tests.play import FOR_ONE, FOR_TWO

PRIVATE = "0123456789012345678901"


def ledger(app, person):
    with app.app_context():
        return ledger_of(link_of(person.login.account_id))


def test_of_every_exercise_all_own_words_and_none_of_the_other(app, alex, sam, couple):
    sessions = [played(app, alex, sam, slug) for slug in FOR_TWO]
    streams = [*sessions, ledger(app, alex)]
    for me, them in ((alex, sam), (sam, alex)):
        own = set().union(*(words_in(app, stream, me) for stream in streams))
        export = Export(me)
        found = own & marks(me.name, export.everything)
        theirs = marks(them.name, export.mine)
        signed = marks(them.name, export.signed)
        print(
            f"{me.name}: exercises {len(sessions)}, own words found {len(found)} of {len(own)}, "
            f"words of the other {len(theirs)}, in what both signed {len(signed)}"
        )
        assert len(own) > len(FOR_TWO) and found == own
        assert not theirs and marks(them.name, export.everything) == signed


def test_what_is_done_alone_is_in_it(app, jo):
    sessions = [alone(app, jo, slug) for slug in FOR_ONE]
    own = set().union(*(words_in(app, session, jo) for session in sessions))
    found = own & marks("Jo", Export(jo).everything)
    print(f"alone: exercises {len(sessions)}, own words found {len(found)} of {len(own)}")
    assert own and found == own


def test_after_an_unlink_it_is_the_same(app, alex, sam, couple):
    for slug in FOR_TWO[:8]:
        played(app, alex, sam, slug)
    before = Export(alex)
    sam.post("/pair/end")
    after = Export(alex)
    assert marks("Alex", before.everything) == marks("Alex", after.everything)
    assert not marks("Sam", after.mine)


def test_half_written_and_kept_words_are_in_it(app, alex, sam, couple):
    session = played(app, alex, sam, "specific-thanks")
    assert session
    stream = ledger(app, alex)
    alex.do(stream, "draft", "new-need", when="markAlex9000x half")
    boxes = {"matters": "markAlex9001x", "line": "I do not shout", "will": "I leave the room"}
    alex.do(stream, "begin", "new-boundary", item="limit-of-alex", **boxes)
    export = Export(alex)
    assert {"markAlex9000x", "markAlex9001x"} <= marks("Alex", export.mine)
    assert not {"markAlex9000x", "markAlex9001x"} & marks("Alex", Export(sam).everything)


def test_of_an_agreement_in_the_making_only_what_someone_added(app, alex, sam, couple):
    stream = ledger(app, alex)
    alex.do(stream, "begin", "new-agreement", item="agreement-1")
    alex.do(stream, "take_pen", "agreement-1")
    assert alex.do(stream, "write", "agreement-1", text="markAlex1x we cook on Mondays").version
    sam.do(stream, "take_pen", "agreement-1")
    sam.do(stream, "draft", "agreement-1", part="text", text="markAlex1x we cook on Mondays markSam1x")
    half = Export(sam)
    assert marks("Sam", half.mine) and not marks("Alex", half.everything)
    assert sam.do(stream, "write", "agreement-1", text="markAlex1x we cook on Mondays and markSam2x").version
    assert marks("Sam", Export(sam).mine) == {"markSam2x"}
    assert not marks("Alex", Export(sam).everything) and not marks("Sam", Export(alex).everything)


def test_private_writing_and_letters_are_in_it(app, alex, sam, couple):
    alex.post("/prompts/open", passphrase="seven purple kettles hum")
    alex.post(f"/prompts/mine/{PRIVATE}", text="markAlex1x in private", version="0", tags="markAlex2x")
    sent = alex.post(f"/prompts/mine/{PRIVATE}/share")
    assert sent.status_code == 303 and "/letters/" in sent.location
    alex.post("/prompts/lock")
    export = Export(alex)
    assert [len(export.data["parts"][name]) for name in ("writing", "letters")] == [1, 1]
    assert marks("Alex", export.mine) == {"markAlex1x", "markAlex2x"}
    assert not marks("Alex", Export(sam).everything)
    assert alex.get(f"/prompts/mine/{PRIVATE}").status_code == 302  # it is as locked as before


def test_what_else_is_known_of_someone_is_in_it(alex, sam, couple):
    alex.post("/exercises/specific-thanks/favourite", wanted="1")
    export = Export(alex)
    parts = export.data["parts"]
    assert [len(parts[name]) for name in ("account", "places", "links")] == [1, 1, 1]
    assert "Alex" in export.pages and "Sam" not in export.everything
    assert export.data["format"] == "couples-own-data" and export.data["version"] == 1


def test_the_passphrase_is_asked_again(alex):
    answer = alex.post("/you/data/export", passphrase="something else entirely")
    assert answer.status_code == 422 and answer.mimetype == "text/html"
    assert alex.post("/you/data/export").status_code == 422


def test_guessing_is_slowed_down(make_app):
    alex = Person(make_app(sign_in_account="2 per hour"), "Alex")
    answers = [alex.post("/you/data/export", passphrase="wrong").status_code for _ in range(3)]
    assert answers == [422, 422, 429]


def test_the_file_is_made_once_and_its_name_tells_nothing(alex, tmp_path):
    before = set((tmp_path / "data").rglob("*"))
    answer = Export(alex).answer
    assert answer.headers["Content-Disposition"] == 'attachment; filename="data.zip"'
    assert answer.headers["Cache-Control"] == "no-store" and answer.mimetype == "application/zip"
    new = {path.name for path in (tmp_path / "data").rglob("*")} - {path.name for path in before}
    assert not [name for name in new if "zip" in name]


def test_words_never_become_part_of_a_page(app, alex, sam, couple):
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)> & \"' {{ 7 * 7 }}"
    stream = ledger(app, alex)
    boxes = {"when": attack, "feel": attack, "need": attack, "ask": attack}
    assert alex.do(stream, "begin", "new-need", item="need-of-alex", **boxes).version
    export = Export(alex)
    assert "&lt;script&gt;" in export.pages
    assert "<script" not in export.pages and "<img" not in export.pages
    lines = [line["text"] for piece in export.data["parts"]["ours"] for line in piece["lines"]]
    assert lines.count(attack) == 4
