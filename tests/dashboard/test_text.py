"""Both languages say the same things, everything that is said, and nothing else."""

import re
import string
import tomllib
import unicodedata
from pathlib import Path

import pytest

from core.activations import ACTIVATIONS
from core.data.sources import SOURCES
from core.diagnosis import CONDITIONS
from core.equations import SAMPLE
from core.export.notebook import HEADINGS
from core.network import INITIALIZATIONS
from core.phases import PHASES
from core.practice.detectors import DETECTORS
from core.practice.experiments import EXPERIMENTS, Experiment
from core.practice.leitner import SKILLS
from core.practice.mistakes import EVERY
from core.practice.shapes import KINDS
from core.practice.slips import SLIPS
from core.training import Stop
from dashboard.app import PAGES
from dashboard.exploring import MEASURES, SECTIONS, VIEWS
from dashboard.grading import SAID
from dashboard.lesson import NETWORKS
from dashboard.link import Problem
from dashboard.panels.data.drawing import TOOLS
from dashboard.panels.explore.parallel import RESULTS
from dashboard.panels.explore.tries import TRIES
from dashboard.panels.lab import dimensions, gradients, toolbar
from dashboard.panels.lessons import step
from dashboard.panels.lessons.glossary import SYMBOLS
from dashboard.panels.practice import bugs
from dashboard.panels.shared.problems import sentence
from dashboard.panels.shared.raised import KINDS as RAISED
from dashboard.practice import DRILLS
from dashboard.session import TOUR
from dashboard.settings import PRESETS, SETTINGS, Range
from dashboard.text import language_for, text_in
from tests.dashboard.test_own_data import codes

EN, ZH = text_in("en").table, text_in("zh").table
CODE = "\n".join(path.read_text() for path in Path("dashboard").rglob("*.py"))


SLIPPED = sorted({slip for slips in SLIPS.values() for slip in slips} | {"rounded"})


def worded(experiment: Experiment, option: str) -> bool:
    """Whether an option is more than the label of a run."""
    labels = [trial.label for trial in experiment.trials]
    return option not in labels


def helps(names) -> list[str]:
    return [code for name in names for code in (name, f"{name}_help")]


FAMILIES = {
    "app": PAGES, "preset": PRESETS, "dataset": [*SOURCES, "csv"], "activation": ACTIVATIONS, "init": INITIALIZATIONS,
    "set": SETTINGS, "help": [name for name in SETTINGS if name not in ("across", "up")],
    "feature": [f for source in SOURCES.values() for f in source.feature_names if not re.fullmatch(r"x\d", f)],
    "class": [c for source in SOURCES.values() for c in source.class_names if c],
    "lab": [*helps(toolbar.MEASURES), *helps(["train", "pause"])],
    "status": [f"finished_{reason}" for reason in Stop._fields if reason != "iteration"] + ["finished_iteration"],
    "diagnosis": CONDITIONS, "problem": ["choice", "range", "whole"],
    "dimensions": helps(dimensions.WIDTHS), "gradients": helps(gradients.WIDTHS),
    "view": VIEWS, "asks": VIEWS, "try": sorted({name for names in TRIES.values() for name in names}), "measure": MEASURES, "reading": CONDITIONS,
    "landscape": [code for name in SECTIONS for code in (name, f"{name}_across", f"{name}_up")],
    "parallel": ["noise", "activation", "init", "wseed", *RESULTS],
    "symmetry": ["zeros", "constant", "random"],
    "explore": ["across", "up", "iterations", "seeds", "target", "takes_whole", "takes_number"],
    "slow": [code for p in PHASES for code in (p, f"{p}_name")],
    "tour": [code for name in TOUR for code in (name, f"{name}_do")] + [f"{name}_seen" for name in TOUR[1:]],
    "broadcast": ["first", "second"], "confusion": ["train", "test"],
    "product": ["matrix", "elementwise", "sum", "row", "column"],
    "draw": TOOLS, "slope": ["sigmoid", "tanh"], "predict": ["wrong_sign_0", "wrong_sign_1"],
    "report": ["again", "again_table", "again_setup"],
    "glossary": [*SYMBOLS, "head_symbol", "head_meaning", "head_shape"],
    "own": helps(["number", "names"]),
    "away": [*helps(["script", "notebook", "pytorch", "report", "replay", "archive", "history", "matrix"]), *(f"heading_{key}" for key in HEADINGS)],
    "step": SAMPLE, "why": SAMPLE, "lesson": [*NETWORKS, *step.LESSONS], "walk": ["given", "summary"],
    "check": ["agrees", "rounding", "kink", "edge", "differs"],
    "drill": DRILLS, "about": DRILLS, "skill": SKILLS, "shape_ask": KINDS,
    "shape_says": ["none", "left", "right", "@", "*", "error", "shape", "fits"],
    "shape_slip": ["number", "both", "swapped", "axes", "choice", "missing", "extra"],
    "tile": ["operand", "transpose", "matrix", "elementwise", "mean"],
    "assembled": ["right", "shape", "values", "error", "incomplete", "unreadable"],
    "says_kind": SAID, "mark": ["blank", "unreadable"], "slip": SLIPPED, "part": [*bugs.PARTS, "update"],
    "detector": [*DETECTORS, "none"], "detects": ["passes", "rejects", "cannot"],
    "sees": ["cost_curve", "reference", "gradient_wrong", "gradient_fine"], "raised": RAISED, "mistake": EVERY, "because": range(1, 27),
    "question": EXPERIMENTS, "setting": EXPERIMENTS, "measured": EXPERIMENTS, "reason": EXPERIMENTS,
    "option": [f"{e.name}.{o}" for e in EXPERIMENTS.values() for o in e.options if worded(e, o)],
    "data_form": ["plain", "stretched"], "number": ["first", "last", "least", "change", "power"],
    "whatif": [f"why_{why}" for why in ("matrix", "elementwise", "stretched", "luck", "ones", "own_transpose", "outer", "outer_units")],
}  # fmt: skip
"""The codes that an f-string of the code fills each family of keys with."""


def placeholders(words: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(words) if name)


def test_the_same_keys_and_placeholders():
    assert EN.keys() == ZH.keys()
    assert {k: placeholders(v) for k, v in EN.items()} == {
        k: placeholders(v) for k, v in ZH.items()
    }


def test_the_same_files_hold_the_same_keys_and_no_key_stands_in_two():
    """A section in two files would lose one of them without a word."""
    folders = [Path("dashboard/text") / language for language in ("en", "zh")]
    en, zh = (
        {
            file.name: list(tomllib.loads(file.read_text(encoding="utf-8")))
            for file in sorted(folder.iterdir())
        }
        for folder in folders
    )
    assert {name: sorted(keys) for name, keys in en.items()} == {
        name: sorted(keys) for name, keys in zh.items()
    }
    sections = [section for keys in en.values() for section in keys]
    assert len(sections) == len(set(sections))


@pytest.mark.parametrize("family", FAMILIES)
def test_every_code_has_its_words(family: str):
    missing = [code for code in FAMILIES[family] if f"{family}.{code}" not in EN]
    assert missing == []


def test_every_family_in_the_code_is_known():
    filled = set(re.findall(r'f[\'"]([a-z_]+)\.[a-z_]*\{', CODE))
    assert filled == FAMILIES.keys()


def test_every_key_in_the_code_has_its_words():
    used = set(re.findall(r'\btext\(\s*"([a-z_0-9.]+)"', CODE))
    assert len(used) > 40
    assert used - EN.keys() == set()


def test_no_words_are_left_over():
    """A key stands in the code, is a panel's title, or is one of the codes of its family."""
    titles = {f"{panel}.title" for panel in re.findall(r'_(?:title|head)\(text, "([a-z_]+)"', CODE)}
    filled = {f"{family}.{code}" for family, codes in FAMILIES.items() for code in codes}
    filled |= {
        f"{family}.{part}"
        for family, some in codes().items()
        for code, fields in some
        for part in (code, *(f"{code}_{field}" for field in fields))
    }
    idle = [key for key in EN if f'"{key}"' not in CODE and f"'{key}'" not in CODE]
    assert [key for key in idle if key not in titles | filled] == []


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


def test_bold_words_end_where_markdown_lets_them():
    """Two stars after a mark such as 。 and before a letter do not end bold; they would be seen."""
    for table in (EN, ZH):
        for key, words in table.items():
            parts = words.split("**")
            assert len(parts) % 2 == 1, key
            for before, after in zip(parts[1::2], parts[2::2], strict=True):
                mark = unicodedata.category(before[-1]).startswith("P")
                letter = after and unicodedata.category(after[0])[0] in "LN"
                assert not (mark and letter), (key, before)
