"""What every exercise ends with: the verdict, the reason behind it, and the ways on."""

from collections.abc import Callable

import streamlit as st

from core.equations import SAMPLE
from core.practice.statements import PLACES, Place
from dashboard import state, typeset
from dashboard.panels.lessons.sections import ANCHORS
from dashboard.text import Text
from dashboard.view import View

NEXT_KEY = "Ctrl+Enter"
"""Goes on to the next question, in an entry as well."""


def right(words: str) -> None:
    """Say that an answer is right, and why."""
    st.success(words, icon=":material/check_circle:")


def wrong(words: str) -> None:
    """Say what is wrong with an answer."""
    st.error(words, icon=":material/cancel:")


def unclear(words: str) -> None:
    """Say how an answer is to be written, which counts for nothing."""
    st.info(words, icon=":material/help:")


def because(view: View, number: int) -> None:
    """The statement of the notes behind a question, and a button to where it is explained."""
    text, place = view.text, PLACES[number]
    st.markdown(f"**{text('practice.statement', number=number)}** · {text(f'because.{number}')}")
    if st.button(
        text("practice.to_lesson", place=_name(text, place.page, place.step)), key="to_lesson",
        type="tertiary", icon=":material/school:",
    ):  # fmt: skip
        if place.page == "one_sample":
            view.lesson.go_to(place.step)
        state.go(place.page, _at(place))


def _at(place: Place) -> str:
    """Where on its page a place is; a step of the lesson is the first thing there."""
    if place.page == "lab":
        return f".st-key-see_{place.step}"
    return f"#{ANCHORS[place.step]}" if place.page == "many_samples" else ""


def _name(text: Text, page: str, step: str) -> str:
    """A page, and what to look for on it."""
    part = typeset.spoken(step) if step in SAMPLE else text(f"{step}.title")
    return f"{text(f'app.{page}')} · {part}"


def ways(
    view: View,
    *,
    done: bool,
    go: Callable[[], None] | None = None,
    label: str = "practice.next",
    tell: bool = False,
    by_key: bool = True,
    more: Callable[[], None] | None = None,
) -> None:
    """Next, and to be told the answer.

    done : whether the question is answered, so that going on is what to do.
    go : what Next does, by default the next question; `label` its words.
    tell : whether the answer can be asked for.
    by_key : whether a key goes on, too; not where it would throw away what stands in many fields.
    more : draws what else stands in the row.
    """
    text, practice = view.text, view.session.practice
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            text(label if done else "practice.skip"), key="go_on",
            type="primary" if done else "secondary", icon=":material/arrow_forward:",
            shortcut=NEXT_KEY if by_key else None, on_click=go or practice.next,
        )  # fmt: skip
        if tell and not done:
            st.button(text("practice.tell"), key="tell", type="tertiary", on_click=practice.tell)
        if more is not None:
            more()
