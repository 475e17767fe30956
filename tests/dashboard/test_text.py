"""Both languages say the same things, everything that is said, and nothing else."""

import re
import string
from pathlib import Path

import pytest

from core.activations import ACTIVATIONS
from core.data.sources import SOURCES
from core.network import INITIALIZATIONS
from dashboard.link import Problem
from dashboard.panels.shared.problems import sentence
from dashboard.settings import PRESETS, SETTINGS, Range
from dashboard.text import language_for, text_in

EN, ZH = text_in("en").table, text_in("zh").table
CODE = "\n".join(path.read_text() for path in Path("dashboard").rglob("*.py"))
FAMILIES = {
    "preset": PRESETS, "dataset": SOURCES, "activation": ACTIVATIONS, "init": INITIALIZATIONS,
    "set": SETTINGS,
    "help": [name for name in SETTINGS if name not in ("across", "up")],
    "feature": [f for source in SOURCES.values() for f in source.feature_names if not re.fullmatch(r"x\d", f)],
    "class": [c for source in SOURCES.values() for c in source.class_names if c],
}  # fmt: skip


def placeholders(words: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(words) if name)


def test_the_same_keys_and_placeholders():
    assert EN.keys() == ZH.keys()
    assert {k: placeholders(v) for k, v in EN.items()} == {
        k: placeholders(v) for k, v in ZH.items()
    }


@pytest.mark.parametrize("family", FAMILIES)
def test_every_code_has_its_words(family: str):
    missing = [code for code in FAMILIES[family] if f"{family}.{code}" not in EN]
    assert missing == []


def test_every_key_in_the_code_has_its_words():
    used = set(re.findall(r'\btext\(\s*"([a-z_0-9.]+)"', CODE))
    assert len(used) > 40
    assert used - EN.keys() == set()


def test_no_words_are_left_over():
    """A key stands in the code, or its family is filled in from a code (f"set.{name}")."""
    families = set(re.findall(r'f[\'"]([a-z_]+)\.[a-z_]*\{', CODE)) | {"list", "activation", "init"}
    panels = re.findall(r'_(?:title|head)\(text, "([a-z_]+)"', CODE)
    idle = [
        key for key in EN
        if key not in CODE and key.split(".")[0] not in families
        and key not in [f"{panel}.title" for panel in panels]
    ]  # fmt: skip
    assert idle == []


def test_chinese_is_chinese():
    """Symbols and names stay, but no English sentence does, and no half-width comma between words."""
    for key, words in ZH.items():
        plain = re.sub(r"\{\w+\}", "", words)
        assert not re.search(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}", plain), key
        assert not re.search(r"[\u4e00-\u9fff][,;:?!]", plain), key


def test_an_unknown_language_is_english():
    assert language_for("xx", "fr-FR") == "en"
    assert language_for(None, "zh-CN") == "zh"
    assert language_for("en", "zh-CN") == "en"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "given", ["[x](http://e.x) `<b>`" + "9" * 500, "www.evil.example", "__bold__", "$x$", "`a``b`"]
)
def test_what_a_link_holds_is_shown_as_typed(language: str, given: str):
    """As code, in which nothing is a link, a formula or in bold; no backtick ends the code."""
    problem = Problem("n1", given, Range(1, 64, whole=True), 4)
    words = sentence(text_in(language), problem)
    assert f"`{given[:10].replace('`', '·')}" in words
    assert words.count("`") == 4
    assert len(words) < 250
