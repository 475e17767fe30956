"""What a person sees and does in the Lab, against the numbers of core."""

import time
from functools import partial

import pytest

from core.config import Change, Config
from core.focus import weight
from core.training import Run, advance, replay, start
from core.types import Name
from dashboard import format
from dashboard.charts.layout import layout
from dashboard.charts.live import HEIGHT
from dashboard.panels.lab.focus import number
from dashboard.panels.lab.gradients import in_order
from dashboard.panels.lab.replay import MOST_FRAMES
from tests.chromium.driver import Lab

W1 = Name("W", 1)
PUBLISHED_COSTS = {
    1000: "0.288083", 2000: "0.254385", 3000: "0.233864", 4000: "0.226792",
    5000: "0.222644", 6000: "0.219731", 7000: "0.217504",
}  # fmt: skip
PUBLISHED_ACCURACY = {1: "67.50 %", 2: "67.25 %", 3: "90.75 %", 4: "90.50 %", 5: "91.25 %"}


def shown(run) -> list[str]:
    """What the page must show of a run beside the buttons."""
    s = run.snapshot
    return [
        format.whole(s.iteration), format.cost(s.train.cost), format.cost(s.test.cost),
        format.share(s.train.accuracy), format.share(s.test.accuracy),
    ]  # fmt: skip


def assert_tables_are(lab: Lab, run) -> None:
    """Every number of the two tables equals core's."""
    dimensions, gradients = lab.table(0)[1:], lab.table(1)[1:]
    assert len(dimensions) == len(run.snapshot.train.dimensions)
    for cells, row in zip(dimensions, run.snapshot.train.dimensions, strict=True):
        text = " ".join(cells)
        assert format.shape(row.shape) in text
        assert format.whole(row.entries) in cells
        assert "✓" in cells
    assert len(gradients) == len(run.snapshot.train.sizes)
    for cells, size in zip(gradients, in_order(run.snapshot.train.sizes), strict=True):
        assert str(size.name) in cells
        for value in (size.norm, size.largest, size.mean):
            assert format.short(value) in cells


def assert_values_are(lab: Lab, run, name: Name) -> None:
    """Every number of the matrix on show equals core's."""
    array = run.snapshot.train.matrices[name]
    # The copy holds the numbers whole, of which the eye sees four digits.
    cells = [[float(cell) for cell in row[-array.shape[1] :]] for row in lab.table(2)[1:]]
    assert cells == array.tolist()


def assert_charts_are(lab: Lab, run) -> None:
    """What the drawing and the curves tell at the pointer is core's."""
    width = lab.chart(0)["width"]
    # A quarter of the way from x1 to the first hidden unit only their own line runs.
    places = layout((2, 4, 1))
    x1, unit = places.layer(0)[0], places.layer(1)[0]
    told = lab.point(0, (x1.x + 0.25 * (unit.x - x1.x)) * width, x1.y + 0.25 * (unit.y - x1.y))
    assert f"W[1]: 1, 1 → {format.size(run.snapshot.train.parameters.W[1][0, 0])}" in told
    told = lab.point(0, unit.x * width, unit.y)
    assert f"its b[1] {format.size(run.snapshot.train.parameters.b[1][0, 0])}" in told
    norms = [size.norm for size in run.snapshot.train.sizes if size.name.kind != "dZ"]
    values = [run.snapshot.train.cost, run.snapshot.test.cost, *norms]
    assert_curves_tell(lab.point_at_the_end(2).split(), run.iteration, values)


def assert_curves_tell(told: list[str], iteration: int, values: list[float]) -> None:
    """A tooltip's names and numbers, in turn: the iteration, and six digits of each value."""
    first, *others = told[1::2]
    assert first == str(iteration)
    assert [float(other) for other in others] == [float(f"{value:.6g}") for value in values]


def assert_page_is(lab: Lab, run, name: Name = W1) -> None:
    """Every number of every panel equals core's."""
    assert lab.measures() == shown(run)
    lab.eventually(lambda: assert_tables_are(lab, run))
    lab.eventually(lambda: assert_values_are(lab, run, name))


def test_every_number_is_cores_before_and_after_training(lab: Lab):
    config = Config(dataset="moons", m=120, noise=0.1, n1=4, learning_rate=0.5)
    lab.open(dataset="moons", m=120, noise=0.1, n1=4, alpha=0.5, iters=60)
    assert_page_is(lab, start(config))
    lab.train_to_the_end()
    run = advance(start(config), 60)
    assert_page_is(lab, run)
    lab.eventually(lambda: assert_charts_are(lab, run))


def test_a_click_on_the_dimension_table_chooses_a_matrix(lab: Lab):
    lab.open(at=40)
    run = advance(start(Config()), 40)
    for column, row, name in [(0, 5, Name("W", 2)), (3, 1, Name("dW", 1)), (1, 7, Name("Z", 2))]:
        lab.click_cell(0, row, column)
        if name.kind != "Z":
            lab.eventually(partial(assert_values_are, lab, run, name))
    assert "Z[2] (1, m) = W[2] (1, 4) · A[1] (4, m)" in lab.page.inner_text("body")
    lab.press("step")
    lab.settle()
    # A step keeps the matrix chosen.
    assert "Z[2] (1, m) = W[2]" in lab.page.inner_text("body")


@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_every_matrix_has_a_formula_that_can_be_typeset(lab: Lab, activation: str):
    lab.open(at=10, activation=activation)
    pills = lab.page.locator(".st-key-matrix button")
    names = [name.strip() for name in pills.all_inner_texts()]
    assert names == [str(name) for name in start(Config()).snapshot.train.matrices]
    for i, name in enumerate(names):
        pills.nth(i).click()
        lab.page.wait_for_function(
            """name => [...document.querySelectorAll('[data-testid=stMain] code')].some(
                code => code.innerText.startsWith(name + ' ('))""",
            arg=name,
        )
        assert lab.page.locator(".katex-error").count() == 0, name


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_click_shows_the_arithmetic(lab: Lab, language: str):
    """Of a unit, of a weight and of a sample, with core's numbers; and the way to the lesson."""
    lab.open(lang=language, at=60)
    of = advance(start(Config()), 60).snapshot.train
    places, box = layout((2, 4, 1)), lab.chart(0)
    focus = lab.page.locator(".st-key-focus")
    x1, second = places.layer(0)[0], places.layer(1)[1]
    lab.page.mouse.click(box["x"] + second.x * box["width"], box["y"] + second.y)
    focus.wait_for()
    lab.settle()
    read = lab.read(focus)
    for value in (*of.parameters.W[1][1], of.parameters.b[1][1, 0], of.parameters.W[2][0, 1]):
        assert number(value) in read
    lab.press("look_away")
    focus.wait_for(state="detached")
    lab.settle()
    unit, box = places.layer(1)[0], lab.chart(0)
    lab.page.mouse.click(
        box["x"] + (x1.x + 0.3 * (unit.x - x1.x)) * box["width"],
        box["y"] + x1.y + 0.3 * (unit.y - x1.y),
    )
    focus.wait_for()
    lab.settle()
    read = lab.read(focus)
    found = weight(of, 1, 0, 0)
    for value in (found.value, found.gradient, *found.products[found.largest[:3]]):
        assert number(value) in read
    # The weight's past.
    focus.locator("[data-testid=stVegaLiteChart] canvas").wait_for()
    lab.press("look_away")
    focus.wait_for(state="detached")
    lab.settle()
    # Samples are found by what the plane tells at the pointer.
    box = lab.chart(1)
    spots = [(0.3 + 0.02 * i, 0.35 + 0.015 * j) for i in range(12) for j in range(12)]
    told = next(
        t for t in ((lab.point(1, u * box["width"], v * box["height"])) for u, v in spots) if t
    )
    sample = int(told.split()[1]) - 1
    lab.page.mouse.down()
    lab.page.mouse.up()
    focus.wait_for()
    lab.settle()
    read = lab.read(focus)
    for value in (*of.X[:, sample], *of.cache.Z[1][:, sample], of.cache.A[2][0, sample]):
        assert number(value) in read
    assert format.size(of.losses[sample]) in read
    lab.press("walk_through")
    lab.page.wait_for_selector("[data-testid=stMain] .katex")
    lab.settle()
    assert f"sample={sample + 1}" in lab.page.url or sample == 0
    assert "net=lab" in lab.page.url
    assert lab.exceptions() == 0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_matrix_leads_to_its_step_and_back(lab: Lab, language: str):
    lab.open(lang=language, at=40)
    lab.page.locator(".st-key-matrix button").filter(has_text="dW[2]").first.click()
    lab.settle()
    lab.press("explain")
    lab.wait_for_step("dW2")
    lab.settle()
    assert "net=lab" in lab.page.url
    lab.press("see_in_lab")
    lab.page.wait_for_selector(".st-key-play button:visible")
    lab.settle()
    run = advance(start(Config()), 40)
    lab.eventually(lambda: assert_values_are(lab, run, Name("dW", 2)))
    assert lab.exceptions() == 0


def test_a_weight_changed_by_hand_is_followed(lab: Lab):
    lab.open(at=30)
    lab.page.get_by_text("Change W[1] by hand").click()
    table = lab.page.locator("[data-testid=stExpander] [data-testid=stDataFrame]").last
    lab.write_cell(table, 90, 52, "2.5")
    lab.page.wait_for_function(
        "(new URL(location).searchParams.get('changes') || '').startsWith('30W1')"
    )
    lab.settle()
    changes = lab.page.evaluate("new URL(location).searchParams.get('changes')")
    assert changes == "30W1r1c1v2.5"
    run = replay(Config(), [Change(30, "W[1](1,1)", 2.5)], 30)
    assert_page_is(lab, run)
    lab.press("step")
    lab.page.wait_for_function(
        "document.querySelector('[data-testid=stMetricValue]').textContent === '31'"
    )
    lab.settle()
    assert lab.measures() == shown(replay(Config(), [Change(30, "W[1](1,1)", 2.5)], 31))


def cells(run: Run) -> set[str]:
    """Every number of the gradient table and of W[1] as it is written there."""
    sizes = run.snapshot.train.sizes
    table = [n for size in sizes for n in (size.norm, size.largest, size.mean, size.update)]
    weights = run.snapshot.train.parameters.W[1].ravel()
    return {*map(format.short, table), *map(format.size, weights)}


@pytest.mark.alone
def test_the_live_view(lab: Lab):
    lab.open(speed=20, iters=100_000)
    lab.page.evaluate(
        """() => {
            window.canvases = 0; window.seen = []; let last = null;
            const create = document.createElement.bind(document);
            document.createElement = (name, options) => {
                if (String(name).toLowerCase() === 'canvas') window.canvases++;
                return create(name, options); };
            const look = () => {
                const text = document.querySelector('[data-testid=stMetricValue]').textContent;
                if (text !== last) { last = text; window.seen.push([performance.now(), text]); }
                requestAnimationFrame(look); };
            look(); }"""
    )
    lab.press("play")
    # A busy machine may take its time to the first frame; the rate is measured after it.
    lab.page.wait_for_function("window.seen.length > 2")
    lab.page.wait_for_timeout(2000)
    charts = lab.page.locator("[data-testid=stVegaLiteChart]")
    places = [charts.nth(i).bounding_box() for i in range(charts.count())]
    frames, canvases = lab.page.evaluate("[window.seen.length, window.canvases]")
    # A point of the decision boundary and of a unit's map, read in every animation frame: never
    # the bare page.
    unit = layout((2, 4, 1)).layer(1)[1]
    lab.page.evaluate(
        """() => {
            window.looks = 0; window.bare = 0;
            const [drawing, plane] = document.querySelectorAll('[data-testid=stVegaLiteChart] canvas');
            const bare = (canvas, x, y) => {
                const at = [canvas.width * x, canvas.height * y].map(Math.round);
                const [r, g, b, a] = canvas.getContext('2d').getImageData(...at, 1, 1).data;
                return a === 0 || Math.min(r, g, b) > 250; };
            const look = () => {
                window.looks++;
                if (bare(plane, 0.55, 0.25) || bare(drawing, UNIT)) window.bare++;
                requestAnimationFrame(look); };
            look(); }""".replace("UNIT", f"{unit.x}, {(unit.y - unit.side / 4) / HEIGHT}")
    )
    lab.page.wait_for_timeout(10_000)
    looks, bare = lab.page.evaluate("[window.looks, window.bare]")
    assert looks > 50
    assert bare <= looks / 50
    more, created = lab.page.evaluate("[window.seen.length, window.canvases]")
    rate = (more - frames) / 10
    # After a hundred frames everything is where it was, in the very same canvases.
    assert [charts.nth(i).bounding_box() for i in range(charts.count())] == places
    # A table measures its text on a canvas of its own now and then; a chart rebuilt would make
    # one or more in every frame.
    assert created - canvases < (more - frames) / 4
    measures, painted = lab.measures_and_what_is_painted()
    pressed = lab.page.evaluate("performance.now()")
    lab.press("play")
    lab.page.wait_for_timeout(2500)
    lab.settle()
    still = lab.page.evaluate("window.seen.at(-1)[0]") - pressed
    print(f"\nlive view: {rate:.1f} frames/s, {created - canvases} canvases, pause {still:.0f} ms")
    # The figures are printed; the bounds leave room for a busy machine.
    assert rate >= 5
    assert still < 1500
    iterations = [int(text.replace(",", "")) for _, text in lab.page.evaluate("window.seen")]
    assert iterations == sorted(iterations)
    assert_page_is(lab, advance(start(Config()), lab.iteration()))
    # While it trained, the panels showed core's numbers, and those of a frame together.
    # Its iterations are those that were seen: a frame that takes long ends before its 20 updates.
    now = int(measures[0].replace(",", ""))
    runs = [start(Config())]
    for iteration in sorted({*iterations, now}):
        runs.append(advance(runs[-1], iteration - runs[-1].iteration))
    at = [run.iteration for run in runs].index(now)
    for i, value in enumerate(measures):
        assert value in [shown(run)[i] for run in runs[at - 2 : at + 1]]
    for table, told in (
        (1, lambda run: [format.short(size.norm) for size in run.snapshot.train.sizes]),
        (2, lambda run: [format.size(w) for w in run.snapshot.train.parameters.W[1].ravel()]),
    ):
        assert any(set(told(run)) <= set(painted[table]) for run in runs[at - 5 :])
        # Of the start no number is left, but for one that a later frame has by chance.
        later = {text for run in runs[at - 5 :] for text in cells(run)}
        assert not (set(told(runs[0])) - later) & set(painted[table])
        assert set(told(runs[0])) - later


def test_alpha_changes_while_it_trains(lab: Lab):
    lab.open(speed=5, iters=100_000)
    lab.press("play")
    lab.page.wait_for_timeout(1500)
    slider = lab.page.locator(".st-key-set_alpha input[type=range]")
    slider.focus()
    slider.press("ArrowRight")
    lab.page.wait_for_timeout(2000)
    lab.press("play")
    lab.settle()
    # The address holds when α changed; core, changed at that iteration, gives the same format.
    changes = lab.page.evaluate("new URL(location).searchParams.get('changes')")
    at, value = changes.split("a")
    assert int(at) > 0
    assert float(value) == 1.5
    run = replay(Config(), [Change(int(at), "learning_rate", 1.5)], lab.iteration())
    assert lab.measures() == shown(run)


def test_m_changes_and_w_and_b_stay(lab: Lab):
    lab.open(at=200)
    lab.enter("m", 300)
    run = replay(Config(), [Change(200, "m", 300)], 200)
    assert lab.measures() == shown(run)
    lab.eventually(lambda: assert_tables_are(lab, run))
    # The norms of W and b are those of before; the shapes with m are new, and the page says which.
    before = advance(start(Config()), 200)
    for was, now in zip(
        before.snapshot.train.dimensions, run.snapshot.train.dimensions, strict=True
    ):
        assert (was.shape != now.shape) == was.holds_m
    assert "400" in lab.page.inner_text("body")
    lab.enter("iters", 260)
    lab.train_to_the_end()
    assert lab.measures() == shown(replay(Config(), [Change(200, "m", 300)], 260))


def test_a_refresh_brings_the_same_numbers_back(lab: Lab):
    lab.open(at=150, changes="100a0.5_120m350")
    measures = lab.measures()
    changes = [Change(100, "learning_rate", 0.5), Change(120, "m", 350)]
    assert measures == shown(replay(Config(), changes, 150))
    lab.press("step")
    lab.settle()
    stepped = lab.measures()
    lab.page.reload()
    lab.page.wait_for_selector(".st-key-play button:visible")
    lab.settle()
    assert lab.measures() == stepped != measures
    run = replay(Config(), changes, 151)
    assert_page_is(lab, run)
    lab.eventually(lambda: assert_charts_are(lab, run))


@pytest.mark.alone
def test_the_replay_plays_without_the_server(lab: Lab):
    lab.open(at=300)
    lab.press("replay")
    slider = lab.page.locator("[role=dialog] input[type=range]")
    slider.wait_for()
    lab.settle()
    frames = len(replay(Config(), (), 300).history.spread(MOST_FRAMES))
    assert int(slider.get_attribute("max") or 0) == frames - 1
    # It plays by itself, through many frames, with the server knowing nothing of it.
    watch = """() => { window.drawn = 0; window.frames = new Set();
        const slider = document.querySelector('[role=dialog] input[type=range]');
        const look = () => {
            window.drawn++; window.frames.add(slider.value); requestAnimationFrame(look); };
        look(); }"""
    lab.page.evaluate(watch)
    lab.page.wait_for_timeout(3000)
    drawn, frames = lab.page.evaluate("[window.drawn, window.frames.size]")
    print(f"\nreplay: {drawn / 3:.0f} drawings/s, {frames / 3:.0f} frames/s")
    assert drawn > 60
    assert frames > 20
    # One click holds it.
    lab.page.locator("[role=dialog] input[type=checkbox]").click()
    lab.page.wait_for_timeout(300)
    held = slider.input_value()
    lab.page.wait_for_timeout(500)
    assert slider.input_value() == held
    assert lab.exceptions() == 0


def test_time_travel_shows_every_panel_of_that_iteration(lab: Lab):
    lab.open(at=90)
    slider = lab.page.locator(".st-key-view input[type=range]")
    slider.focus()
    for _ in range(10):
        slider.press("ArrowLeft")
    lab.page.wait_for_timeout(800)
    lab.settle()
    run = advance(start(Config()), 80)
    assert_page_is(lab, run)
    lab.press("from_here")
    lab.settle()
    assert lab.measures() == shown(run)
    lab.press("step")
    lab.settle()
    assert lab.measures() == shown(advance(start(Config()), 81))


def test_the_gradient_check_stands_beside_the_gradients(lab: Lab):
    lab.open(at=20, init="xavier")
    lab.press("check")
    lab.settle()

    def assert_checked() -> None:
        cells = {row[0]: row for row in lab.table(1)}
        assert float(cells["dW[1]"][-1]) <= 1e-7

    lab.eventually(assert_checked)
    assert len(lab.alerts()) == 1
    lab.press("step")
    lab.settle()
    # Of another iteration the check says nothing, so it is gone.
    assert lab.alerts() == []


@pytest.mark.parametrize(
    "link", [{"n1": "abc"}, {"m": -5}, {"alpha": "1e999"}, {"dataset": "roses"}, {"changes": "x"}, {"at": "soon"}]
)  # fmt: skip
def test_a_bad_link_gets_one_plain_sentence(lab: Lab, link):
    lab.open(**link)
    assert len(lab.alerts()) == 1
    assert lab.exceptions() == 0
    assert lab.measures() == shown(start(Config()))


def test_an_axis_writes_tens_as_numbers(lab: Lab):
    """Vega gives an axis of tens one significant digit, and `g` would write 30 as 3e+1."""
    lab.page.add_init_script(
        """window.painted = [];
        const write = CanvasRenderingContext2D.prototype.fillText;
        CanvasRenderingContext2D.prototype.fillText = function (text, ...where) {
            window.painted.push(text);
            return write.call(this, text, ...where); };"""
    )
    lab.open(alpha=100, at=4)
    assert float(lab.measures()[1]) > 30
    assert {"10", "20", "30"} <= set(lab.page.evaluate("painted"))


def test_a_run_that_diverges_says_so_and_offers_its_best_iteration(lab: Lab):
    lab.open(alpha=5000, dataset="blobs", activation="relu")
    lab.train_to_the_end()
    assert any("diverged" in alert for alert in lab.alerts())
    lab.press("back_to")
    lab.settle()
    assert lab.alerts() == []
    assert lab.exceptions() == 0
    assert lab.iteration() == 0


@pytest.mark.alone
def test_a_closed_tab_stops_training(lab: Lab, server):
    def ticks() -> int:
        with open(f"/proc/{server[1].pid}/stat") as stat:
            return sum(map(int, stat.read().rsplit(")", 1)[1].split()[11:13]))

    def used(milliseconds: int) -> int:
        before = ticks()
        other.wait_for_timeout(milliseconds)
        return ticks() - before

    other = lab.page.context.new_page()
    lab.open(iters=1_000_000)
    lab.press("play")
    lab.page.wait_for_timeout(2000)
    busy = used(2000)
    lab.page.close()
    other.wait_for_timeout(3000)
    assert used(2000) < busy / 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_scrolls_sideways_on_a_phone(chromium, server, scheme: str, language: str):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    lab = Lab(context.new_page(), server[0]).open(lang=language, at=30, dataset="iris")
    assert lab.page.evaluate("document.documentElement.scrollWidth") <= 390
    main = lab.page.locator("[data-testid=stMain]")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth")
    context.close()


def test_the_language_is_the_browsers_and_can_be_switched(chromium, server):
    context = chromium.new_context(locale="zh-CN", viewport={"width": 1400, "height": 900})
    lab = Lab(context.new_page(), server[0]).open()
    assert "学习率" in lab.page.inner_text("body")
    lab.page.locator(".st-key-set_lang").get_by_text("English", exact=True).click()
    lab.page.wait_for_function("document.body.innerText.includes('learning rate')")
    lab.settle()
    body = lab.page.inner_text("body")
    assert "learning rate" in body
    assert "学习率" not in body
    assert "lang=en" in lab.page.url
    assert "学习率" in lab.open(lang="zh").page.inner_text("body")
    context.close()


@pytest.mark.alone
def test_a_heavy_link_shows_its_progress_and_can_be_stopped(lab: Lab):
    """A minute of training: something is there within two seconds, and a click ends it."""
    lab.page.goto(f"{lab.url}/?m=5000&n1=64&at=20000&lang=en")
    bar = lab.page.locator(".st-key-catching")
    bar.wait_for()
    began = time.monotonic()
    lab.press("stay")
    lab.page.wait_for_selector(".st-key-play button:visible")
    assert time.monotonic() - began < 5
    lab.settle()
    iteration = int(lab.measures()[0].replace(",", ""))
    assert 0 < iteration < 20_000
    run = replay(Config(m=5000, n1=64), (), iteration)
    assert lab.measures() == shown(run)
