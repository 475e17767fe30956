"""The only place that touches session state and the page's address."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypedDict, TypeVar
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.training import Run
from dashboard.link import (
    MARK,
    POINTS,
    read_link,
    write_explore,
    write_lesson,
    write_link,
    write_practice,
)
from dashboard.session import Session, opened
from dashboard.text import Text, language_for, text_in

T = TypeVar("T")
_SESSION, _PAGES, _PAGE, _SHOWN, _AT = "session", "pages", "page", "shown", "at"
CLICKED = "clicked"
"""The name of what a click on a chart selects."""


class WidgetOptions(TypedDict):
    """What ties a widget to a value: handed to it as keyword arguments."""

    key: str
    on_change: Callable[..., None]
    args: tuple[object, ...]


def session() -> Session:
    """The visitor's session, opened from the link on the first visit."""
    if _SESSION not in st.session_state:
        st.session_state[_SESSION] = opened(read_link(st.query_params.to_dict()))
    found: Session = st.session_state[_SESSION]
    return found


def text() -> Text:
    """The words in the visitor's language: chosen, or in the link, or the browser's."""
    return text_in(language_for(session().language, st.context.locale))


def dark() -> bool:
    """Whether the page is shown in the dark theme."""
    return bool(st.context.theme.type == "dark")


def on_phone() -> bool:
    """Whether the browser calls itself that of a phone, as they all do in one word."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def bound(key: str, value: T, take: Callable[[T], None]) -> WidgetOptions:
    """Tie a widget to a value that is kept elsewhere: it shows the value whenever it is drawn.

    What comes back from it is handed to `take`, which refuses with a ValueError what is not
    allowed; then the widget shows the former value again. A browser can send anything, such as the
    word for a choice in the language that the page had a moment ago.

    Parameters
    ----------
    key : str
        The widget's key; that of a widget whose choices are words comes from `worded`.
    value
        What the widget shows.
    take : callable
        Takes over what the learner has set.
    """
    return {"key": _set(key, value), "on_change": _hand_over, "args": (key, take)}


def worded(key: str) -> str:
    """The key of a widget whose choices are words: another one in each language.

    A select box sends the word that is seen. Under one key for all languages a browser would go on
    sending words of the language that it had before.
    """
    return f"{key}_{text().language}"


def _hand_over(key: str, take: Callable[[Any], None]) -> None:
    # A message can name a widget of a page that has been left, whose key holds nothing any more.
    if key in st.session_state:
        with suppress(ValueError):
            take(st.session_state[key])


def of_cell(
    take: Callable[[str], None], key: str, table: Sequence[Mapping[str, str]]
) -> Callable[[], None]:
    """What takes over the text that a table has for the cell just chosen in its widget."""

    def taken() -> None:
        with suppress(ValueError, LookupError):
            (row, column), *_ = st.session_state[key].selection.cells
            take(table[row][column])

    return taken


def edited_rows(key: str) -> Mapping[int, Mapping[str, float | None]]:
    """What was written into a table that can be edited: by row and column."""
    return edited_table(key)[0]


def edited_table(
    key: str,
) -> tuple[
    Mapping[int, Mapping[str, float | None]], Sequence[Mapping[str, float | None]], Sequence[int]
]:
    """What was done to a table with rows that can be added and removed: edited, added, deleted.

    Nothing where its page has been left, as a message can still name it.
    """
    done = st.session_state.get(key, {})
    return done.get("edited_rows", {}), done.get("added_rows", []), done.get("deleted_rows", [])


def uploaded(key: str) -> bytes | None:
    """The content of the file that was just given to a widget, if one was."""
    file = st.session_state.get(key)
    return None if file is None else bytes(file.getvalue())


def kept(key: str, options: Sequence[T], first: T | None = None) -> str:
    """The key of a widget that keeps its own choice, one of its options.

    To begin with that is `first`, or the first of the options.
    """
    chosen = st.session_state.get(key)
    return _set(key, chosen if chosen in options else (options[0] if first is None else first))


def entry(key: str, first: object) -> str:
    """The key of an entry of a form, which to begin with is filled in with `first`."""
    return key if key in st.session_state else _set(key, first)


def submitted(take: Callable[..., None], *keys: str) -> Callable[[], None]:
    """What takes over the entries of a form, in the order of their keys, once it is sent off."""

    def taken() -> None:
        with suppress(ValueError, LookupError):
            take(*(st.session_state[key] for key in keys))

    return taken


def _set(key: str, value: object) -> str:
    # Under one key each page has a widget of its own. On a page that was just turned to it begins
    # with its default, though the key still holds the value of the page before.
    shown: set[str] = st.session_state.setdefault(_SHOWN, set())
    if key not in shown or key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
        shown.add(key)
    return key


def offer(pages: Mapping[str, StreamlitPage]) -> None:
    """Remember the pages by their names, so that a button can lead to one."""
    st.session_state[_PAGES] = pages


def turned_to(page: StreamlitPage) -> None:
    """Remember which page is drawn; no widget of another one says anything of its own."""
    if st.session_state.get(_PAGE) != page.url_path:
        st.session_state[_PAGE], st.session_state[_SHOWN] = page.url_path, set()


def go(name: str, at: str = "") -> None:
    """Go to a page, and on it to a place, given as CSS selects it."""
    st.session_state[_AT] = at
    st.switch_page(st.session_state[_PAGES][name])


def arriving() -> str:
    """The place on this page that another one has just led to, or nothing."""
    at: str = st.session_state.pop(_AT, "")
    return at


def follow() -> None:
    """Go where an action leads, which has changed what the page before was about."""
    name, session().leads_to = session().leads_to, None
    if name is not None:
        go(name)


def of_selection(key: str, take: Callable[[Mapping[str, object]], None]) -> Callable[[], None]:
    """What takes over the values of the mark that was just clicked in a chart."""

    def taken() -> None:
        with suppress(ValueError, LookupError, TypeError):
            mark = st.session_state[key].selection[CLICKED][0]
            if isinstance(mark, Mapping):
                take(mark)

    return taken


def keep(run: Run) -> None:
    """Remember the run as it is now."""
    session().run = run


def show_in_address() -> None:
    """Put the page's state and a chosen language into its address."""
    link = _link()
    if st.query_params.to_dict() != link:
        st.query_params.from_dict(link)


def query() -> str:
    """What stands behind the question mark in the page's address, with the run at its end."""
    return urlencode(_link())


def address(iteration: int | None = None) -> str:
    """The page as a link that brings back an iteration, by default the one on show."""
    at = session().shown.iteration if iteration is None else iteration
    return f"{str(st.context.url).split('?')[0]}?{urlencode(_link(at))}"


def _link(iteration: int | None = None) -> dict[str, str]:
    current = session()
    link = (
        write_link(current.settings, current.run, iteration)
        | write_lesson(current.lesson)
        | write_explore(current.explore)
        | write_practice(current.practice)
    )
    if current.own.used is not None and current.source is not None:
        used = current.own.used
        link |= {POINTS: used.points} if used.points else {MARK: used.mark}
    if current.language:
        link["lang"] = current.language
    return link
