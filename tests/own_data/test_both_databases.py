"""Deleting on both databases: rows go in an order that neither of them refuses."""

import pytest
from sqlalchemy import func, select

from couples.extensions import db
from tests.cast import PASSPHRASE
from tests.own_data.plays import alone, played
from tests.own_data.test_delete import leaves
from tests.own_data.test_export import PRIVATE, ledger

KEPT = {"alembic_version", "exercise_copy"}  # an exercise as it was holds nobody's words


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request):
    return "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")


def test_when_both_have_gone_nothing_is_left_in_any_table(app, alex, sam, couple):
    for slug in ("make-an-agreement", "specific-thanks", "say-one-need"):
        played(app, alex, sam, slug)
    alone(app, alex, "my-five")
    alex.post("/prompts/open", passphrase=PASSPHRASE)
    alex.post(f"/prompts/mine/{PRIVATE}", text="in private", version="0")
    alex.post(f"/prompts/mine/{PRIVATE}/share")
    alex.post("/exercises/specific-thanks/favourite", wanted="1")
    sam.do(ledger(app, sam), "draft", "new-need", when="half")
    before = counted(app)
    for person in (alex, sam):
        assert leaves(person).status_code == 200
    after = {name: count for name, count in counted(app).items() if count and name not in KEPT}
    print(f"rows before {sum(before.values())}, in {sum(map(bool, before.values()))} tables; after {after}")
    assert after == {}


def counted(app):
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in db.metadata.sorted_tables
        }
