"""A learner's own table: read, chosen from, trained on; told apart; nothing lost by nonsense."""

import ast
import io
from pathlib import Path

import numpy as np
import pytest
from sklearn import datasets

from core.config import Config
from core.data.csv import read_csv
from core.data.dataset import DatasetError
from core.training import advance, replay, start
from dashboard import own_data
from dashboard.link import MARK, read_link, write_link
from dashboard.own_data import OWN, XOR, OwnData
from dashboard.panels.data.wording import said as worded
from dashboard.settings import Settings
from dashboard.text import text_in
from tests.dashboard.test_lab import page, run_of

IRIS = "a,b,c,d,kind\n" + "\n".join(
    ",".join(map(str, [*row, "flower" if label else "other"]))
    for row, label in zip(*datasets.load_iris(return_X_y=True), strict=True)
    if label < 2 or row[0] > 5
)  # fmt: skip


def codes() -> dict[str, set[tuple[str, tuple[str, ...]]]]:
    """Every error and note that reading a file can give, with the names of its fields."""
    found: dict[str, set[tuple[str, tuple[str, ...]]]] = {"trouble": set(), "noted": set()}
    for path in Path("core/data").glob("*.py"):
        if path.name == "sources.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", "")
            if name in ("DatasetError", "note"):
                family = "trouble" if name == "DatasetError" else "noted"
                fields = tuple(str(keyword.arg) for keyword in node.keywords)
                first = node.args[0]
                either = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                found[family] |= {
                    (str(part.value), fields) for part in either if isinstance(part, ast.Constant)
                }
    return found


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("family", ["trouble", "noted"])
def test_every_code_has_its_words(language: str, family: str):
    """With values of every kind, and with nothing of a stranger's left as Markdown."""
    text, some = text_in(language), codes()[family]
    assert len(some) > 15
    for code, fields in some:
        values = dict.fromkeys(fields, "**x** [a](b) `c` $d$")
        words = worded(text, family, code, values)
        assert "{" not in words
        outside = "".join(words.split("`")[::2])
        assert "[a](b)" not in outside
        assert "$d$" not in outside


def used(text: str, **chosen: object) -> OwnData:
    own = OwnData()
    own.take(text)
    own.choose(**chosen)
    own.used = own.ready()
    return own


def test_the_source_is_that_of_read_csv():
    own = used(IRIS, target="kind", positive="flower")
    exact = read_csv(io.StringIO(IRIS), "kind", "flower")
    drawn = own.source.draw(own.source.max_m, seed=1)
    np.testing.assert_array_equal(np.sort(drawn.X, axis=1), np.sort(exact.X, axis=1))
    assert drawn.feature_names == exact.feature_names


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_own_table_is_a_data_set_like_any_other(language: str):
    test = page(lang=language)
    session = test.session_state["session"]
    session.own.take(IRIS)
    session.use_own(session.own.ready())
    test.run()
    assert not test.exception
    run = run_of(test)
    n0 = session.own.source.n0
    assert (run.config.dataset, run.dataset.X.shape[0]) == (OWN, n0)
    test.button(key="step").click().run()
    test.number_input(key="set_m").set_value(40).run()
    test.select_slider(key="set_n1").set_value(3).run()
    assert not test.exception
    assert run_of(test).dataset.X.shape == (n0, 40)
    assert run_of(test).source is session.own.source
    test.button(key="reset").click().run()
    session.pin()
    session.check_gradients()
    test.run()
    assert not test.exception
    # Another data set leaves it, and it can be taken again.
    session.set_dataset("moons")
    test.run()
    assert run_of(test).config.dataset == "moons"
    assert not test.exception


def test_a_link_knows_the_table_again():
    """It holds the set-up and a mark, not the data; the same file brings the same run back."""
    test = page()
    session = test.session_state["session"]
    session.own.take(IRIS)
    session.use_own(session.own.ready())
    session.set("n1", 3)
    session.run = advance(session.run, 30)
    session.set("alpha", 0.5)
    session.run = advance(session.run, 20)
    link = write_link(session.settings, session.run) | {MARK: session.own.used.mark}
    assert "flower" not in str(link)
    again = page(**link).session_state["session"]
    assert again.run.config.dataset == "flower"
    again.own.take(IRIS)
    again.use_own(again.own.ready())
    while again.coming is not None and (piece := next(again.coming, None)):
        again.arrive(piece)
    assert again.run.iteration == 50
    assert again.run.snapshot.cost == session.run.snapshot.cost
    # Another table is another run.
    other = page(**link).session_state["session"]
    other.own.take(XOR)
    other.use_own(other.own.ready())
    assert (other.run.iteration, other.run.dataset.X.shape[0]) == (0, 2)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_link_without_its_table_says_so(language: str):
    test = page(lang=language, dataset="csv", table="0123456789", n1=3, at=50)
    assert not test.exception
    assert text_in(language)("own.awaited") in " ".join(w.value for w in test.warning)
    assert run_of(test).config.dataset == "flower"


def test_a_mark_is_of_the_numbers():
    marks = {
        used(XOR).used.mark,
        used(XOR.replace("1,1,0", "1,2,0")).used.mark,
        used(IRIS).used.mark,
    }
    assert len(marks) == 3
    assert used(XOR).used.mark == used(XOR.replace(",", ";")).used.mark


def test_xor_is_learned():
    run = advance(
        start(Config(dataset=OWN, m=4, noise=0.0, n1=4, initialization="xavier"), used(XOR).source),
        3000,
    )
    assert run.snapshot.cost < 0.1
    assert run.snapshot.train.accuracy == 1


def test_nonsense_a_hundred_times_loses_nothing():
    rng = np.random.default_rng(0)
    test = page(at=30)
    session = test.session_state["session"]
    cost = session.run.snapshot.cost
    session.own.take(IRIS)
    table = session.own.table
    for i in range(100):
        session.own.take(bytes(rng.integers(0, 256, rng.integers(1, 300), dtype=np.uint8)))
        if session.own.error is not None:
            assert isinstance(session.own.error, DatasetError)
            assert worded(
                text_in("zh" if i % 2 else "en"),
                "trouble",
                session.own.error.code,
                session.own.error.fields,
            )
        elif session.own.table is not table:
            session.own.ready()
            session.own.take(IRIS)
            table = session.own.table
    assert session.own.table is table
    assert session.run.snapshot.cost == cost


def test_a_bad_file_after_a_good_one_is_told():
    """What was read before can still be used, and the error does not go because of that."""
    own = used(IRIS)
    own.take(b"PK\x03\x04 a workbook")
    assert own.ready() is not None
    assert own.error.code == "workbook"
    own.take(IRIS + "\n")
    assert own.error is None


def test_a_first_line_that_may_be_a_sample_is_asked_about():
    own, text = OwnData(), "5,1,a\n6,2,b\n7,3,a\n8,1,b\n9,2,a\n5,3,b\n"
    own.take(text)
    assert own.error.code == "no_header"
    own.take_again(header=False)
    assert (own.error, own.table.rows, own.table.names[0]) == (None, 6, "column 1")
    assert own.unread == b""
    own = OwnData()
    own.take(text)
    own.take_again(header=True)
    assert (own.table.rows, own.table.names) == (5, ("5", "1", "a"))


def test_upper_and_lower_case_are_one_if_the_learner_says_so():
    own = OwnData()
    own.take("x,answer\n" + "1,Yes\n2,no\n4,yes\n3,no\n" * 5)
    assert own.ready() is None
    assert own.refused.code == "label_spellings"
    own.choose(ignore_case=True)
    assert own.ready().source.class_names == ("no", "yes")


def test_two_sessions_see_only_their_own():
    one, other = (page().session_state["session"] for _ in range(2))
    one.own.take(IRIS)
    one.use_own(one.own.ready())
    assert other.own.table is None
    assert other.run.config.dataset == "flower"


def test_no_stranger_chooses_a_column():
    own = used(IRIS)
    for changed in ({"target": "__class__"}, {"features": ("a", "zz")}):
        with pytest.raises(ValueError, match="no column"):
            own.choose(**changed)


def test_the_target_is_asked_for_and_another_one_drops_the_rest():
    own = OwnData()
    own.take(IRIS)
    assert own.chosen.target == own.inspection.target == "kind"
    own.choose(positive="flower", features=("a", "b"))
    assert own.ready().source.n0 == 2
    own.choose(target="a")
    assert (own.chosen.positive, own.chosen.features) == (None, None)
    assert own_data.usable(own.inspection, "kind") == ["a", "b", "c", "d"]


def test_a_replay_takes_the_source():
    source = used(IRIS).source
    config = Config(dataset=OWN, m=50, noise=0.0)
    run = replay(config, (), 20, source)
    assert run.source is source
    link = read_link(write_link(Settings(config), run) | {MARK: "x"}, source)
    assert link.settings.config.m == 50
