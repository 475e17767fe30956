"""What was wrong with a link, one plain sentence each."""

import re

import streamlit as st

from dashboard import format
from dashboard.link import ANSWERED, KIND, KNOWN, MARK, POINTS, TYPED, Problem
from dashboard.settings import Choices, Range, Value
from dashboard.text import Text

LONGEST = 40


def show(text: Text, problems: list[Problem]) -> None:
    """Show a sentence for each value, and one for all unknown names, above the page."""
    unknown = [problem.name for problem in problems if problem.name.casefold() not in KNOWN]
    for problem in problems:
        if problem.name.casefold() in KNOWN:
            st.warning(sentence(text, problem), icon=":material/link_off:")
    if unknown:
        names = text("list.and").join(as_typed(name) for name in unknown[:5])
        known = text("list.and").join(f"`{name}`" for name in KNOWN)
        st.warning(text("problem.unknown", names=names, known=known), icon=":material/link_off:")


def sentence(text: Text, problem: Problem) -> str:
    """What is wrong with a value of a link, what would be possible, and what is used instead."""
    allowed = problem.allowed
    fields = {"name": problem.name, "given": as_typed(problem.given)}
    used = _used(text, problem.used)
    if isinstance(allowed, Choices):
        choices = text("list.and").join(f"`{choice}`" for choice in allowed.values)
        return text("problem.choice", **fields, choices=choices, used=used)
    if isinstance(allowed, Range):
        low, high = format.learning_rate(allowed.low), format.learning_rate(allowed.high)
        kind = "whole" if allowed.whole else "range"
        return text(f"problem.{kind}", **fields, low=low, high=high, used=used)
    return text(
        {
            MARK: "own.awaited",
            POINTS: "problem.points",
            "sweep": "problem.sweep",
            TYPED: "problem.typed",
            KIND: "problem.kind",
            ANSWERED: "problem.answered",
        }.get(problem.name, "problem.changes")
    )


def as_typed(given: str) -> str:
    """What stood in the link, as code, in which nothing is a link, a formula or in bold."""
    shown = re.sub(r"[\x00-\x1f\x7f`]", "·", given).strip()
    return f"`{shown[:LONGEST] + ('…' if len(shown) > LONGEST else '') or '·'}`"


def _used(text: Text, value: Value) -> str:
    return text("controls.not_set") if value is None else f"`{value}`"
