"""What was wrong with a link, one plain sentence each."""

import re

import streamlit as st

from dashboard import numbers
from dashboard.link import CHANGES, Problem
from dashboard.text import Text

LONGEST = 20


def show(text: Text, problems: list[Problem]) -> None:
    """Show a sentence for each problem, above the page."""
    for problem in problems:
        st.warning(sentence(text, problem), icon=":material/link_off:")


def sentence(text: Text, problem: Problem) -> str:
    if problem.field is CHANGES:
        return text("problem.changes")
    rules = problem.field
    kind = "choice" if rules.choices else "whole" if rules.read is int else "range"
    # The link may hold anything, so only what cannot be read as Markdown is shown of it.
    given = re.sub(r"[^\w.,+\- ]", "?", problem.given)
    return text(
        f"problem.{kind}",
        name=problem.name,
        given=given[:LONGEST] + ("…" if len(given) > LONGEST else ""),
        low=numbers.learning_rate(rules.low),
        high=numbers.learning_rate(rules.high),
        used=_words(text, problem),
    )


def _words(text: Text, problem: Problem) -> str:
    key = f"{problem.name}.{problem.used}"
    return text(key) if text.has(key) else str(problem.used)
