"""What NumPy's error messages say, in the page's words, with NumPy's own beside them."""

import re

from dashboard.text import Text

_SHAPE = r"\((?:\d+,)*\d*\)"
KINDS = {
    "matrix": re.compile(r"matmul: .*\(size (?P<second>\d+) is different from (?P<first>\d+)\)"),
    "scalar": re.compile(r"matmul: Input operand \d does not have enough dimensions"),
    "in_place": re.compile(
        rf"non-broadcastable output operand with shape (?P<first>{_SHAPE}) "
        rf"doesn't match the broadcast shape (?P<second>{_SHAPE})"
    ),
    "elementwise": re.compile(
        rf"operands could not be broadcast together with shapes (?P<first>{_SHAPE}) "
        rf"(?P<second>{_SHAPE})"
    ),
}


def kind_of(message: str) -> str:
    """Which of NumPy's messages it is, by the key of its words; "" for any other."""
    return next((kind for kind, found in KINDS.items() if found.match(message)), "")


def raised(text: Text, message: str) -> str:
    """What a message of NumPy says, and the message itself as code."""
    own = text("raised.own", message=message)
    kind = kind_of(message)
    found = KINDS[kind].match(message) if kind else None
    if found is None:
        return own
    sizes = {
        name: size.replace(",", ", ").replace(", )", ",)")
        for name, size in found.groupdict().items()
    }
    return text("raised.with_own", said=text(f"raised.{kind}", **sizes), own=own)
