"""A run taken away and opened again; nothing is lost by a file that is no run."""

from dataclasses import replace
from urllib.parse import urlencode

import numpy as np
import pytest

from core.config import Config
from core.export import archive
from core.network import Parameters
from core.training import advance, change, start
from dashboard.link import POINTS, write_link
from dashboard.own_data import OWN
from dashboard.own_data import drawn as opened_own
from dashboard.settings import Settings
from dashboard.text import text_in
from tests.core.test_training import same
from tests.dashboard.test_lab import page, run_of
from tests.dashboard.test_own_data import IRIS


def saved(run) -> bytes:
    return archive(run, urlencode(write_link(Settings(run.now), run)))


def changed_run():
    run = advance(start(Config(n1=3, m=60)), 30)
    run = advance(change(run, "learning_rate", 0.3), 20)
    return advance(change(run, "W[1](2,1)", 0.75), 15)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_archive_brings_the_same_run_back(language: str):
    run, test = changed_run(), page(lang=language)
    session = test.session_state["session"]
    session.open_saved(saved(run))
    test.run()
    assert not test.exception
    same(run_of(test), run)
    assert run_of(test).changes == run.changes
    assert not session.differs
    assert not test.warning
    assert test.metric[0].value == "65"


def test_other_numbers_in_the_file_are_told():
    run, test = changed_run(), page()
    W = {l: array.copy() for l, array in run.snapshot.train.parameters.W.items()}
    W[1][0, 0] = np.nextafter(W[1][0, 0], 1)
    other = Parameters(W, run.snapshot.train.parameters.b)
    changed = run.snapshot._replace(train=replace(run.snapshot.train, parameters=other))
    session = test.session_state["session"]
    session.open_saved(saved(replace(run, snapshot=changed)))
    test.run()
    assert session.differs
    assert text_in("en")("away.differs") in [w.value for w in test.warning]
    # After anything else it is the run on show that counts.
    test.button(key="step").click().run()
    assert not test.session_state["session"].differs


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nonsense", b"x" * 1000])
def test_what_is_no_run_is_refused_and_the_present_one_stays(content: bytes):
    test = page(at=20)
    session, before = test.session_state["session"], run_of(test)
    with pytest.raises(ValueError, match="archive"):
        session.open_saved(content)
    assert session.run is before


def test_a_strangers_address_is_read_as_a_links():
    test = page()
    session = test.session_state["session"]
    session.open_saved(archive(advance(start(Config(m=20)), 5), "n1=999&m=abc&at=5&evil=<b>"))
    test.run()
    assert not test.exception
    assert run_of(test).config == Config()
    assert {p.name for p in session.problems} >= {"n1", "m"}


def test_drawn_samples_of_an_archive_leave_a_table_that_is_being_read():
    """The run is on the drawn ones; the table is still there to choose from, and so is a drawing."""
    drawn = opened_own("0010e0e00ee1")
    run = advance(start(replace(Config(n1=3, noise=0.0), dataset=OWN, m=4), drawn.source), 12)
    link = write_link(Settings(run.now), run) | {POINTS: drawn.used.points}
    test = page()
    session = test.session_state["session"]
    session.own.take(IRIS)
    session.own.choose(target="kind", positive="flower")
    session.own.drawing.put(3, 3, 1)
    table, chosen = session.own.table, session.own.chosen
    session.open_saved(archive(run, urlencode(link)))
    test.run()
    assert not test.exception
    same(run_of(test), run)
    assert session.own.table is table
    assert session.own.chosen == chosen
    assert len(session.own.drawing.points) == 4
    session.own.drawing.undo()
    assert len(session.own.drawing.points) == 1
    # The table can be used as if nothing had been.
    session.use_own(session.own.ready())
    test.run()
    assert run_of(test).dataset.class_names[1] == "flower"
    # Without a table the drawn samples are what the dialog shows.
    other = page().session_state["session"]
    other.open_saved(archive(run, urlencode(link)))
    assert (other.own.points, other.own.table.rows) == (drawn.used.points, 4)
