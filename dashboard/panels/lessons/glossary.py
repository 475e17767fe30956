"""Every symbol of the lessons: how it is written, what it means, which shape it has."""

from collections.abc import Mapping

import streamlit as st

from dashboard.text import Text

SYMBOLS: Mapping[str, tuple[str, str]] = {
    "layer": (r"[l]", ""), "sample": (r"(i)", ""), "m": (r"m", ""), "n": (r"n^{[l]}", ""),
    "x": (r"x, \; X = A^{[0]}", r"(n^{[0]}, 1), \; (n^{[0]}, m)"),
    "y": (r"y, \; Y", r"(n^{[2]}, 1), \; (n^{[2]}, m)"),
    "W": (r"W^{[l]}", r"(n^{[l]}, n^{[l-1]})"), "b": (r"b^{[l]}", r"(n^{[l]}, 1)"),
    "z": (r"z^{[l]}, \; Z^{[l]}", r"(n^{[l]}, 1), \; (n^{[l]}, m)"),
    "a": (r"a^{[l]}, \; A^{[l]}", r"(n^{[l]}, 1), \; (n^{[l]}, m)"),
    "g": (r"g^{[l]}, \; g'", ""), "sigma": (r"\sigma", ""), "log": (r"\log", ""),
    "loss": (r"\mathcal{L}", r"(1, 1)"), "cost": (r"J", ""),
    "dz": (r"dz^{[l]}, \; da^{[l]}", r"(n^{[l]}, 1)"),
    "dW": (r"dW^{[l]}, \; db^{[l]}", r"W^{[l]}, \; b^{[l]}"),
    "alpha": (r"\alpha", ""), "dot": (r"\cdot, \; *", ""), "T": (r"{}^\top", ""),
}  # fmt: skip
"""By the key of its meaning: the symbol, and its shape or what it is shaped like."""


def draw(text: Text) -> None:
    """A button that opens the table."""
    with st.popover(text("glossary.title"), icon=":material/menu_book:", type="tertiary"):
        rows = [
            f"| ${symbol}$ | {text(f'glossary.{key}')} | {f'${shape}$' if shape else ''} |"
            for key, (symbol, shape) in SYMBOLS.items()
        ]
        head = " | ".join(text(f"glossary.head_{part}") for part in ("symbol", "meaning", "shape"))
        st.markdown("\n".join([f"| {head} |", "|---|---|---|", *rows]))
