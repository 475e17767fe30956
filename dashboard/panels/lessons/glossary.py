"""Every symbol of the lessons: how it is written, what it means, which shape it has."""

from collections.abc import Mapping

import streamlit as st

from core.equations import SAMPLE, operands
from core.types import Name
from dashboard import typeset
from dashboard.text import Text

SYMBOLS: Mapping[str, tuple[str, str]] = {
    "layer": (r"[l]", ""), "sample": (r"(i)", ""), "m": (r"m", ""), "n": (r"n^{[l]}", ""),
    "x": (r"x, \; X = A^{[0]}", r"(n^{[0]}, 1), \; (n^{[0]}, m)"),
    "y": (r"y, \; Y", r"(n^{[2]}, 1), \; (n^{[2]}, m)"),
    "W": (r"W^{[l]}", r"(n^{[l]}, n^{[l-1]})"), "b": (r"b^{[l]}", r"(n^{[l]}, 1)"),
    "z": (r"z^{[l]}, \; Z^{[l]}", r"(n^{[l]}, 1), \; (n^{[l]}, m)"),
    "a": (r"a^{[l]}, \; A^{[l]}", r"(n^{[l]}, 1), \; (n^{[l]}, m)"),
    "g": (r"g^{[l]}", ""), "slope": (r"g'", ""), "sigma": (r"\sigma", ""), "log": (r"\log", ""),
    "loss": (r"\mathcal{L}", r"(1, 1)"), "cost": (r"J", ""),
    "dz": (r"dz^{[l]}, \; da^{[l]}", r"(n^{[l]}, 1)"),
    "dW": (r"dW^{[l]}, \; db^{[l]}", r"W^{[l]}, \; b^{[l]}"),
    "alpha": (r"\alpha", ""), "dot": (r"\cdot, \; *", ""), "T": (r"{}^\top", ""),
}  # fmt: skip
"""By the key of its meaning: the symbol, and its shape or what it is shaped like."""


KINDS: Mapping[str, str] = {
    "x": "x", "y": "y", "W": "W", "b": "b", "z": "z", "a": "a", "L": "loss", "dg": "slope",
    "dz": "dz", "da": "dz", "dW": "dW", "db": "dW",
}  # fmt: skip
"""The key of its meaning, by the kind of a quantity of one sample."""
SIGNS: Mapping[str, tuple[str, str]] = {
    "sigmoid": (r"\sigma", "sigma"), "g1(": (r"g^{[1]}", "g"), "log": (r"\log", "log"),
    ".T": (r"{}^\top", "T"),
}  # fmt: skip
"""By what stands in the code: a symbol that is no quantity, and the key of its meaning."""


def draw(text: Text) -> None:
    """A button that opens the table."""
    with st.popover(text("glossary.title"), icon=":material/menu_book:", type="tertiary"):
        rows = [
            f"| ${symbol}$ | {meaning(text, key)} | {f'${shape}$' if shape else ''} |"
            for key, (symbol, shape) in SYMBOLS.items()
        ]
        head = " | ".join(text(f"glossary.head_{part}") for part in ("symbol", "meaning", "shape"))
        st.markdown("\n".join([f"| {head} |", "|---|---|---|", *rows]))


def of_step(text: Text, step: str) -> str:
    """The meanings of the symbols in a step's line, for the mark beside its formula."""
    code = SAMPLE[step]
    names = [Name.of(step), *(op.name for op in operands(code))]
    shown = {typeset.symbol(name.code): KINDS[name.kind] for name in names}
    shown |= {symbol: key for sign, (symbol, key) in SIGNS.items() if sign in code}
    return "\n".join(f"- ${symbol}$: {meaning(text, key)}" for symbol, key in shown.items())


def meaning(text: Text, key: str) -> str:
    """What a symbol stands for."""
    return typeset.prose(text(f"glossary.{key}"))
