"""Where on a page one arrives that another page has led to."""

import json

import streamlit as st

_SCRIPT = """<script>
(() => {
    const until = performance.now() + 2500;
    let wanted = true;
    for (const done of ['wheel', 'touchstart', 'pointerdown', 'keydown'])
        addEventListener(done, () => wanted = false, {once: true, passive: true});
    const go = () => {
        if (!wanted || performance.now() > until) return;
        const place = document.querySelector(%s);
        if (place) {
            place.style.scrollMarginTop = '64px';
            place.scrollIntoView();
        }
        setTimeout(go, 100);
    };
    go();
})();
</script>"""
"""Formulas and charts that come later push a place down, so it is looked for again for a while; but
not once the visitor goes somewhere else. The bar of pages lies over the uppermost 60 pixels."""


def draw(place: str) -> None:
    """Scroll to a place, given as CSS selects it; nothing is seen of this."""
    st.html(_SCRIPT % json.dumps(place), unsafe_allow_javascript=True)
