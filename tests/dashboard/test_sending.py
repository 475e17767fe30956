"""A picture's elements are sent together, and nothing of them is lost."""

from streamlit.testing.v1 import AppTest

from dashboard.sending import in_one_piece


def sent_in_one_piece() -> None:
    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    from dashboard.sending import in_one_piece

    context = get_script_run_ctx()
    assert context is not None
    send, sent = context._enqueue, []
    context._enqueue = sent.append
    with in_one_piece():
        st.text("first")
        st.text("second")
        assert sent == []
    kept = [message.delta.new_element.text.body for message in sent]
    try:
        with in_one_piece():
            st.text("of a picture that is broken off")
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert len(sent) == 2
    context._enqueue = send
    st.text(f"{kept}")
    with in_one_piece():
        st.text("third")


def test_elements_come_together_and_in_order():
    test = AppTest.from_function(sent_in_one_piece).run()
    assert not test.exception, test.exception
    assert [text.value for text in test.text] == ["['first', 'second']", "third"]


def test_without_a_page_it_does_nothing():
    with in_one_piece():
        done = True
    assert done
