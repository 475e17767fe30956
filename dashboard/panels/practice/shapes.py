"""Shapes: predict a shape, place a transpose, choose a product, judge a line."""

from collections.abc import Mapping

import streamlit as st

from core.practice.shape_items import NAMES
from core.practice.shapes import ELEMENTWISE, LEFT, MATRIX, RIGHT, Grade, Question
from core.types import Name, Shape
from dashboard import format, formulas, questions, state
from dashboard.grading import ANSWER, Round
from dashboard.panels.practice import beside, products, verdict
from dashboard.panels.shared.raised import raised
from dashboard.text import Text
from dashboard.view import View

SLOPE = "dG1"


def draw(view: View, now: Round) -> None:
    """Ask a shape drill; once it is answered, say what is wrong or why it is right."""
    asked = now.shapes
    question, beside_it = st.columns((8, 5), gap="large")
    with question:
        _question(view, now, asked)
    with beside_it:
        beside.network(view, asked.sizes[:3], asked.sizes.m)


def _question(view: View, now: Round, asked: Question) -> None:
    text = view.text
    _ask(text, asked)
    _entry(view, now, asked)
    given = now.given.get(ANSWER)
    grade = None if given is None else asked.grade(given[0])
    if grade is not None and not now.told:
        _verdict(text, asked, grade)
    done = now.told or (grade is not None and grade.verdict == "right")
    chosen = grade is not None and grade.verdict == "wrong" and bool(asked.choices)
    verdict.blank(text, now, ANSWER)
    if now.told:
        key = "practice.answer_by_rule" if asked.rule else "practice.answer"
        words = text(key, answer=_answer(text, asked), rule=_rule(asked))
        st.info(words, icon=":material/lightbulb:")
    if done or chosen:
        _seen(text, asked)
    elif grade is not None and asked.kind == "product":
        _drawn(asked, None, _belongs(asked, grade))
    if done or (grade is not None and grade.verdict == "wrong"):
        verdict.because(view, asked.statement, asked.step.lower())
    verdict.ways(view, done=done or chosen, tell=True, again=now.first.get(ANSWER) is False)


def _ask(text: Text, asked: Question) -> None:
    n0, n1, n2, m = asked.sizes
    given = rf"n^{{[0]}} = {n0} \quad n^{{[1]}} = {n1} \quad n^{{[2]}} = {n2} \quad m = {m}"
    st.markdown(products.large(given))
    name = asked.step if asked.kind != "reverse" else asked.asked
    symbol = asked.asked if asked.kind == "reverse" else f"${formulas.symbol(Name.of(name))}$"
    st.markdown(f"#### {text(f'shape_ask.{asked.kind}', symbol=symbol)}")
    if asked.kind in ("product", "sum", "line", "operator"):
        st.code(asked.asked, language="python")
    if SLOPE in asked.asked:
        st.caption(text("shape.slope"))


def ways(asked: Question) -> Mapping[str, str]:
    """The lines that the choices of a question stand for, by choice."""
    if asked.kind == "operator":
        return {op: asked.asked.replace("?", op) for op in (MATRIX, ELEMENTWISE)}
    if asked.kind == "transpose":
        left, right = asked.asked.split(" @ ")
        turned = {LEFT: f"{left}.T @ {right}", RIGHT: f"{left} @ {right}.T"}
        return {asked.choices[0]: asked.asked, **turned}
    return {}


def _entry(view: View, now: Round, asked: Question) -> None:
    """What an answer is typed into or chosen from, and the button that checks it."""
    text, practice = view.text, view.session.practice
    key = f"shape_{now.number}_{asked.kind}"
    given = now.given.get(ANSWER, (None,))[0]
    free = not asked.choices and asked.kind != "reverse"
    field = key if free else state.worded(key)
    with (
        st.form(f"form_{key}", border=False),
        st.container(horizontal=free, vertical_alignment="bottom", gap="small"),
    ):
        if asked.kind == "reverse":
            st.pills(
                text("shape.names"), NAMES, selection_mode="multi",
                key=state.entry(field, given.split(", ") if given else []),
                format_func=lambda name: str(Name.of(name)), label_visibility="collapsed",
            )  # fmt: skip
        elif asked.choices:
            lines = ways(asked)
            st.radio(
                text("shape.choose"), asked.choices, index=None, key=state.entry(field, given),
                label_visibility="collapsed",
                format_func=lambda c: f"`{lines[c]}`" if c in lines else text(f"shape_says.{c}"),
            )  # fmt: skip
        else:
            st.text_input(
                text("shape.entry"), key=state.entry(field, given or ""), placeholder="(4, 3)",
                autocomplete="off", width=260,
            )  # fmt: skip

        def take(answer: str | list[str] | None) -> None:
            whole = ", ".join(answer) if isinstance(answer, list) else answer
            practice.answer(ANSWER, (whole,))

        st.form_submit_button(
            text("practice.check"), key=f"check_{key}", on_click=state.submitted(take, field),
            type="secondary" if ANSWER in now.given else "primary",
        )  # fmt: skip


def _verdict(text: Text, asked: Question, grade: Grade) -> None:
    if grade.verdict == "right":
        verdict.right(f"{text('practice.right')} {_why(text, asked)}")
    elif grade.verdict == "unreadable":
        free = not asked.choices and asked.kind != "reverse"
        verdict.unclear(text("shape.unreadable" if free else "practice.choose_one"))
    else:
        at = 1 if grade.at is None else grade.at + 1
        fields = {"at": at, "rule": grade.rule or "", "axes": len(asked.rule)}
        one = grade.slip == "axes" and len(asked.rule) == 1
        words = text("shape_slip.axes_one") if one else text(f"shape_slip.{grade.slip}", **fields)
        if grade.slip == "axes" and grade.rule:
            words += f" {text('shape.belongs', at=at, rule=grade.rule)}"
        verdict.wrong(f"{text('practice.wrong')} {words}")


def _drawn(asked: Question, result: Shape | None, marked: int | None = None) -> None:
    """The product with the shapes of its factors."""
    st.markdown(products.large(products.with_shapes(asked.asked, asked.arrays, result, marked)))


def _belongs(asked: Question, grade: Grade) -> int | None:
    """The size that belongs in the place of the first wrong number."""
    if grade.at is None or not isinstance(asked.answer, tuple):
        return None
    return asked.answer[grade.at] if grade.at < len(asked.answer) else None


def _why(text: Text, asked: Question) -> str:
    """The rule behind a right answer."""
    if asked.kind == "reverse" or asked.rule:
        shape = asked.asked if asked.kind == "reverse" else _answer(text, asked)
        return text("shape.rule", rule=_rule(asked), shape=shape)
    return text("shape.ran")


def _rule(asked: Question) -> str:
    """The rule of a shape in symbols, as NumPy writes shapes."""
    return f"({', '.join(asked.rule)}{',' if len(asked.rule) == 1 else ''})"


def _answer(text: Text, asked: Question) -> str:
    """The right answer in words."""
    if isinstance(asked.answer, tuple):
        return format.shape(asked.answer)
    if isinstance(asked.answer, frozenset):
        names = (name for name in NAMES if name in asked.answer)
        return text("list.and").join(str(Name.of(name)) for name in names)
    line = ways(asked).get(asked.answer)
    return text(f"shape_says.{asked.answer}") if line is None else f"`{line}`"


def _seen(text: Text, asked: Question) -> None:
    """What NumPy makes of the lines in question."""
    if asked.kind == "product":
        assert isinstance(asked.answer, tuple)
        _drawn(asked, asked.answer)
    lines = list(ways(asked).values())
    if asked.kind == "line":
        lines = [asked.asked.partition(" = ")[2]]
    if not lines:
        return
    right = asked.arrays[asked.step].shape
    for line in lines:
        found = questions.ran(asked, line)
        if found.shape is None:
            said = text("shape.error", why=raised(text, found.message))
        else:
            shape = format.shape(found.shape)
            key = "shape.fits" if found.shape == right else "shape.other"
            said = text(key, shape=shape, right=format.shape(right))
        st.markdown(f"- `{line}` → {said}")
