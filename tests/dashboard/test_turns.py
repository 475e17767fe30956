"""Pictures one at a time and in order; answers before pictures; nobody is kept waiting for ever."""

import threading
import time
from itertools import groupby

import pytest

from core.config import Config
from core.training import Stop, advance, start
from dashboard import player
from dashboard.turns import PATIENCE, Turns


def in_threads(count: int, work) -> None:
    threads = [threading.Thread(target=work, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
        assert not thread.is_alive()


def test_one_at_a_time_and_each_in_its_turn():
    turns, inside, order = Turns(), [0], []

    def work(i: int) -> None:
        for _ in range(20):
            with turns.picture():
                inside[0] += 1
                assert inside[0] == 1
                order.append(i)
                time.sleep(0.001)
                inside[0] -= 1

    in_threads(6, work)
    assert turns.waiting == 0
    assert len(order) == 120
    # Nobody has a second turn while another waits, but at the very beginning and end.
    again = sum(len(list(group)) - 1 for _, group in groupby(order[20:-20]))
    assert again <= 2


@pytest.mark.alone
def test_a_picture_waits_for_an_answer_but_not_for_ever():
    turns, waited = Turns(), []

    def draw(_: int) -> None:
        began = time.monotonic()
        with turns.picture():
            waited.append(time.monotonic() - began)

    with turns.answer():
        in_threads(3, draw)
    assert all(PATIENCE * 0.9 < seconds < PATIENCE + 1 for seconds in waited)
    waited.clear()
    in_threads(1, draw)
    assert waited[0] < 0.1


@pytest.mark.alone
def test_a_page_that_goes_on_with_pictures_has_answered():
    turns = Turns()
    with turns.answer():
        turns.answered()
        began = time.monotonic()
        with turns.picture():
            assert time.monotonic() - began < 0.1
    with turns.picture():
        pass


def test_a_picture_that_breaks_off_gives_its_turn_back():
    turns = Turns()
    frames = player.frames(start(Config(m=20)), Stop(1000), 5, turns)
    next(frames)
    assert turns.waiting == 1
    frames.close()
    assert turns.waiting == 0


@pytest.mark.alone
def test_the_frames_are_the_run_itself():
    """However it is cut, and however many wait: 20 updates a frame, and the last at the stop."""
    run = start(Config(m=20))
    iterations = [r.iteration for r in player.frames(run, Stop(90), 20, Turns())]
    assert iterations == [20, 40, 60, 80, 90]
    *_, last = player.frames(run, Stop(90), 20, Turns())
    assert last.snapshot.cost == advance(run, 90).snapshot.cost


@pytest.mark.alone
def test_a_heavy_run_takes_short_turns():
    """At 500 updates of m = 5,000 and n[1] = 64 a frame, which would take a second and a half."""
    frames = player.frames(start(Config(m=5000, n1=64)), Stop(10_000), 500, Turns())
    began = time.perf_counter()
    first = next(frames).iteration
    assert time.perf_counter() - began < 10 * player.LONGEST_COMPUTING
    frames.close()
    assert 0 < first < 500
