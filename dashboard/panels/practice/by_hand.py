"""By hand: a small network step by step, marked from the learner's own numbers."""

from functools import partial

import numpy as np
import streamlit as st

from core.equations import Operand, operands
from core.practice.by_hand import DECIMALS, STEPS, Task, Values, statement
from core.practice.entries import read_number
from core.practice.marking import FOLLOWS, RIGHT, UNREADABLE, WRONG, Mark
from core.types import Array, Name
from dashboard import formulas, state, typeset
from dashboard.grading import Round
from dashboard.panels.practice import verdict
from dashboard.practice import STEP_NAMES, Practice
from dashboard.text import Text
from dashboard.view import View

GIVEN = ("X", "Y", "W1", "b1", "W2", "b2")
COST = (
    r"-\frac{1}{m} \sum_{i=1}^{m} \left( y^{(i)} \log a^{[2](i)}"
    r" + (1 - y^{(i)}) \log (1 - a^{[2](i)}) \right)"
)
MEAN = r"\frac{1}{m}"
SUMS = ("J", "db")
"""Steps with a sum over the samples, into which no numbers are put."""
SIGNS = {
    RIGHT: " :material/check:", FOLLOWS: " :material/check:", WRONG: " :material/close:",
}  # fmt: skip
NEW_COST = "J :="
"""The last step: J with the updated parameters."""


def draw(view: View, now: Round) -> None:
    """Show what is given and what was found; ask the present step."""
    text, task, practice = view.text, now.task, view.session.practice
    step = STEP_NAMES[now.step]
    marks = {mark.step: mark for mark in now.marks}
    st.pills(
        text("hand.steps"), STEP_NAMES, required=True, label_visibility="collapsed",
        format_func=lambda name: _spoken(text, name) + _sign(marks.get(name)),
        **state.bound("hand_step", step, practice.go),
    )  # fmt: skip
    left, right = st.container(key="hand").columns((2, 3), gap="large")
    with left:
        _known(text, task, now)
    with right:
        asked = "hand.ask_updated" if step.endswith(":=") else "hand.ask"
        st.markdown(f"#### {text(asked, symbol=f'${_symbol(step)}$')}")
        st.caption(text("hand.decimals", decimals=DECIMALS))
        _entries(view, now, step, task.shape(step))
        found = marks.get(step)
        if found is not None:
            _verdict(text, found)
        done = found is not None and found.status in (RIGHT, FOLLOWS)
        if found is not None and (done or found.status == WRONG):
            verdict.because(view, statement(step, task.m), step.partition(" ")[0].lower())
        last = now.step + 1 == len(STEP_NAMES)
        verdict.ways(
            view, done=done, go=practice.go_on, label="hand.other" if last else "hand.next",
            more=partial(_other, text, practice), by_key=done,
            again=now.first.get(step) is False,
        )  # fmt: skip
        key = f"hint_{now.number}_{now.step}"
        with st.expander(text("hand.hint"), icon=":material/lightbulb:", key=key):
            if step == NEW_COST:
                st.markdown(typeset.prose(text("hand.forward_again")))
            st.latex(formula(task, step))
        worked = st.expander(
            text("hand.worked"), icon=":material/visibility:",
            key=f"worked_{now.number}_{now.step}", on_change=practice.look_up, args=(step,),
        )  # fmt: skip
        if worked.open:
            with worked:
                worked_out(text, now, step)
        if step not in now.first:
            st.caption(text("hand.counts"))


def _other(text: Text, practice: Practice) -> None:
    """A button that asks for the same computation with other numbers."""
    st.button(
        text("hand.new"), key="hand_new", type="tertiary", icon=":material/refresh:",
        on_click=practice.renew,
    )  # fmt: skip


def _sign(mark: Mark | None) -> str:
    return "" if mark is None else SIGNS.get(mark.status, "")


def _spoken(text: Text, step: str) -> str:
    """A step by its name, as in a list."""
    if step == NEW_COST:
        return text("hand.new_cost")
    name, _, updated = step.partition(" ")
    return f"{Name.of(name)} {updated}".strip()


def _symbol(step: str) -> str:
    return formulas.symbol(Name.of(step.partition(" ")[0]))


def formula(task: Task, step: str) -> str:
    """The line of a step as LaTeX."""
    g = typeset.g_code(task.activation) if step == "A1" else None
    line = COST if step.startswith("J") else formulas.latex(STEPS[step], g=g)
    if step == "dZ1":
        line += rf", \quad {{g^{{[1]}}}}'(Z^{{[1]}}) = {typeset.slope(task.activation)}"
    if step == "A2":
        line += r", \quad \sigma(z) = \frac{1}{1 + e^{-z}}"
    name, _, updated = step.partition(" ")
    return f"{formulas.symbol(Name.of(name))} {':=' if updated else '='} {line}"


def matrix(values: Array) -> str:
    """Numbers to as many decimals as are asked for, without needless zeros."""
    rows = (" & ".join(number(float(v)) for v in row) for row in values)
    return r"\begin{bmatrix} " + r" \\ ".join(rows) + r" \end{bmatrix}"


def number(value: float) -> str:
    """A number to the decimals asked for, without needless zeros."""
    if not abs(value) < 1e6:
        return r"\infty"
    return f"{value + 0.0:.{DECIMALS}f}".rstrip("0").rstrip(".").replace("-0", "-0") or "0"


def _equals(*shown: Array) -> str:
    """The sign before numbers: another one where not all of their decimals are shown."""
    exact = all(np.allclose(values, np.round(values, DECIMALS), 0, 1e-12) for values in shown)
    return "=" if exact else r"\approx"


def _known(text: Text, task: Task, now: Round) -> None:
    """The numbers that are given, and those that the learner has found."""
    st.markdown(f"**{text('hand.given')}**")
    for pair in (GIVEN[:2], GIVEN[2:4], GIVEN[4:]):
        parts = (f"{formulas.symbol(Name.of(n))} = {matrix(task.given[n])}" for n in pair)
        st.latex(r" \quad ".join(parts))
    st.latex(
        rf"\alpha = {task.alpha:g} \quad m = {task.m} \quad g^{{[1]}} = "
        + (r"\tanh" if task.activation == "tanh" else r"\text{ReLU}")
    )
    own = [(step, found) for step in STEP_NAMES if (found := _own(task, step, now)) is not None]
    if own:
        st.markdown(f"**{text('hand.found')}**")
    for step, values in own:
        name, _, updated = step.partition(" ")
        st.latex(f"{formulas.symbol(Name.of(name))} {':=' if updated else '='} {matrix(values)}")


def _own(task: Task, step: str, now: Round) -> Array | None:
    """The learner's own numbers in a step, once they are complete."""
    read = [read_number(given) for given in now.given.get(step, ())]
    like = task.solution[step]
    if len(read) != like.size or None in read:
        return None
    numbers = [value for value in read if value is not None]
    return np.array(numbers).reshape(like.shape)


def _entries(view: View, now: Round, step: str, shape: tuple[int, ...]) -> None:
    """A field for every entry, in the places that they have in the matrix."""
    text, practice, at = view.text, view.session.practice, STEP_NAMES.index(step)
    given = now.given.get(step, ())
    keys = [f"hand_{now.number}_{at}_{i}" for i in range(shape[0] * shape[1])]
    with st.form(f"hand_{now.number}_{at}", border=False):
        for row in range(shape[0]):
            with st.container(horizontal=True, wrap=False, gap="small"):
                for column in range(shape[1]):
                    i = row * shape[1] + column
                    st.text_input(
                        text("hand.entry", row=row + 1, column=column + 1), width=120,
                        key=state.entry(keys[i], given[i] if i < len(given) else ""),
                        label_visibility="collapsed", autocomplete="off",
                    )  # fmt: skip
        st.form_submit_button(
            text("practice.check"), key=f"check_hand_{now.number}_{at}",
            on_click=state.submitted(partial(_take, practice, step), *keys),
            type="secondary" if step in now.given else "primary",
        )  # fmt: skip


def _take(practice: Practice, step: str, *texts: str) -> None:
    practice.answer(step, texts)


def _verdict(text: Text, found: Mark) -> None:
    if found.status == RIGHT:
        verdict.right(text("practice.right"))
    elif found.status == FOLLOWS:
        verdict.right(text("mark.follows", step=_spoken(text, found.follows_from)))
    elif found.status == WRONG:
        row, column = found.wrong[0]
        place = {"row": row + 1, "column": column + 1}
        alone = found.expected.size == 1
        words = text("practice.wrong") if alone else text("mark.wrong", **place)
        slip = text(f"slip.{found.slip}") if found.slip else ""
        verdict.wrong(" ".join(filter(None, (words, slip))))
    else:
        row, column = found.wrong[0]
        status = "unreadable" if found.status == UNREADABLE else "blank"
        verdict.unclear(text(f"mark.{status}", row=row + 1, column=column + 1))


def worked_out(text: Text, now: Round, step: str) -> None:
    """A step's solution, and that its numbers are not the learner's where those are other ones."""
    if step == NEW_COST:
        st.markdown(typeset.prose(text("hand.forward_again")))
    _worked(now.task, step)
    if any(mark.status in (FOLLOWS, WRONG) for mark in now.marks):
        st.caption(text("hand.exact"))


def _worked(task: Task, step: str) -> None:
    """The step with its formula, what goes into it, and its result."""
    worked = task.worked(step)
    st.latex(formula(task, step))
    if step.startswith(SUMS):
        for name, value in worked.operands.items():
            st.latex(f"{formulas.symbol(Name.of(name))} {_equals(value)} {matrix(value)}")
        end = f"{_equals(worked.value)} {matrix(worked.value)}"
        st.latex(_loss(worked.operands, worked.value) if step.startswith("J") else end)
        return
    names = {operand.name.code: operand for operand in operands(worked.code)}
    assert names.keys() == worked.operands.keys()

    def put_in(leaf: Operand) -> str:
        value = matrix(worked.operands[leaf.name.code])
        return rf"{value}^{{\top}}" if leaf.transposed else value

    g = typeset.g_code(task.activation) if step == "A1" else None
    line = formulas.latex(worked.code, put_in, g).replace(MEAN, rf"\frac{{1}}{{{task.m}}}")
    st.latex(f"{_equals(*worked.operands.values())} {line}")
    st.latex(f"{_equals(worked.value)} {matrix(worked.value)}")


def _loss(of: Values, cost: Array) -> str:
    """J with the outputs and labels put in."""
    pairs = zip(of["A2"].flat, of["Y"].flat, strict=True)
    logs = (rf"\log {number(a)}" if y else rf"\log (1 - {number(a)})" for a, y in pairs)
    total, m = " + ".join(logs), of["A2"].size
    mean = rf"-\frac{{1}}{{{m}}} \left( {total} \right)" if m > 1 else f"-{total}"
    return rf"J \approx {mean} \approx {number(cost.item())}"
