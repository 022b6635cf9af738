"""Two people with half a year behind them, as the sample couple has."""

import time

from couples.demo import story
from couples.extensions import db


def tell(app, couple):
    house = app.extensions["couples"]
    story.tell(house.writer, house.writer.live(couple).head, time.time())


def forget_facts(app, couple):
    """What both saw happen is gone; check-ins and choices stay."""
    table = db.metadata.tables["contribution"]
    app.extensions["couples"].writer.run(lambda batch: batch.connection.execute(table.delete()))
