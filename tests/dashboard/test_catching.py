"""A link that asks for much work: the page comes at once, and the run is the same in the end."""

import threading
import time
from itertools import pairwise

import pytest

from core.config import Change, Config
from core.training import advance, replay, replaying, start
from dashboard.link import read_link
from dashboard.panels.shared import catching
from dashboard.session import Session, opened
from dashboard.turns import TURNS
from tests.core.test_training import same
from tests.dashboard.test_lab import page, run_of

CHANGES = (Change(40, "learning_rate", 0.3), Change(40, "W[1](2,1)", 1.5), Change(90, "m", 300))


def test_in_pieces_it_is_the_same_run():
    *pieces, last = replaying(Config(), CHANGES, 120)
    same(last, replay(Config(), CHANGES, 120))
    assert last.changes == CHANGES
    iterations = [piece.iteration for piece in pieces]
    assert iterations == sorted(iterations)
    by_hand = advance(start(Config()), 40)
    assert next(p for p in pieces if p.iteration == 40).snapshot.cost == by_hand.snapshot.cost


@pytest.mark.parametrize(("config", "least"), [(Config(), 100), (Config(m=5000, n1=64), 1)])
def test_a_piece_of_a_heavy_run_is_few_updates(config: Config, least: int):
    pieces = replaying(config, (), 20_000)
    first, second = next(pieces).iteration, next(pieces).iteration
    assert first == 0
    assert least <= second < 10 * least


def test_only_the_first_piece_is_computed_before_the_page():
    session = opened(read_link({"m": "5000", "n1": "64", "at": "20000"}))
    assert session.run.iteration == 0
    assert session.goal == 20_000
    session.stay()
    assert session.coming is None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_catches_up(monkeypatch, language: str):
    """With no time at all before the page: all of it under a bar of progress."""
    monkeypatch.setattr(catching, "AT_ONCE", 0.0)
    test = page(lang=language, at=300)
    assert not test.exception
    assert run_of(test).iteration == 300
    same(run_of(test), replay(Config(), (), 300))
    assert test.metric[0].value == "300"


def test_who_stands_in_line_waits_for_one_piece_at_a_time(monkeypatch):
    """A piece of this run takes some 3 ms, and a turn of one who is alone holds six of them."""
    monkeypatch.setattr(catching, "AT_ONCE", 0.0)
    monkeypatch.setattr(catching, "BESIDE_OTHERS", 0.0)
    ended, turns, pieces = threading.Event(), [], []
    take = Session.take_piece

    def counted(session: Session) -> None:
        pieces.append(len(turns))
        take(session)

    monkeypatch.setattr(Session, "take_piece", counted)

    def train() -> None:
        while not ended.is_set():
            with TURNS.picture():
                turns.append(None)
                time.sleep(0.005)

    others = [threading.Thread(target=train) for _ in range(2)]
    for other in others:
        other.start()
    test = page(m=5000, n1=64, at=60)
    ended.set()
    for other in others:
        other.join()
    assert run_of(test).iteration == 60
    # Between two pieces somebody else had a turn: nearly always here, seldom with turns of 20 ms.
    later = [b > a for a, b in pairwise(pieces)]
    assert len(later) > 20
    assert sum(later) > 0.25 * len(later)


def test_two_threads_may_take_pieces_at_once():
    """Streamlit answers a click in a new thread while the old one still computes."""
    session = opened(read_link({"at": "4000"}))
    failed = []

    def take() -> None:
        try:
            while session.coming is not None:
                session.take_piece()
        except ValueError as error:
            failed.append(error)

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    same(session.run, replay(Config(), (), 4000))


def test_what_was_given_up_does_not_come_after_all():
    """A piece that is computed while its run is given up is not put over the next one."""
    session = opened(read_link({"at": "4000"}))
    of_the_link, at_work = session.coming, threading.Event()
    assert of_the_link is not None

    def slowly():
        at_work.set()
        time.sleep(0.05)
        yield from of_the_link

    session.coming = slowly()
    thread = threading.Thread(target=session.take_piece)
    thread.start()
    at_work.wait()
    session.stay()
    come_to = session.run
    thread.join()
    assert session.coming is None
    assert session.run is come_to
