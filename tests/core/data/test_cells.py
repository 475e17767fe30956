"""Text to cells: separators, line ends, encodings, quotes, and lines above the table."""

import io

import pytest

from core.datasets import read_table
from tests.core.data.learners import (
    X,
    Y,
    codes,
    read,
    refused,
    same_as_plain,
    table,
)


@pytest.mark.parametrize("sep", [",", ";", "\t", "|", " ", "   ", ", ", " ; ", " | "])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(sep: str, end: str):
    same_as_plain(read(table(sep=sep, end=end)))
    if sep.strip():
        trailing = read(table(sep=sep, end=end, tail=sep))
        same_as_plain(trailing)
        assert trailing.dropped == ("column 4",)
        rows_only = table(sep=sep, end=end, tail=sep).replace(sep + end, end, 1)
        same_as_plain(read(rows_only))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "utf-32"]
)
def test_encodings_of_a_chinese_table(encoding: str):
    text = table(lambda i: (*X[i].round(2), "否是"[Y[i]]), "密度,含糖率,好瓜", "\t", end="\r\n")
    data = read(text.encode(encoding))
    assert data.feature_names == ("密度", "含糖率")
    assert data.class_names == ("否", "是")
    same_as_plain(data)


@pytest.mark.parametrize("order", ["le", "be"])
def test_utf16_with_its_mark(order: str):
    same_as_plain(read(("\ufeff" + table(sep="\t")).encode("utf-16-" + order)))


@pytest.mark.parametrize(
    "names",
    [
        "größe,höhe,straße",
        "année,modèle,élève",
        "señal,año,niño",
        "Überlänge,°C,Ärger",
        "prix £,naïf,fièvre",
        "Größe,µm,ja",
    ],
)
def test_windows_1252_is_not_taken_for_chinese(names: str):
    source = read_table(io.BytesIO(table(header=names).encode("cp1252")))
    assert source.names == tuple(names.split(","))


@pytest.mark.parametrize(
    "names", ["x轴,y轴,类别", "体重kg,身高cm,鑫", "A型,B型,标签", "a值,b值,c值d"]
)
def test_chinese_with_latin_letters_is_not_taken_for_windows_1252(names: str):
    source = read_table(io.BytesIO(table(header=names).encode("gb18030")))
    assert source.names == tuple(names.split(","))


def test_lines_above_the_table_are_skipped():
    for above in (
        "My fine data\n",
        "Data,,\n\n",
        "Measured in May, 2020\n",
        "# made by me, in 2020\n# it's\n",
        "% a\n",
        "A: b\nC: d\n",
    ):
        data = read(above + table())
        same_as_plain(data)
        assert data.feature_names == ("a", "b")
        assert "lines_skipped" in codes(data)
    for line in ("sep=;", '"sep=;"', "SEP=;"):
        same_as_plain(read(line + "\r\n" + table(sep=";", end="\r\n")))
    same_as_plain(read("sep=\t\n" + table(sep="\t")))
    same_as_plain(read("sep=,\n" + table(sep=";")))
    same_as_plain(read("# a b y\n" + table(header="", sep=" ")))


def test_quoted_cells_keep_separators_and_line_ends():
    data = read(table(lambda i: (X[i, 0], f'"{"red, or" if i % 3 else "blue"}"', Y[i])))
    assert data.feature_names == ("a", "b = red, or")
    refused(table() + '"1,2,3\n4,5,6\n', "unreadable", "quotation mark")


def test_tabs_that_line_columns_up_are_blanks():
    same_as_plain(
        read(
            table(
                lambda i: (f"{X[i, 0]:.2f}", ("\t" if i % 7 == 0 else "") + f"{X[i, 1]:.2f}", Y[i]),
                sep="\t",
            )
        )
    )


@pytest.mark.parametrize("encoding", ["big5", "shift-jis"])
def test_other_encodings_are_not_read_as_nonsense(encoding: str):
    names = {"big5": "密度,含糖率,好瓜", "shift-jis": "身長,体重,結果"}
    refused(table(header=names[encoding]).encode(encoding), "unreadable", "UTF-8")


@pytest.mark.parametrize("sep", [";", "\t", "|", " ", "  "])
def test_decimal_commas_are_no_separators_without_a_header_either(sep: str):
    text = table(lambda i: (*(f"{x:.2f}".replace(".", ",") for x in X[i]), Y[i]), "", sep)
    same_as_plain(read(text, header=False))
