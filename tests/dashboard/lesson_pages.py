"""The two lesson pages run without a browser."""

from streamlit.testing.v1 import AppTest


def lesson_script() -> None:
    import streamlit as st

    from dashboard import sidebar, state
    from dashboard.pages.one_sample import one_sample

    with st.sidebar:
        sidebar.lesson(state.text(), state.session())
    one_sample()


def lesson_page(**link: object) -> AppTest:
    test = AppTest.from_function(lesson_script, default_timeout=60)
    for name, value in link.items():
        test.query_params[name] = str(value)
    return test.run()


def many_script() -> None:
    from dashboard.pages.many_samples import many_samples

    many_samples()
