"""The choice of an exercise, and of what it asks about."""

import streamlit as st

from core.practice.assemble import TASKS
from core.types import Name
from dashboard import state
from dashboard.format import whole
from dashboard.grading import Round
from dashboard.practice import DRILLS
from dashboard.questions import ITEMS
from dashboard.text import Text
from dashboard.view import View

MIX = ""
NARROW, WIDE = 260, 560
"""Pixels of the list of what to be asked about; whole questions need more."""
ASKED = ("shapes", "assemble", "by_hand", "experiments")
"""Exercises of which one can choose what to be asked; in the others that would give it away."""


def exercise(view: View) -> None:
    """All exercises, to choose one of them."""
    text, practice = view.text, view.session.practice
    st.pills(
        text("practice.choose"), DRILLS, required=True, label_visibility="collapsed",
        format_func=lambda drill: text(f"drill.{drill}"),
        **state.bound(state.worded("drill"), practice.drill, practice.turn_to),
    )  # fmt: skip


def item(view: View, now: Round) -> None:
    """Which question this is, and what to be asked about."""
    text, practice = view.text, view.session.practice
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        number = text("practice.number", number=whole(now.number + 1))
        # The answers themselves do not outlast a reload; that they were given does.
        again = now.drill != "by_hand" and now.first and not (now.given or now.told)
        about = (
            text("practice.counted")
            if again
            else text(f"about.{now.drill}", count=len(ITEMS[now.drill]))
        )
        st.caption(f"{number} · {about}")
        if now.drill not in ASKED:
            return

        def take(chosen: str) -> None:
            practice.ask_only(chosen or None)

        st.selectbox(
            text("practice.only"), (MIX, *ITEMS[now.drill]),
            width=WIDE if now.drill == "experiments" else NARROW,
            format_func=lambda code: _words(text, now.drill, code), label_visibility="collapsed",
            **state.bound(
                state.worded(f"only_{now.drill}"), practice.only.get(now.drill, MIX), take
            ),
        )  # fmt: skip


def _words(text: Text, drill: str, code: str) -> str:
    """What an exercise can ask about, in words."""
    if code == MIX:
        return text("practice.mix")
    if drill == "shapes":
        return text(f"skill.shapes.{code}")
    if drill == "assemble":
        which = "assemble.of_one" if code.startswith("sample_") else "assemble.of_many"
        return text(which, name=str(Name.of(TASKS[code].name)))
    if drill == "by_hand":
        activation, _, m = code.partition(".")
        return text("hand.item", activation=text(f"activation.{activation}"), m=m)
    return text(f"question.{code}")
