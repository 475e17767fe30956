"""Every statement of the notes has its reason on the page, in both languages."""

import re
from functools import cache

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import typeset
from dashboard.lesson import STOPS
from dashboard.text import text_in
from tests.dashboard.lesson_pages import lesson_script, many_script

MANY = "many"
REASONS = {
    1: ("given", "given.of_ball", "Four planes can enclose .* three cannot", "四个平面可以围出.*三个不行"),
    2: (MANY, "many.capital", "column i of Z, A and dZ belongs to the same sample", "第 i 列属于同一个样本"),
    3: ("given", "given.shapes", "one for each unit of the layer before", "前一层的每个单元对应一个"),
    4: (MANY, "many.means", "entry of a matrix has a derivative of its own", "每个元素都有自己的导数"),
    5: (MANY, "many.capital", "column i of X is sample", "X 的第 i 列是第 i 个样本"),
    6: ("given", "given.general", "dot product of its own row .* adds its b.* g bends", "内积，再加上自己的 b.*弯曲"),
    7: ("given", "given.shapes", r"n\[l\] rows and n\[l−1\] columns", r"n\[l\] 行、n\[l−1\] 列"),
    8: ("db1", "walk.cache", r"a\[1\] for dW\[2\].* keeps these values", r"dW\[2\] 用 a\[1\].*保存下来"),
    9: ("da2", "why.da2", "derivative of log a is 1/a.* always 0", "log a 的导数是 1/a.*总有一项为 0"),
    10: ("dz2", "why.dz2", r"slope of σ, which is a\[2\]\(1 − a\[2\]\).* cancel.* too large", r"斜率 a\[2\]\(1 − a\[2\]\).*约去.*偏大"),
    11: ("dz2", "lesson.dz2", r"are all \(1, 1\), and so .* give the same", r"都是 \(1, 1\).*结果一样"),
    12: ("dW2", "why.dW2", r"Moving W\[2\]ⱼ by 1 moves z\[2\] by a\[1\]ⱼ", r"W\[2\]ⱼ 变化 1，z\[2\] 就变化 a\[1\]ⱼ"),
    13: ("dW2", "lesson.dW2", "columns on the left are not as many as the rows", "左边的列数不等于右边的行数"),
    14: ("da1", "why.da1", r"moving a\[1\]ⱼ by 1 moves z\[2\] by W\[2\]ⱼ.* adds the shares up", r"a\[1\]ⱼ 变化 1，z\[2\] 就变化 W\[2\]ⱼ.*加起来"),
    15: ("dz1", "why.dz1", r"a\[1\]ⱼ depends on z\[1\]ⱼ alone.* element-wise", r"a\[1\]ⱼ 只取决于 z\[1\]ⱼ.*逐元素"),
    16: ("dz1", "lesson.dz1", "a sign, not a proof.* g acts on each entry alone", "只是迹象，不是证明.*分别起作用"),
    17: ("dW1", "why.dW1", r"moving W\[1\]ⱼₖ by 1 moves z\[1\]ⱼ by xₖ", r"W\[1\]ⱼₖ 变化 1，z\[1\]ⱼ 就变化 xₖ"),
    18: ("summary", "summary.count", "four lines .* eight .* nothing is computed twice", "四行.*八行.*没有一个值要算两次"),
    19: (MANY, "many.forward_note", "The columns do not mix", "各列互不影响"),
    20: (MANY, "mean.cost", "one number for all of them", "所有样本合成一个数"),
    21: (MANY, "many.backward_note", "new appears only where samples are summed", "只有对样本求和的地方才出现新东西"),
    22: (MANY, "mean.why", "derivative of a mean is the mean of the derivatives.* does the sum", "平均值的导数等于导数的平均值.*求和这一步"),
    23: (MANY, "sums.axis", "axis=1 adds up the columns and that axis disappears", "axis=1 把各列加起来.*那一维随之消失"),
    24: (MANY, "sums.keepdims", r"from the right.* read as \(1, n\)", r"从右边对齐.*当作 \(1, n\)"),
    25: (MANY, "update.why", "rises fastest, hence the minus.* same point", "上升最快的方向，所以要减去它.*同一个点"),
    26: (MANY, "program.falls", "To first order .* can rise", "一阶近似.*可能上升"),
}  # fmt: skip
"""Of every statement: its page, the key of its reason, and what the reason says, by language."""
LANGUAGES = {"en": 2, "zh": 3}


@cache
def written_on(page: str, language: str) -> str:
    """All sentences of a page."""
    script = many_script if page == MANY else lesson_script
    test = AppTest.from_function(script, default_timeout=120)
    test.query_params["lang"] = language
    test.query_params["step"] = str(0 if page == MANY else STOPS.index(page))
    test.run()
    assert not test.exception
    return " ".join(
        part.value for kind in ("markdown", "caption", "info") for part in getattr(test, kind)
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", REASONS)
def test_every_statement_has_its_reason_on_the_page(number: int, language: str):
    """The words stand on the statement's page, and they say the reason, not something else."""
    page, key = REASONS[number][:2]
    words = text_in(language).table[key]
    assert re.search(REASONS[number][LANGUAGES[language]], words), words
    # Any number may stand where one is filled in.
    filled = typeset.prose(re.sub(r"\{\w+\}", "98765", words))
    pattern = re.escape(filled).replace("98765", r"[\d,]+")
    assert re.search(pattern, written_on(page, language))


def test_every_statement_of_the_notes_has_a_reason():
    assert REASONS.keys() == set(range(1, 27))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_the_words_say_of_the_course_run_is_what_core_measures(language: str):
    """Both J after 7,000 updates; tests/core/lessons/test_facts.py computes them."""
    said = text_in(language).table["update.early"]
    assert "0.255812" in said
    assert "0.217504" in said
