"""What every exercise ends with: the verdict, the reason behind it, and the ways on."""

from collections.abc import Callable

import streamlit as st

from core.equations import SAMPLE
from core.practice.statements import PLACES, Place
from dashboard import state, typeset
from dashboard.grading import Round
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


def blank(text: Text, now: Round, part: str, words: str = "practice.choose_one") -> None:
    """Say that nothing was chosen, if a part was sent off like that."""
    if now.blank == part:
        unclear(text(words))


def because(view: View, number: int, step: str = "") -> None:
    """The statement of the notes behind a question, and a button to where it is explained.

    step : of the walk through one sample, the one that was asked about, where it is none of those
        that the statement leads to.
    """
    text, place = view.text, PLACES[number]
    if place.page == "one_sample" and step in SAMPLE:
        place = place._replace(step=step)
    st.markdown(f"**{text('practice.statement')}** · {text(f'because.{number}')}")
    if st.button(
        text("practice.to_lesson", place=_name(text, place.page, place.step)), key="to_lesson",
        type="tertiary", icon=":material/school:",
    ):  # fmt: skip
        if place.page == "one_sample":
            view.lesson.go_to(place.step)
        view.session.practice.explained = True
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
    again: bool = False,
) -> None:
    """Next, and to be told the answer.

    done : whether the question is answered, so that going on is what to do.
    go : what Next does, by default the next question; `label` its words.
    tell : whether the answer can be asked for.
    by_key : whether a key goes on, too; not where it would throw away what stands in many fields.
    more : draws what else stands in the row.
    again : whether it was answered wrongly at first.
    """
    text, practice = view.text, view.session.practice
    now = practice.begin()
    if done and again:
        st.caption(text("practice.first_counts"))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            text(label if done else "practice.skip"), key="go_on",
            type="primary" if done else "secondary", icon=":material/arrow_forward:",
            shortcut=NEXT_KEY if by_key else None, on_click=go or practice.next,
        )  # fmt: skip
        if tell and not done:
            st.button(
                text("practice.tell"), key="tell", type="tertiary", on_click=practice.tell,
                help=None if now.first else text("practice.tell_help"),
            )  # fmt: skip
        if more is not None:
            more()
