"""Charts: valid, and the same to the letter from frame to frame but for their data."""

import base64
import copy
import io
import json

import altair as alt
import jsonschema
import numpy as np
import pytest
from PIL import Image

from core.config import Config
from core.data.sources import SOURCES
from core.plane import activations_over, plane_around
from core.training import advance, change, start
from dashboard import format
from dashboard.charts.gallery import Exhibit, gallery_chart
from dashboard.charts.palette import DARK, LIGHT
from dashboard.charts.picture import COLOURS, picture, scatter
from dashboard.charts.thinning import thinned
from dashboard.panels.lab import boundary, curves, network, values
from dashboard.text import text_in
from tests.dashboard.views import drawn, view_of

PANELS = {
    "boundary": boundary.draw, "network": network.draw,
    "curves": curves.draw,
}  # fmt: skip


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("dataset", ["moons", "iris"])
@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS.keys())
def test_only_the_data_of_a_live_chart_change(panel, language: str, dark: bool, dataset: str):
    early = advance(start(Config(dataset=dataset, m=60, noise=0.0)), 3)
    one, two = (
        drawn(panel, view_of(run, language, dark=dark)) for run in (early, advance(early, 40))
    )
    data_one, data_two = one.pop("datasets"), two.pop("datasets")
    assert json.dumps(one) == json.dumps(two)
    assert data_one.keys() == data_two.keys()
    assert any(not data_one[name].equals(data_two[name]) for name in data_one)


@pytest.mark.parametrize("dataset", ["moons", "ball"])
@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS.keys())
def test_descriptions_are_valid(panel, dataset: str):
    """Altair's own schema says so; the dashboard itself does not ask."""
    chart = drawn(panel, view_of(advance(start(Config(dataset=dataset, m=20, noise=0.0)), 2)))
    del chart["datasets"], chart["alt"]
    chart = copy.deepcopy(chart)
    alt.LayerChart.from_dict(chart, validate=True)
    chart["layer"][0]["encoding"]["x"]["scale"] = "wide"
    with pytest.raises(jsonschema.ValidationError):
        alt.LayerChart.from_dict(chart, validate=True)


def test_the_cost_curve_holds_the_recorded_costs():
    run = advance(start(Config()), 40)
    chart = drawn(curves.draw, view_of(run))
    np.testing.assert_allclose(
        chart["datasets"]["curves"]["training"], run.history.measure("cost"), rtol=1e-5
    )
    now, last = chart["datasets"]["now"], run.snapshot
    assert now["iteration"].to_pylist() == [40]
    np.testing.assert_allclose(now["training"], [last.train.cost], rtol=1e-5)
    np.testing.assert_allclose(now["test"], [last.test.cost], rtol=1e-5)


def test_a_new_picture_moves_nothing_on_the_plane():
    """What the axes are made of stays to the byte, so the browser places no point anew."""
    run = start(Config())
    before, after = (drawn(boundary.draw, view_of(r)) for r in (run, advance(run, 500)))
    changed = {
        name
        for name, table in before["datasets"].items()
        if not table.equals(after["datasets"][name])
    }
    # The picture, and the rings of the samples that are labelled wrongly.
    assert changed == {"field", "wrong"}
    (picture,) = (layer for layer in before["layer"] if layer["data"].get("name") == "field")
    for side in ("x", "y"):
        assert len(picture["encoding"][side]["scale"]["domain"]) == 2


def test_the_plane_is_square():
    """A unit is as long across as up, so that a slope is what it looks like."""
    for dataset in ("flower", "moons", "iris"):
        plane = plane_around(start(Config(dataset=dataset, m=60, noise=0.0)).dataset.X)
        (left, bottom), (right, top) = plane.low, plane.high
        assert right - left == pytest.approx(top - bottom)
    alone = plane_around(np.array([[0.5], [-2.0]]))
    assert (alone.low, alone.high) == ((-0.5, -3.0), (1.5, -1.0))


def test_the_picture_reaches_beyond_the_plane():
    """So no bare strip is left in a chart that is a little wider or higher than square."""
    run = start(Config())
    chart = drawn(boundary.draw, view_of(run))
    plane = plane_around(run.snapshot.train.X)
    (field,) = chart["datasets"]["field"].drop(["url"]).to_pylist()
    assert field["right"] - field["left"] == pytest.approx(boundary.WIDER * 2 * plane.half)
    assert (field["right"] + field["left"]) / 2 == pytest.approx(plane.middle[0])
    assert (field["top"] + field["bottom"]) / 2 == pytest.approx(plane.middle[1])


def test_wrong_samples_are_ringed_and_counted():
    run = advance(start(Config()), 300)
    view = view_of(run)
    chart = drawn(boundary.draw, view)
    of = run.snapshot.train
    wrong = np.flatnonzero((of.cache.A[2] > 0.5) != of.Y)
    ringed = [row["number"] for row in chart["datasets"]["wrong"].to_pylist()]
    assert ringed == (wrong + 1).tolist()
    assert f"{len(wrong)} of 400" in boundary.caption(view)


def test_changes_are_marked_on_the_curves():
    run = change(advance(start(Config()), 30), "learning_rate", 0.5)
    run = change(advance(run, 20), "m", 300)
    marks = drawn(curves.draw, view_of(run))["datasets"]["changes"].to_pylist()
    assert marks == [{"at": 30, "words": "α = 0.5"}, {"at": 50, "words": "m = 300"}]


def test_norms_that_are_zero_say_so():
    said = text_in("en")("curves.zero")
    zeros = view_of(advance(start(Config(initialization="zeros")), 5))
    assert said in json.dumps(drawn(curves.draw, zeros)["layer"])
    some = view_of(advance(start(Config()), 5))
    assert said not in json.dumps(drawn(curves.draw, some)["layer"])


def test_the_pointer_is_told_of_the_rows_while_the_run_rests():
    """While it trains, only of the latest; the tooltip of an older one would be stale."""
    run = advance(start(Config()), 40)
    view = view_of(run)
    resting = drawn(curves.draw, view)["datasets"]
    assert resting["hover"] == resting["curves"]
    view.session.playing = True
    assert drawn(curves.draw, view)["datasets"]["hover"]["iteration"].to_pylist() == [40]


def test_a_moving_matrix_is_its_array():
    array = np.array([[1.0, -2.5, 0.0], [1.5e-7, 12345.678, 3.0]])
    frame = values.plain(array, (0, 1, 9)).to_pandas()
    assert frame.index.tolist() == [1, 2]
    assert frame.columns.tolist() == ["1", "2", "10"]
    assert frame.to_numpy().tolist() == [[format.size(x) for x in row] for row in array.tolist()]


def test_a_shortened_matrix_shows_samples_of_both_classes():
    of = start(Config()).snapshot.train
    at = values.columns_of(of.m)
    assert len(at) == values.MOST_COLUMNS
    assert (at[0], at[-1]) == (0, of.m - 1)
    assert set(of.Y[0, list(at)]) == {0.0, 1.0}
    assert values.columns_of(7) == (0, 1, 2, 3, 4, 5, 6)


def _opened(uri: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(uri.split(",")[1])))


def _image(uri: str) -> Image.Image:
    return _opened(uri).convert("RGB")


def test_a_picture_is_its_array():
    shades = np.linspace(0, 1, 12).reshape(3, 4)
    uri = picture(shades, 0, 1, LIGHT)
    image = _image(uri)
    assert image.size == (4, 3)
    ends = [
        tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in (LIGHT.negative, LIGHT.positive)
    ]
    assert [image.getpixel((0, 0)), image.getpixel((3, 2))] == ends
    assert len(set(image.get_flattened_data())) == 12 <= COLOURS


def test_what_has_no_number_is_transparent():
    values = np.linspace(0, 1, 35).reshape(5, 7)
    values[:, 3] = np.nan
    uri = picture(values, 0, 1, DARK)
    _opened(uri).verify()
    clear = np.asarray(_opened(uri).convert("RGBA"))[:, :, 3]
    np.testing.assert_array_equal(clear == 0, np.isnan(values))


@pytest.mark.parametrize("steep", [0.1, 30.0])
def test_a_line_has_as_much_ink_wherever_it_runs(steep: float):
    """Between two cells it is shared by them, so a slanted line has no stairs."""
    side = 40
    x, y = np.meshgrid(np.arange(side), np.arange(side))
    height = 12.3 + 0.37 * x
    values = 0.5 + 0.5 * np.tanh(steep * (y - height))
    inked, plain = (
        np.asarray(_image(picture(values, 0, 1, LIGHT, 0, line=at)).convert("L"), dtype=float)
        for at in (0.5, None)
    )
    ink = (plain - inked) / (plain.max() - int(LIGHT.ink[3:5], 16))
    columns = ink[:, 2:-2].sum(axis=0)
    middle = (ink * y).sum(axis=0)[2:-2] / columns
    assert columns.min() > 0.6 * columns.max()
    np.testing.assert_allclose(middle, height[0, 2:-2], atol=0.5)
    assert not ink[np.abs(y - height) > 2].any()


def test_no_line_where_nothing_is_crossed():
    flat = picture(np.full((6, 6), 0.5), 0, 1, LIGHT, line=0.5)
    assert len(set(_image(flat).get_flattened_data())) == 1


def test_the_plane_is_seen_from_above():
    data = start(Config(m=50)).snapshot.train
    plane = plane_around(data.X)
    points = plane.grid(20)
    assert points[1, 0] > points[1, -1]
    assert points[0, 0] < points[0, 19]
    A = activations_over(plane, 20, data.parameters, "tanh")
    assert A[1].shape == (4, 20, 20)
    assert A[2].shape == (1, 20, 20)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_a_scatter_shows_both_classes(colours):
    image = scatter(np.array([[0.0, 1.0], [0.0, 1.0]]), np.array([[0.0, 1.0]]), colours)
    assert len(set(image.get_flattened_data())) > 4


def test_thinning_keeps_the_ends():
    assert list(thinned(5, 10)) == [0, 1, 2, 3, 4]
    chosen = thinned(1001, 100)
    assert (len(chosen), chosen[0], chosen[-1]) == (100, 0, 1000)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.0, "0"), (None, "–"), (float("nan"), "–"), (0.5, "0.5000"), (1.5e-7, "1.500e-07"), (483.61, "483.6"), (float("inf"), "∞")],
)  # fmt: skip
def test_sizes_have_four_digits(value, shown: str):
    assert format.size(value) == shown


def test_the_gallery_shows_every_data_set_and_frames_one():
    exhibits = [Exhibit(name, name.title(), f"data:{name}") for name in SOURCES]
    chart = gallery_chart(exhibits, "xor", LIGHT)
    rows = chart["datasets"]["exhibits"].to_pylist()
    assert [row["code"] for row in rows] == list(SOURCES)
    assert [row["code"] for row in rows if row["chosen"]] == ["xor"]
    places = [(row["x"], row["y"]) for row in rows]
    assert len(set(places)) == len(rows)
    assert max(y for _, y in places) < chart["height"]
