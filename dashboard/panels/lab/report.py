"""A run as one page to hand in: set-up, what its numbers say, curves, plane, tables; all inside."""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

import numpy as np

from core.passes import GradientSize
from core.plane import activations_over, plane_around
from core.training import Run
from dashboard import format
from dashboard.charts import svg
from dashboard.charts.palette import LIGHT
from dashboard.charts.picture import picture
from dashboard.charts.plane import STRENGTH
from dashboard.charts.thinning import thinned
from dashboard.panels.lab import boundary, curves, dimensions, gradients
from dashboard.panels.lab.status import diagnosis
from dashboard.settings import SETTINGS, Settings
from dashboard.text import Text, feature_words

IN_CONFIG = ("m", "noise", "seed", "n1", "wseed", "alpha")
"""The settings that are shown as they are."""
STYLE = """
body { font: 14px/1.5 system-ui, sans-serif; color: #1d2529; max-width: 60rem; margin: 2rem auto; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; margin: 1.2rem 0 .3rem; }
table { border-collapse: collapse; } td, th { border: 1px solid #d5dadd; padding: .15rem .5rem; }
th { text-align: left; background: #f4f6f7; } td.number { text-align: right; }
div.row { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; }
@media print { body { margin: 0; } a { color: inherit; } }
"""
MOST_POINTS = 300


def report(text: Text, run: Run, address: str, holds: str) -> str:
    """The text of an HTML page that needs nothing else: no script, no other file, no server.

    Parameters
    ----------
    text : Text
        The words in the page's language.
    run : Run
        Shown at its end.
    address : str
        A link.
    holds : {"again", "again_table", "again_setup"}
        What the link brings back: the run, the run once its table is given, or its set-up only.
    """
    page = Element("html", lang=text.language)
    head, body = SubElement(page, "head"), SubElement(page, "body")
    SubElement(head, "meta", charset="utf-8")
    _put(head, "title", text("report.title"))
    _put(head, "style", STYLE)
    _put(body, "h1", text("report.title"))
    _put(body, "p", text("report.name"))
    _put(body, "p", plain(_sentence(text, run)))
    row = SubElement(body, "div", {"class": "row"})
    _table(_part(row, text("report.setup")), [], _setup(text, run))
    _table(_part(row, text("report.numbers")), [], _numbers(text, run))
    _part(row, text("boundary.title")).append(_plane(text, run))
    row = SubElement(body, "div", {"class": "row"})
    pictures = {
        "cost": (curves.cost_curves(text, LIGHT), False),
        "curves": (curves.norm_curves(run.history, LIGHT), True),
    }
    for name, (series, log) in pictures.items():
        frame = curves.frame(run.history, series, text("cost.x"))
        _part(row, text(f"{name}.title")).append(svg.curves(frame, series, LIGHT, log=log))
    of = run.snapshot.train
    _table(
        _part(body, text("dimensions.title")),
        [text(f"dimensions.{name}") for name in dimensions.WIDTHS],
        [tuple(cells.values()) for cells in dimensions.rows(text, of)],
    )
    names = ("name", "norm", "largest", "mean", "update")
    _table(
        _part(body, text("gradients.title")),
        [text(f"gradients.{name}") for name in names],
        [_sizes(size) for size in gradients.in_order(of.sizes)],
    )
    _put(_part(body, text(f"report.{holds}")), "a", address).set("href", address)
    return "<!DOCTYPE html>\n" + tostring(page, encoding="unicode", method="html")


def plain(words: str) -> str:
    """A sentence of the page without what Streamlit makes icons, colours and bold type of."""
    words = re.sub(r":[a-z]+\[:material/[a-z_]+:\]\s*", "", words)
    return re.sub(r"\*\*|`|\$", "", words)


def _sentence(text: Text, run: Run) -> str:
    """What the run's numbers say about it."""
    if run.diverged:
        return text("status.stopped", iteration=format.whole(run.iteration))
    return diagnosis(text, run) or text("report.no_sentence")


def _setup(text: Text, run: Run) -> list[tuple[str, str]]:
    config = run.config
    data = f"dataset.{config.dataset}"
    rows = [(text("set.dataset"), text(data) if text.has(data) else config.dataset)]
    rows += [
        (text(f"set.{code}"), _value(SETTINGS[code].get(Settings(config)))) for code in IN_CONFIG
    ]
    rows.append((text("set.activation"), text(f"activation.{config.activation}")))
    rows.append((text("set.init"), text(f"init.{config.initialization}")))
    rows += [
        (text("report.at", iteration=format.whole(at)), words) for at, words in curves.changes(run)
    ]
    return rows


def _value(value: object) -> str:
    return format.learning_rate(value) if isinstance(value, float) else str(value)


def _numbers(text: Text, run: Run) -> list[tuple[str, str]]:
    of = run.snapshot
    return [
        (text("lab.iteration"), format.whole(of.iteration)),
        (text("lab.cost"), format.cost(of.train.cost)),
        (text("lab.test_cost"), format.cost(of.test.cost)),
        (text("lab.accuracy"), format.share(of.train.accuracy)),
        (text("lab.test_accuracy"), format.share(of.test.accuracy)),
    ]


def _sizes(size: GradientSize) -> tuple[str, ...]:
    update = format.short(size.update) if size.name.kind == "dW" else ""
    return (
        str(size.name), format.short(size.norm), format.short(size.largest),
        format.short(size.mean), update,
    )  # fmt: skip


def _plane(text: Text, run: Run) -> Element:
    of = run.snapshot.train
    plane = plane_around(of.X)
    # The parameters of a run that has diverged give no finite numbers.
    with np.errstate(all="ignore"):
        output = activations_over(plane, boundary.SIDE, of.parameters, of.config.activation)
    image = picture(
        output[len(of.parameters.W)][0], 0.0, 1.0, LIGHT, strength=STRENGTH, line=0.5
    )  # fmt: skip
    titles = [feature_words(text, run.dataset.feature_names[f]) for f in plane.features]
    points = boundary.points(of, plane, list(thinned(of.m, MOST_POINTS)))
    (left, bottom), (right, top) = plane.low, plane.high
    return svg.plane(image, points, (left, right, bottom, top), (titles[0], titles[1]), LIGHT)


def _part(parent: Element, title: str) -> Element:
    part = SubElement(parent, "section")
    _put(part, "h2", title)
    return part


def _put(parent: Element, tag: str, words: str) -> Element:
    element = SubElement(parent, tag)
    element.text = words
    return element


def _table(parent: Element, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = SubElement(parent, "table")
    if heads:
        row = SubElement(table, "tr")
        for head in heads:
            _put(row, "th", head)
    for cells in rows:
        row = SubElement(table, "tr")
        for i, cell in enumerate(cells):
            _put(row, "th" if i == 0 else "td", cell)
