"""A learner's own values of a sweep's axes: read by the setting's own row, kept, and trained."""

import io

import pandas as pd
import pytest

from core.config import Config
from core.training import replay, start
from dashboard.link import read_link, write_explore
from dashboard.panels.explore import grid, results
from dashboard.plans import MOST_VALUES, Plan, chosen_values, fitted
from dashboard.text import text_in
from tests.dashboard.test_explore import SMALL, explore_of, swept
from tests.dashboard.test_explore_views import explore_page

FLOWER = start(Config()).source


@pytest.mark.parametrize(
    ("code", "given", "taken", "fits"),
    [
        ("n1", [1, "7", "３３"], (1, 7, 33), True),
        ("n1", [1, "65"], (1,), False),
        ("n1", [1, "2.5"], (1,), False),
        ("n1", [2, "2"], (2,), True),
        ("alpha", [1.2, "0.7", "1e-3"], (0.001, 0.7, 1.2), True),
        ("alpha", ["nan", "inf", "-1", "0", "1,5", "", "__import__('os')"], (), False),
        ("alpha", [True, None], (), False),
        ("m", [400, "123"], (123, 400), True),
        ("m", ["100000000000000000000"], (), False),
        ("noise", ["0.15"], (0.15,), True),
        ("wseed", ["9999", "10000"], (9999,), False),
        ("activation", ["relu", "tanh"], ("tanh", "relu"), True),
        ("activation", ["tanh", "eval"], ("tanh",), False),
        ("n1", list(range(1, MOST_VALUES + 2)), tuple(range(1, MOST_VALUES + 1)), False),
    ],
)
def test_what_is_taken_of_what_was_typed(code: str, given: list, taken: tuple, fits: bool):
    found = chosen_values(code, given, FLOWER)
    assert found == (taken, fits)
    assert [type(v) for v in found[0]] == [type(v) for v in taken]


def test_own_values_give_the_cells_of_that_very_run_and_travel():
    plan = SMALL.having(columns=(3, 7), rows=(0.12345678901, 1.2))
    explore = swept(plan)
    for n1 in (3, 7):
        (cell,) = explore.at((n1, 0.12345678901))
        run = replay(Config(m=60, n1=n1, learning_rate=0.12345678901), (), 60)
        assert cell.cost == run.snapshot.train.cost
    assert {s.row for s in grid.squares(text_in("en"), explore)} == {"0.12345678901", "1.2"}
    table = pd.read_csv(io.StringIO(results.table(explore.cells).to_csv(index=False)))
    assert set(table["learning_rate"]) == {0.12345678901, 1.2}
    explore.plan = plan.having(iterations=200, target=0.3)
    link = read_link(write_explore(explore))
    assert link.problems == []
    assert link.explore.plan == explore.plan


def test_another_source_keeps_the_own_values_that_it_takes():
    iris = start(Config(dataset="iris", m=60, noise=0.0)).source
    assert fitted(Plan("m", "n1", (37, 399), (1, 7)), iris).columns == (37,)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_value_is_typed_and_one_that_does_not_fit_is_told(language: str):
    text = text_in(language)
    test = explore_page("sweep", language, lambda session: session.explore.vary(SMALL))
    key = f"values_across_n1_{language}"
    assert text("explore.own") in [c.value for c in test.caption]
    test.multiselect(key=key).set_value([1, 3, "7"]).run()
    assert not test.exception
    assert explore_of(test).plan.columns == (1, 3, 7)
    assert list(test.multiselect(key=key).value) == [1, 3, 7]
    test.multiselect(key=key).set_value([1, "[x](http://a)", "65"]).run()
    assert not test.exception
    assert explore_of(test).plan.columns == (1,)
    (warning,) = test.warning
    assert warning.value == text(
        "explore.takes_whole", axis=text("set.n1"), low="1", high="64", most=MOST_VALUES
    )
    assert list(test.multiselect(key=key).value) == [1]
    test.multiselect(key=key).set_value([1, 4]).run()
    assert not test.warning
    assert explore_of(test).plan.columns == (1, 4)
