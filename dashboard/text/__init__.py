"""Every word a person reads, by key, in the language of the page."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES: Mapping[str, str] = {"en": "English", "zh": "中文"}
"""Language codes and what each language calls itself."""


class Text:
    """The words of one language: `text("lab.train")`, `text("status.paused", iteration=5)`."""

    def __init__(self, language: str, table: Mapping[str, str]) -> None:
        self.language = language
        self.table = table

    def __call__(self, key: str, **fields: Any) -> str:
        """The words behind a key with the fields put in.

        Raises
        ------
        KeyError
            If the key has no words, or the words need a field that is not given.
        """
        words = self.table[key]
        return words.format(**fields) if fields else words

    def has(self, key: str) -> bool:
        return key in self.table

    # Texts of one language are equal, so that what is cached by its text is found again.
    def __eq__(self, other: object) -> bool:
        return getattr(other, "language", None) == self.language

    def __hash__(self) -> int:
        return hash(self.language)


@cache
def text_in(language: str) -> Text:
    """The words of a language by its code ("en", "zh"): those of all files in its folder."""
    table: dict[str, str] = {}
    for file in files(__package__).joinpath(language).iterdir():
        table |= _flat(tomllib.loads(file.read_text(encoding="utf-8")))
    return Text(language, table)


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, str):
            pairs.append((prefix + key, value))
        else:
            pairs += _flat(value, f"{prefix}{key}.")
    return pairs


def language_for(wanted: str | None, locale: str | None) -> str:
    """The language to show: the wanted one if there is one, else the browser's, else English."""
    for code in (wanted, (locale or "").lower().split("-")[0]):
        if code in LANGUAGES:
            return str(code)
    return "en"


def feature_words(text: Text, code: str) -> str:
    """A feature's name in the page's language; columns of a learner's own file keep theirs."""
    return text(f"feature.{code}") if text.has(f"feature.{code}") else code
