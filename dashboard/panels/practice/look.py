"""How the exercises look beyond what Streamlit gives, and where a new question begins."""

import json

import streamlit as st

from dashboard.grading import Round

NARROW = 640
"""Pixels of a window below which columns stand under one another."""
_STYLE = f"""<style>
/* Streamlit writes code in three quarters of the size of the words around it, and again so within a
   choice: 9 pixels. */
[data-testid=stRadio] code, [data-testid=stButtonGroup] code {{ font-size: 0.85rem }}
/* It says "Press Enter to submit form" in every language. */
[data-testid=InputInstructions] {{ display: none }}
/* The drawing's tools would lie over the list above it. */
.st-key-beside [data-testid=stElementToolbar] {{ display: none }}
@media (max-width: {NARROW}px) {{
    .st-key-hand [data-testid=stHorizontalBlock]:has(> [data-testid=stColumn]) {{
        flex-direction: column-reverse
    }}
}}
</style>"""
"""On a phone what is asked stands above the numbers that are given, which fill a screen."""
_SCRIPT = """<script>
(() => {
    const question = %s;
    if (window.shallowQuestion !== undefined && window.shallowQuestion !== question)
        document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0);
    window.shallowQuestion = question;
})();
</script>"""
"""Where the last question ended the next one would begin, its own beginning out of sight."""


def draw(now: Round) -> None:
    """Style the page, and show a new question from its beginning."""
    st.html(_STYLE)
    question = json.dumps(f"{now.drill} {now.number} {now.item}")
    st.html(_SCRIPT % question, unsafe_allow_javascript=True)
