"""Values as a person reads them: few digits, the same number of digits in the same place."""

import math

NONE = "–"
"""Stands where there is no number, such as a ratio with a zero denominator."""


def cost(value: float) -> str:
    """A cost to six decimals, as the published ones are given."""
    if not math.isfinite(value):
        return "∞"
    return f"{value:.6f}" if abs(value) < 1000 else f"{value:.3e}"


def share(value: float) -> str:
    """A share as a percentage."""
    return f"{100 * value:.2f} %"


def size(value: float | None) -> str:
    """A size of any magnitude to four significant digits."""
    if value is None or math.isnan(value):
        return NONE
    if math.isinf(value):
        return "∞"
    if value == 0 or 1e-3 <= abs(value) < 1e5:
        return f"{value:#.4g}".rstrip(".") if value else "0"
    return f"{value:.3e}"


def short(value: float | None) -> str:
    """A size of any magnitude to three significant digits, for tables that move."""
    if value is None or math.isnan(value):
        return NONE
    if math.isinf(value):
        return "∞"
    if value == 0 or 1e-3 <= abs(value) < 1e5:
        return f"{value:#.3g}".rstrip(".") if value else "0"
    return f"{value:.2e}"


def brief(value: float) -> str:
    """A magnitude of which only the order matters, to two digits."""
    return f"{value:.1e}" if value else "0"


def learning_rate(value: float) -> str:
    """α without needless digits."""
    return f"{value:.10g}"


def whole(value: int) -> str:
    """A whole number with its thousands apart."""
    return f"{value:,}"


def shape(value: tuple[int, ...]) -> str:
    """A shape as NumPy writes it."""
    return f"({', '.join(map(str, value))}{',' if len(value) == 1 else ''})"
