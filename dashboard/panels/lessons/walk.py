"""The walk through one sample: where the learner is, and the ways on."""

import streamlit as st

from core.equations import SAMPLE
from core.lessons.sample import BACKWARD, Sample
from dashboard import format, state, typeset
from dashboard.charts.graph import PLACES, Label, graph_chart
from dashboard.lesson import LAST, STOPS
from dashboard.typeset import spoken
from dashboard.view import View


def ways(view: View) -> None:
    """Back and Next, and every stop to go to at once."""
    text, lesson = view.text, view.lesson
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            text("walk.back"), key="back", icon=":material/arrow_back:", shortcut="left",
            on_click=lesson.go, args=(lesson.step - 1,), disabled=lesson.step == 0,
        )  # fmt: skip
        st.button(
            text("walk.next"), key="next", icon=":material/arrow_forward:", shortcut="right",
            type="primary", on_click=lesson.go, args=(lesson.step + 1,),
            disabled=lesson.step == LAST,
        )  # fmt: skip
        st.pills(
            text("walk.stops"),
            STOPS,
            # Plain, because a button whose label is a formula has no name for a screen reader.
            format_func=lambda stop: spoken(stop) if stop in SAMPLE else text(f"walk.{stop}"),
            required=True,
            label_visibility="collapsed",
            **state.bound(state.worded("lesson_step"), lesson.stop, lesson.go_to),
        )


def predicting(view: View) -> None:
    """Whether to be asked before each backward step."""
    st.toggle(
        view.text("predict.toggle"), help=view.text("predict.toggle_help"),
        **state.bound("predicting", view.lesson.predicting, view.lesson.predict),
    )  # fmt: skip


def graph(view: View) -> None:
    """Draw the computation graph, lit up as far as the learner has come."""
    text, lesson, sample, colours = view.text, view.lesson, view.sample, view.colours
    done = ["x", *list(SAMPLE)[: max(0, lesson.step - 1)]]
    now = lesson.stop if lesson.stop in SAMPLE else None
    asked = now if lesson.asks else None
    labels = {
        name: Label(spoken(name), "?" if name == asked else _brief(sample, name)) for name in PLACES
    }
    st.vega_lite_chart(
        graph_chart(
            labels, done, now, colours,
            (f"{text('slow.forward_name')} →", f"← {text('slow.backward_name')}"),
        ), alt=text("walk.alt"), key="graph",
        selection_mode=state.CLICKED,
        on_select=state.of_selection("graph", lambda mark: lesson.go_to(_stop(str(mark["name"])))),
    )  # fmt: skip
    words = [text("walk.below")]
    if lesson.stop in (*BACKWARD, "summary"):
        words.append(text("walk.cache"))
    st.caption(typeset.prose(text("drawing.space").join(words)))


def _stop(node: str) -> str:
    """Where the walk stops for a node of the graph; x is among what is given."""
    return node if node in SAMPLE else "given"


def _brief(sample: Sample, name: str) -> str:
    value = sample.values[name]
    return format.size(float(value[0, 0])) if value.size == 1 else format.shape(value.shape)
