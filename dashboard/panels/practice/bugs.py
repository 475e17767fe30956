"""Bug hunt: find the faulty line, predict which detector sees it, and repair it."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from core.practice.detectors import DETECTORS, Verdict, verdicts
from core.practice.faults import Mistake
from core.practice.program import BACKWARD, FORWARD, Edit, Program
from core.types import Name
from dashboard import format, questions, state
from dashboard.charts.practice import costs_chart
from dashboard.grading import DETECTORS as PREDICTED
from dashboard.grading import LINE, NOTHING, REPAIR, Round
from dashboard.panels.practice import verdict
from dashboard.panels.shared.table import draw_table, words
from dashboard.questions import Hunt
from dashboard.text import Text
from dashboard.view import View

PARTS = {"data": ("m", "X", "Y"), "start": ("n", "alpha", "scale", "rng", "W1", "W2", "b1", "b2"),
         "forward": FORWARD, "cost": ("L", "J"), "backward": BACKWARD}  # fmt: skip
"""The lines of each part of the program by their keys; the rest are the update."""


def draw(view: View, now: Round) -> None:
    """Show the program, and beside it the three questions, one after the other."""
    text, of = view.text, questions.hunt(now.item)
    st.markdown(f"#### {text('hunt.ask')}")
    left, right = st.columns((3, 2), gap="large")
    with left:
        st.code(of.mistake.program.text, language="python", line_numbers=True)
        st.caption(text("hunt.given"))
    with right:
        found = _line(view, now, of)
        if found:
            _prediction(view, now, of)
        if not found or PREDICTED not in now.given:
            verdict.ways(view, done=False, tell=not found)
            return
    _shown(view, now, of)
    repaired = not of.mistake.repairs or _repair(view, now, of)
    if repaired:
        st.markdown(text(f"mistake.{now.item}"))
        verdict.because(view, of.mistake.statement)
    verdict.ways(view, done=repaired)


def _line(view: View, now: Round, of: Hunt) -> bool:
    """Ask for the faulty line; whether it is known by now."""
    text, mistake, key = view.text, of.mistake, f"hunt_line_{now.number}"
    st.markdown(f"**1. {text('hunt.line')}**")
    with st.form(f"form_{key}", border=False), st.container(
        horizontal=True, vertical_alignment="bottom", gap="small"
    ):  # fmt: skip
        st.number_input(
            text("hunt.number"),
            1,
            len(mistake.lines),
            width=160,
            key=state.entry(key, _number(now, LINE)),
        )
        st.form_submit_button(
            text("practice.check"), key=f"check_{key}",
            on_click=state.submitted(partial(_take_number, view, LINE), key),
            type="secondary" if LINE in now.given else "primary",
        )  # fmt: skip
    given, right = now.given.get(LINE), str(mistake.faulty_line)
    code = f"`{mistake.lines[mistake.faulty_line - 1].text.strip()}`"
    if given == (right,):
        verdict.right(f"{text('practice.right')} {text('hunt.found', line=right, code=code)}")
        return True
    if given is not None and not now.told:
        part = text(f"part.{_part(mistake.edit.key)}")
        verdict.wrong(text("hunt.other", line=given[0], part=part))
    if now.told:
        st.info(text("hunt.found", line=right, code=code), icon=":material/lightbulb:")
    return now.told


def _take_number(view: View, part: str, number: int | None) -> None:
    view.session.practice.answer(part, (None if number is None else str(number),))


def _number(now: Round, part: str) -> int | None:
    """The latest answer to a part, where that is a number."""
    given = now.given.get(part)
    return None if given is None else int(given[0])


def _part(key: str) -> str:
    return next((part for part, keys in PARTS.items() if key in keys), "update")


def _prediction(view: View, now: Round, of: Hunt) -> None:
    """Ask which detectors will reject the program."""
    text, key = view.text, f"hunt_detectors_{now.number}"
    field = state.worded(key)
    st.markdown(f"**2. {text('hunt.detectors')}**")
    with st.form(f"form_{key}", border=False):
        st.pills(
            text("hunt.detectors"), (*DETECTORS, NOTHING), selection_mode="multi",
            key=state.entry(field, list(now.given.get(PREDICTED, ()))),
            format_func=lambda name: text(f"detector.{name}"),
            label_visibility="collapsed",
        )  # fmt: skip

        def take(names: Sequence[str]) -> None:
            if names:
                view.session.practice.answer(PREDICTED, tuple(names))

        st.form_submit_button(
            text("hunt.run"), key=f"check_{key}", on_click=state.submitted(take, field),
            type="secondary" if PREDICTED in now.given else "primary",
        )  # fmt: skip
    st.caption(text("hunt.explained"))
    given = now.given.get(PREDICTED)
    if given is not None:
        said = frozenset(given) - {NOTHING}
        hits = sum((name in said) == (name in of.caught) for name in DETECTORS)
        say = verdict.right if said == of.caught else verdict.wrong
        say(text("hunt.predicted", hits=hits, all=len(DETECTORS)))


def _shown(view: View, now: Round, of: Hunt) -> None:
    """Every detector's verdict beside the prediction, and both cost curves."""
    text, said = view.text, now.given[PREDICTED]
    left, right = st.columns((3, 2), gap="large")
    columns = {
        "detector": words(text("hunt.detector"), 130),
        "said": words(text("hunt.said"), 70),
        "verdict": words(text("hunt.verdict"), 90),
        "seen": words(text("hunt.seen"), 330),
    }
    rows = [
        {
            "detector": text(f"detector.{name}"), "said": "✓" if name in said else "",
            "verdict": text(f"detects.{found.outcome}"), "seen": seen(text, name, found),
        }
        for name, found in of.verdicts.items()
    ]  # fmt: skip
    with left:
        draw_table(st.container(), rows, columns, text("hunt.alt"))
        failure = of.verdicts["error"].failure
        if failure is not None:
            st.caption(text("sees.error", line=failure.line, message=failure.message))
    with right:
        curves = {text("hunt.right_curve"): of.right_costs, text("hunt.faulty_curve"): of.costs}
        chart = costs_chart(curves, text("cost.x"), view.colours)
        st.vega_lite_chart(chart, alt=text("hunt.curves_alt"))
        if len(of.costs) < 2:
            st.caption(text("hunt.no_curve"))


def seen(text: Text, name: str, found: Verdict) -> str:
    """What a detector saw, in numbers or in NumPy's own words."""
    if found.failure is not None and name == "error":
        return text("sees.at", line=found.failure.line, iteration=found.failure.iteration)
    if found.outcome == "passes" and name in ("error", "shape"):
        return ""
    if found.outcome == "cannot":
        return ""
    names = text("list.and").join(str(Name.of(name)) for name in found.names)
    if name == "shape" or not found.numbers:
        return names
    if name == "gradient_check":
        worst = format.brief(max(found.numbers.values()))
        kind = "gradient_wrong" if found.rejects else "gradient_fine"
        return text(f"sees.{kind}", worst=worst, names=names)
    numbers = {key: format.short(value) for key, value in found.numbers.items()}
    return text(f"sees.{name}", **numbers)


def _repair(view: View, now: Round, of: Hunt) -> bool:
    """Ask for the repair; whether it is found."""
    text, practice, key = view.text, view.session.practice, f"hunt_repair_{now.number}"
    field = state.worded(key)
    choices = questions.repairs(of.mistake, practice.seed, now.number)
    st.markdown(f"**3. {text('hunt.repair')}**")
    labels = [_choice(text, of.mistake, choice) for choice in choices]
    with st.form(f"form_{key}", border=False):
        st.radio(
            text("hunt.repair"), range(len(choices)), index=None,
            key=state.entry(field, _number(now, REPAIR)), format_func=labels.__getitem__,
            label_visibility="collapsed",
        )  # fmt: skip
        st.form_submit_button(
            text("practice.check"), key=f"check_{key}",
            on_click=state.submitted(partial(_take_number, view, REPAIR), field),
            type="secondary" if REPAIR in now.given else "primary",
        )  # fmt: skip
    given = now.given.get(REPAIR)
    if given is None:
        return False
    chosen = choices[int(given[0])]
    if chosen == of.mistake.choices[0]:
        verdict.right(f"{text('practice.right')} {text('hunt.repaired')}")
        return True
    found = verdicts(of.mistake.repaired(chosen), of.setup)
    rejecting = (text(f"detector.{name}") for name in DETECTORS if found[name].rejects)
    verdict.wrong(text("hunt.still", detectors=text("list.and").join(rejecting)))
    return False


def _choice(text: Text, mistake: Mistake, choice: Edit) -> str:
    """A repair as it is offered: a line, or a place for it."""
    if mistake.edit.before is None:
        return f"`{mistake.program.filled(choice.code)}`"
    program = Program(mistake.repaired(choice), n1=mistake.n1)
    at = program.number(choice.key)
    return text("hunt.before", code=f"`{program.lines[at].text.strip()}`")
