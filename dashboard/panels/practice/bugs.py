"""Bug hunt: find the faulty line, predict which detector sees it, and repair it."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from core.practice.bench import Hunt, hunt_on
from core.practice.detectors import DETECTORS
from core.practice.program import BACKWARD, FORWARD, Edit, Program
from dashboard import questions, state
from dashboard.grading import DETECTORS as PREDICTED
from dashboard.grading import LINE, NOTHING, REPAIR, Round
from dashboard.panels.practice import detectors, verdict
from dashboard.text import Text
from dashboard.view import View

PARTS = {"data": ("m", "X", "Y"), "start": ("n", "alpha", "scale", "rng", "W1", "W2", "b1", "b2"),
         "forward": FORWARD, "cost": ("L", "J"), "backward": BACKWARD}  # fmt: skip
"""The lines of each part of the program by their keys; the rest are the update."""


def draw(view: View, now: Round) -> None:
    """Show the program, and beside it the three questions, one after the other."""
    text = view.text
    of = now.hunt
    st.markdown(f"#### {text('hunt.ask')}")
    left, right = st.columns(2, gap="large")
    with left:
        st.code(
            of.program.text, language="python", line_numbers=True, wrap_lines=not state.on_phone()
        )
        st.caption(detectors.given(text, of))
    with right:
        found = _line(view, now, of)
        if not (found and _prediction(view, now, of)):
            verdict.ways(view, done=False, tell=not found)
            return
        detectors.curves(view, of)
        # A line that does no harm has no repair.
        repaired = not of.mistake.repairs or _repair(view, now, of)
        if repaired:
            st.markdown(text(f"mistake.{now.item}"))
            st.markdown("\n".join(f"- {line}" for line in detectors.lessons(text, of)))
            # Any sooner, its words would give the line or the repair away.
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
    verdict.blank(text, now, LINE, "hunt.choose_line")
    given, right = now.given.get(LINE), str(mistake.faulty_line)
    code = f"`{mistake.lines[mistake.faulty_line - 1].text.strip()}`"
    if given == (right,):
        verdict.right(f"{text('practice.right')} {text('hunt.found', line=right, code=code)}")
        return True
    if given is not None and not now.told:
        failure = of.verdicts["error"].failure
        stops = failure is not None and given == (str(failure.line),)
        part = text(f"part.{_part(mistake.edit.key)}")
        verdict.wrong(text("hunt.stops" if stops else "hunt.other", line=given[0], part=part))
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


def _prediction(view: View, now: Round, of: Hunt) -> bool:
    """Ask which detectors will reject the program; once it is said, show what they say."""
    text, key = view.text, f"hunt_detectors_{now.number}"
    field = state.worded(key)
    st.markdown(f"**2. {text('hunt.detectors')}**")
    said = frozenset(now.given.get(PREDICTED, ()))
    if not said:
        st.caption(text("hunt.explained"))
    with st.form(f"form_{key}", border=False):
        st.pills(
            text("hunt.detectors"), (*DETECTORS, NOTHING), selection_mode="multi",
            key=state.entry(field, list(now.given.get(PREDICTED, ()))),
            format_func=lambda name: text(f"detector.{name}"),
            label_visibility="collapsed",
        )  # fmt: skip

        def take(names: Sequence[str]) -> None:
            view.session.practice.answer(PREDICTED, tuple(names) or (None,))

        st.form_submit_button(
            text("hunt.run"), key=f"check_{key}", on_click=state.submitted(take, field),
            type="secondary" if PREDICTED in now.given else "primary",
        )  # fmt: skip
    verdict.blank(text, now, PREDICTED)
    if not said:
        return False
    if NOTHING in said and len(said) > 1:
        verdict.unclear(text("hunt.both"))
        return False
    hits, able = of.hits(said), len(of.able)
    say = verdict.right if hits == able else verdict.wrong
    say(text("hunt.predicted" if able == len(DETECTORS) else "hunt.predicted_some",
             hits=hits, all=able))  # fmt: skip
    detectors.table(text, of, said)
    other = detectors.instead(text, of)
    if other:
        st.caption(other)
    return True


def _repair(view: View, now: Round, of: Hunt) -> bool:
    """Ask for the repair; whether it is found."""
    text, practice, key = view.text, view.session.practice, f"hunt_repair_{now.number}"
    field = state.worded(key)
    choices = questions.repairs(of.mistake, practice.seed, now.number)
    st.markdown(f"**3. {text('hunt.repair')}**")
    labels = [_choice(text, of, choice) for choice in choices]
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
    verdict.blank(text, now, REPAIR)
    given = now.given.get(REPAIR)
    if given is None:
        return False
    chosen = choices[int(given[0])]
    is_right = chosen == of.mistake.choices[0]
    if is_right:
        verdict.right(f"{text('practice.right')} {_after(text, of, chosen)}")
    else:
        verdict.wrong(f"{text('practice.wrong')} {_after(text, of, chosen)}")
    return is_right


def _after(text: Text, of: Hunt, chosen: Edit) -> str:
    """What the detectors say to the program with a repair."""
    found = of.repaired(chosen)
    rejecting = [text(f"detector.{name}") for name in DETECTORS if found[name].rejects]
    if rejecting:
        return text("hunt.still", detectors=text("list.and").join(rejecting))
    if chosen != of.mistake.choices[0]:
        there = hunt_on(of.mistake.name).repaired(chosen)
        names = (text(f"detector.{name}") for name in DETECTORS if there[name].rejects)
        return text("hunt.unseen", detectors=text("list.and").join(names))
    passing = all(verdict.outcome == "passes" for verdict in found.values())
    return text("hunt.repaired" if passing else "hunt.not_rejected")


def _choice(text: Text, of: Hunt, choice: Edit) -> str:
    """A repair as it is offered: a line, or a place for it."""
    mistake = of.mistake
    if mistake.edit.before is None:
        return f"`{of.program.filled(choice.code)}`"
    program = Program(mistake.repaired(choice), n1=of.setup.n1)
    at = program.number(choice.key)
    return text("hunt.before", code=f"`{program.lines[at].text.strip()}`")
