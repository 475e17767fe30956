"""What the detectors of the bug hunt found: verdicts beside the prediction, and both curves."""

import math

import streamlit as st

from core.practice.bench import Hunt
from core.practice.detectors import CURVE_ITERATIONS, DETECTORS, Verdict, fixture
from core.practice.program import PARAMETERS
from core.types import Name
from dashboard import format
from dashboard.charts.practice import costs_chart
from dashboard.panels.shared.raised import raised
from dashboard.panels.shared.table import draw_table, words
from dashboard.text import Text
from dashboard.view import View

LOWER = 0.99
"""J has ended lower than another one if it is below this part of it."""


def given(text: Text, of: Hunt) -> str:
    """What the program is given from outside, and what it is run on."""
    outside = text("hunt.given", g=text(f"activation.{of.setup.activation}"))
    return f"{outside}\n\n{_run_on(text, of)}"


def _run_on(text: Text, of: Hunt) -> str:
    """The data and the network, and why they are not the Lab's where they are not."""
    bench, m = of.bench, format.whole(len(of.setup.labels))
    if bench is None:
        stand_in = [text("hunt.diverges")] if of.diverges else []
        on = text("hunt.on_fixture", m=m, iterations=CURVE_ITERATIONS)
        return "  \n".join([*stand_in, on])
    samples = text("hunt.every", m=m)
    if bench.m < bench.m_of_run:
        samples = text("hunt.some", m=m, all=format.whole(bench.m_of_run))
    parts = [text(
        "hunt.on_lab", data=text(f"dataset.{bench.dataset}"), samples=samples,
        alpha=format.learning_rate(bench.alpha), n1=of.setup.n1, iterations=CURVE_ITERATIONS,
    )]  # fmt: skip
    if bench.n1 < bench.n1_of_run and not of.mistake.square:
        parts.append(text("hunt.fewer_units", all=bench.n1_of_run))
    return "  \n".join(parts)


def instead(text: Text, of: Hunt) -> str:
    """What had to be other than in the Lab so that the fault changes something, if anything."""
    bench = of.bench
    if bench is None:
        return ""
    if of.mistake.square and bench.n1_of_run != of.setup.n1:
        return text("hunt.squared", n1=of.setup.n1)
    if of.setup.activation != bench.activation:
        return text("hunt.activation_instead", lab=text(f"activation.{bench.activation}"))
    return ""


def table(text: Text, of: Hunt, said: frozenset[str]) -> None:
    """Every detector: whether what was predicted came true, its verdict, and what it saw."""
    columns = {
        "detector": words(text("hunt.detector"), 118),
        "said": words(text("hunt.said"), 116),
        "verdict": words(text("hunt.verdict"), 78),
        "seen": words(text("hunt.seen"), 214),
    }
    rows = [
        {
            "detector": text(f"detector.{name}"),
            "said": f"{_sign(name in said, found)} "
            + text("hunt.will" if name in said else "hunt.will_not"),
            "verdict": text(f"detects.{found.outcome}"), "seen": seen(text, name, found),
        }
        for name, found in of.verdicts.items()
    ]  # fmt: skip
    draw_table(st.container(), rows, columns, text("hunt.alt"))
    failure = of.verdicts["error"].failure
    if failure is not None:
        why = raised(text, failure.message)
        st.caption(text("sees.stopped", line=failure.line, iteration=failure.iteration, why=why))


def _sign(said: bool, found: Verdict) -> str:
    """Whether a prediction came true; neither where the detector cannot tell."""
    if found.outcome == "cannot":
        return format.NONE
    return "✓" if said == found.rejects else "✗"


def seen(text: Text, name: str, found: Verdict) -> str:
    """What a detector saw, in numbers."""
    if found.blind:
        return text("sees.blind")
    if found.failure is not None and name == "error":
        return text("sees.at", line=found.failure.line, iteration=found.failure.iteration)
    if found.outcome == "cannot":
        return text("sees.ended" if found.failure else "sees.shapes_differ")
    if found.outcome == "passes" and name in ("error", "shape"):
        return ""
    names = text("list.and").join(str(Name.of(name)) for name in found.names)
    if name == "shape" or not found.numbers:
        return names
    if name == "gradient_check":
        worst = _two_digits(max(found.numbers.values()))
        kind = "gradient_wrong" if found.rejects else "gradient_fine"
        if len(found.names) == len(PARAMETERS):
            return text("sees.gradient_all", worst=worst)
        return text(f"sees.{kind}", worst=worst, names=names)
    numbers = {key: format.short(value) for key, value in found.numbers.items()}
    if not all(map(math.isfinite, found.numbers.values())):
        return text("sees.no_number")
    return text(f"sees.{name}", **numbers)


def _two_digits(value: float) -> str:
    """A magnitude of which only the order matters; without a power of ten where it needs none."""
    if not 1e-3 <= value < 1e3:
        return format.brief(value)
    return f"{value:.{max(0, 1 - math.floor(math.log10(value)))}f}"


def lessons(text: Text, of: Hunt) -> list[str]:
    """What the verdicts of this very run teach; nothing is said that they do not bear out."""
    outcomes = {name: found.outcome for name, found in of.verdicts.items()}
    compared = "rejects" in (outcomes["gradient_check"], outcomes["reference"])
    found = []
    if not of.caught:
        found.append(text("hunt.none_here"))
    if outcomes["cost_curve"] == "passes" and compared:
        found.append(text("hunt.curve_lower" if _ends_lower(of) else "hunt.curve_blind"))
    if outcomes["gradient_check"] == "passes" and outcomes["reference"] == "rejects":
        found.append(text("hunt.check_blind"))
    if outcomes["shape"] == outcomes["error"] == "passes" and compared:
        found.append(text("hunt.shapes_blind"))
    if of.caught != of.mistake.caught:
        names = (text(f"detector.{name}") for name in DETECTORS if name in of.mistake.caught)
        there = text("list.and").join(names) or text("detector.none")
        found.append(text("hunt.elsewhere", detectors=there, m=len(fixture().labels)))
    return found


def _ends_lower(of: Hunt) -> bool:
    """Whether J ends lower than in the right program, by more than the eye would overlook."""
    return bool(of.costs[-1] < LOWER * of.right_costs[-1])


def curves(view: View, of: Hunt) -> None:
    """J of the right program and of the faulty one."""
    text = view.text
    if len(of.costs) < 2:
        st.caption(text("hunt.no_curve"))
        return
    lines = {text("hunt.right_curve"): of.right_costs, text("hunt.faulty_curve"): of.costs}
    st.vega_lite_chart(
        costs_chart(lines, (text("cost.x"), text("practice.cost_axis")), view.colours),
        alt=text("hunt.curves_alt"),
    )
