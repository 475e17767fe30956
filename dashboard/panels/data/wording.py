"""Sentences about a learner's file in the page's language; what the file holds stays as typed."""

from collections.abc import Mapping

from dashboard import format
from dashboard.text import Text

SHARES = frozenset({"share", "right"})


def said(text: Text, family: str, code: str, fields: Mapping[str, object]) -> str:
    """The sentence of a code, in the wording for its fields where a code has several."""
    keys = [f"{family}.{code}_{name}" for name in fields] + [f"{family}.{code}"]
    key = next(key for key in keys if text.has(key))
    return text(key, **{name: _written(name, value) for name, value in fields.items()})


def _written(name: str, value: object) -> str:
    if isinstance(value, float):
        return format.share(value) if name in SHARES else f"{value:g}"
    return format.whole(value) if isinstance(value, int) else code_of(str(value))


def code_of(value: str) -> str:
    """A stranger's words as code, in which nothing is a link, a formula or in bold."""
    return f"`{plain(value).replace('`', '·')}`" if value.strip() else "` `"


def plain(value: object) -> str:
    """A stranger's words on one line, short enough for a widget."""
    words = " ".join(str(value).split())
    return words if len(words) <= 120 else words[:119] + "…"
