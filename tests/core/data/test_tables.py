"""Learners' tables as they come: every kind of file that public threads are about, with variants."""

import io
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sklearn import datasets as sklearn_datasets

from core.config import Config
from core.datasets import Dataset, DatasetError, inspect_table, read_csv, read_table, source_of
from core.training import advance, change, start

TABLES = Path(__file__).parent / "tables"
FILES = sorted(TABLES.iterdir())
rng = np.random.default_rng(4)
X = rng.normal(size=(40, 2))
Y = rng.permutation([0, 1] * 20)


def table(
    cells=lambda i: (f"{X[i, 0]:.2f}", f"{X[i, 1]:.2f}", Y[i]),
    header="a,b,y",
    sep=",",
    rows=40,
    end="\n",
    tail="",
):
    lines = [sep.join(map(str, cells(i))) + tail for i in range(rows)]
    return end.join(([header.replace(",", sep) + tail] if header else []) + lines) + end


def read(content, **options) -> Dataset:
    return read_csv(
        io.BytesIO(content) if isinstance(content, bytes) else io.StringIO(content), **options
    )


def refused(content, code: str, *words: str, **options) -> DatasetError:
    with pytest.raises(DatasetError) as caught:
        read(content, **options)
    sentence = str(caught.value)
    assert caught.value.code == code, sentence
    assert sentence.endswith(".")
    assert len(sentence) < 400
    for word in words:
        assert word in sentence
    return caught.value


def codes(data: Dataset) -> list[str]:
    return [note.code for note in data.notes]


def samples(data: Dataset) -> int:
    return int(data.X.shape[1] + data.X_test.shape[1])


PLAIN = read(table())


def same_as_plain(data: Dataset):
    np.testing.assert_array_equal(data.X, PLAIN.X)
    np.testing.assert_array_equal(data.Y, PLAIN.Y)


CASES = {
    # file: (features, classes, left out, samples)
    "01": (("radius_mean", "texture_mean", "area_mean"), ("B", "M"), {"id", "column 6"}, 40),
    "05": (("density", "ratio_sugar"), ("0", "1"), {"idx"}, 40),
    "06": (("alter", "einkommen"), ("ja", "nein"), set(), 40),
    "07": (("密度", "含糖率"), ("否", "是"), {"编号"}, 40),
    "09": (("x1", "smoker"), ("0", "1"), {"column 1"}, 40),
    "10": (("column 1", "column 2"), ("0", "1"), set(), 40),
    "12": (("sleep_hours", "stress"), ("Insomnia", "None"), set(), 40),
    "14": (("x1", "x2", "x3"), ("0", "1"), set(), 33),
    "14c": (("x1", "x2"), ("0", "1"), {"x3"}, 40),
    "16": (("x1", "x2"), ("0", "1"), set(), 40),
    "17": (("Pclass", "Sex = male", "Age"), ("0", "1"), {"PassengerId", "Name"}, 32),
    "18": (("x1", "x2"), ("0", "1"), set(), 200),
    "19": (("0", "1"), ("0", "1"), set(), 40),
}


def case(number: str) -> Path:
    return next(path for path in FILES if path.name.startswith(number + "_"))


@pytest.mark.parametrize("number", CASES)
def test_public_cases_are_read(number: str):
    names, classes, left_out, count = CASES[number]
    data = read_csv(case(number))
    assert data.feature_names == names
    assert data.class_names == classes
    assert set(data.dropped) == left_out
    assert samples(data) == count
    told = " ".join(map(str, data.notes))
    assert all(name in told for name in left_out)


def test_public_cases_that_need_a_choice_say_which():
    assert set(FILES) == {case(number) for number in [*CASES, "03", "11", "13", "24"]}
    refused(case("03").read_bytes(), "no_header", "A12, 41, A32, 8704, 4")
    numbered = read_csv(case("03"), header=False)
    assert samples(numbered) == 40
    assert "column 2" in numbered.feature_names
    assert "columns_numbered" in codes(numbered)
    error = refused(case("11").read_bytes(), "not_two_classes", "species", "setosa (33%)")
    assert error.fields["classes"] == ("setosa", "versicolor", "virginica")
    one = read_csv(case("11"), positive="versicolor")
    assert one.class_names == ("setosa, virginica", "versicolor")
    assert one.Y.sum() + one.Y_test.sum() == 15
    refused(case("13").read_bytes(), "label_spellings", "'y'", "Yes, yes")
    assert read_csv(case("13"), ignore_case=True).class_names == ("no", "yes")
    refused(case("24").read_bytes(), "soft_labels", "'p'", "0.1, 0.9")


def test_values_are_read_as_they_are_meant():
    raw = [line.split(";") for line in case("06").read_text().splitlines()[1:]]
    income = np.array([float(cells[1].replace(".", "").replace(",", ".")) for cells in raw])
    source, chosen = source_of(read_table(case("06")))
    np.testing.assert_allclose(chosen.X[1], income)
    assert source.max_m == 32


# Text to cells.


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


# Headers.


@pytest.mark.parametrize(
    "cells",
    [
        lambda i: (f"{i % 7}.0", f"{i % 7}.0", "dog" if Y[i] else "cat"),
        lambda i: (f"id{i}", f"{X[i, 0]:.1f}", "AB"[Y[i]]),
        lambda i: ("?" if i == 0 else 2, f"{X[i, 0]:.1f}", Y[i]),
        lambda i: ("A1" if i % 2 else "A2", i % 5, Y[i]),
        lambda i: ("mf"[i % 2], "bc"[Y[i]], "uvw"[i % 3]),
        lambda i: (i % 2, i // 2 % 2, Y[i]),
    ],
)
@pytest.mark.parametrize("sep", [",", ";", "\t", "|"])
def test_a_first_sample_is_never_taken_for_names(cells, sep: str):
    refused(table(cells, "", sep), "no_header", "Add a line of names")
    numbered = read_table(io.StringIO(table(cells, "", sep)), header=False)
    assert numbered.rows == 40
    assert numbered.names == ("column 1", "column 2", "column 3")


@pytest.mark.parametrize("header", ["0,1,2", "2019,2020,label", "1999,2020,y"])
def test_numbers_can_be_names(header: str):
    data = read(table(header=header))
    same_as_plain(data)
    assert data.feature_names == tuple(header.split(",")[:2])
    assert (
        read(table(lambda i: (i, *X[i].round(2), Y[i]), "," + header)).feature_names
        == data.feature_names
    )


def test_numbers_are_names_if_the_learner_says_so():
    assert read(table(header="1,2,3"), header=True, target="3").feature_names == ("1", "2")


@pytest.mark.parametrize("name", ["{}", '"{}"', '"car {}"'])
@pytest.mark.parametrize("sep", [",", " ", "\t", ";"])
def test_the_header_of_r_is_one_name_short(name: str, sep: str):
    data = read(
        table(lambda i: (name.format(i + 1), *(f"{x:.2f}" for x in X[i]), Y[i]), '"a","b","y"', sep)
    )
    same_as_plain(data)
    assert data.dropped == ("column 1",)


def test_what_has_no_name_or_too_many():
    refused(table(lambda i: (i % 3, 1, 2, Y[i])), "ragged", "Give each column a name")
    refused(table() + "1,2,3,4\n", "ragged", "Row 41", "4 cells")
    refused(table(header="a,a,y"), "duplicate_names", "'a'")
    assert read(table() + "1\n").rows_removed == 1


# Numbers.

POINTS = [1234.5, 999.0, 12.25, -7.0, 1_234_567.5, 0.125] * 7


@pytest.mark.parametrize(
    ("sep", "groups", "decimal"),
    [
        (";", ".", ","),
        (";", " ", ","),
        (";", "\u00a0", ","),
        (";", "\u202f", ","),
        ("\t", ",", "."),
        (";", "'", "."),
        (",", ",", "."),
        (",", ".", ","),
        ("|", ",", "."),
        (";", "", ","),
    ],
)
@pytest.mark.parametrize("form", ["{}", "€{}", "{} $", "{} EUR"])
def test_thousands_and_decimal_signs(sep: str, groups: str, decimal: str, form: str):
    def written(x: float) -> str:
        text = f"{x:,.3f}".rstrip("0").rstrip(".")
        text = text.replace(",", "_").replace(".", decimal).replace("_", groups)
        return f'"{form.format(text)}"' if sep in text else form.format(text)

    text = table(lambda i: (written(POINTS[i]), i % 5 / 2, Y[i]), sep=sep)
    _, chosen = source_of(read_table(io.StringIO(text)))
    np.testing.assert_allclose(chosen.X[0], POINTS[:40])


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (("999", "1,000", "12,500"), (999, 1000, 12500)),
        (("999", "1.000", "12.500"), (999, 1000, 12500)),
        (("0,125", "1,250", "12,500"), (0.125, 1.25, 12.5)),
        (("0.125", "1.250", "12.500"), (0.125, 1.25, 12.5)),
        (("1.250", "2.500", "12.500"), (1.25, 2.5, 12.5)),
        (("5 %", "12.5%", "100％"), (0.05, 0.125, 1)),
        (("−5", "–2.5", "3"), (-5, -2.5, 3)),
        (("-$5", "$-2", "$1,200.50"), (-5, -2, 1200.5)),
        (("1e3", "2.5E-1", "+7"), (1000, 0.25, 7)),
    ],
)
def test_numbers_in_other_words(cells, values):
    text = table(lambda i: (cells[i % 3], "ab"[i // 3 % 2], Y[i]), sep=";")
    _, chosen = source_of(read_table(io.StringIO(text)))
    np.testing.assert_allclose(chosen.X[0, :3], values)


@pytest.mark.parametrize(
    "gap", ["", "?", "-", "NA", "N/A", "nan", "NaN", "null", "None", " ", "#N/A"]
)
def test_a_gap_is_a_gap_however_it_is_written(gap: str):
    few = read(table(lambda i: (gap if i % 8 == 0 else X[i, 0], X[i, 1], Y[i])))
    assert (few.rows_removed, few.dropped) == (5, ())
    most = read(table(lambda i: (X[i, 0] if i % 8 == 0 else gap, X[i, 1], Y[i])))
    assert (most.rows_removed, most.dropped) == (0, ("a",))
    assert "mostly_empty" in codes(most)
    words = read(table(lambda i: (gap if i % 8 == 0 else "pq"[i % 2], X[i, 1], Y[i])))
    assert (words.rows_removed, words.feature_names) == (5, ("a = q", "b"))


def test_columns_go_before_most_rows_do():
    names = ",".join(f"v{i}" for i in range(8)) + ",y"
    text = table(
        lambda i: (*("" if (i + j) % 5 == 0 else rng.normal() for j in range(8)), Y[i]), names
    )
    data = read(text)
    assert samples(data) >= 20
    assert data.dropped


def test_the_other_columns_tell_what_a_point_means():
    text = table(lambda i: (("1.250", "2.500", "999")[i % 3], f"{i % 7},5", Y[i]), sep=";")
    _, chosen = source_of(read_table(io.StringIO(text)))
    np.testing.assert_allclose(chosen.X[0, :3], [1250, 2500, 999])
    text = table(lambda i: (("1.250", "2.500", "999")[i % 3], f"{i % 7}.5", Y[i]), sep=";")
    _, chosen = source_of(read_table(io.StringIO(text)))
    np.testing.assert_allclose(chosen.X[0, :3], [1.25, 2.5, 999])


# Labels.


@pytest.mark.parametrize("word", ["NA", "None", "none", "null", "N/A", "nan", "-"])
def test_a_word_for_missing_can_be_a_class(word: str):
    data = read(table(lambda i: (*X[i], ["some", word][Y[i]])))
    assert set(data.class_names) == {"some", word}
    assert samples(data) == 40
    assert "missing_is_class" in codes(data)


def test_none_among_three_classes_and_as_a_gap():
    kinds = ["None", "Apnea", "Insomnia"]
    data = read(table(lambda i: (*X[i], kinds[i % 3])), positive="None")
    assert data.class_names == ("Apnea, Insomnia", "None")
    data = read(table(lambda i: (*X[i], kinds[i % 3])), positive="Apnea")
    assert (data.class_names, data.rows_removed) == (("Insomnia, None", "Apnea"), 0)
    gap = read(table(lambda i: (*X[i], ["no", "yes"][Y[i]] if i else "NA")))
    assert gap.rows_removed == 1


def test_equal_numbers_are_one_class():
    data = read(table(lambda i: (*X[i], ["0", "0.0", "1", "01", "1.0"][2 * Y[i] + i % (2 + Y[i])])))
    assert samples(data) == 40
    assert data.Y.sum() + data.Y_test.sum() == 20
    assert "labels_merged" in codes(data)
    refused(table(lambda i: (*X[i], ("0", "00")[Y[i]])), "not_two_classes", "'y' has 1")
    refused(table(lambda i: (*X[i], "yY"[Y[i]])), "label_spellings", "Y, y")


def test_the_target_is_never_guessed_silently():
    names = {
        "y,a,b": lambda i: (Y[i], *X[i]),
        "a,diagnosis,b": lambda i: (X[i, 0], "MB"[Y[i]], i % 2),
        "id,Survived,sex": lambda i: (i, Y[i], "mf"[i % 3 // 2]),
        "a,b,好瓜": lambda i: (*X[i], "是否"[Y[i]]),
        "a,flag,patient_id": lambda i: (X[i, 0], Y[i], 7 + i % 3 // 2),
    }
    for header, cells in names.items():
        data = read(table(cells, header))
        assert data.Y.sum() + data.Y_test.sum() == 20
        assert codes(data)[0] == "target_chosen"
    assert "target_chosen" not in codes(read(table(), target="y"))
    refused(table(lambda i: (*X[i], X[i, 0] ** 3), "a,b,c"), "not_two_classes", "a, b, c")
    refused(
        table(lambda i: ("pqr"[i % 3], X[i, 0], X[i, 1] ** 3), "kind of,b,c"),
        "no_target",
        "kind of",
    )
    for wrong in ([], {}, 5, b"y", object()):
        refused(table(), "no_such_column", "a, b, y", target=wrong)
        refused(table(), "no_such_class", "0, 1", positive=wrong) if wrong != 5 else None


def test_few_samples_of_a_class_are_told():
    data = read(table(lambda i: (*X[i % 40], int(i % 20 == 0)), rows=200))
    note = next(note for note in data.notes if note.code == "imbalanced")
    assert note.fields["right"] == pytest.approx(0.95)
    assert data.Y_test.sum() == 2
    assert read(table(lambda i: (*X[i], int(i in (3, 30))))).Y_test.sum() == 1
    refused(table(lambda i: (*X[i], int(i == 3))), "too_few_samples", "class '1' has 1")


# Features.


@pytest.mark.parametrize(
    "name",
    [
        "id",
        "ID",
        "No.",
        "编号",
        "index",
        "PassengerId",
        "patient_id",
        "学号",
        "Unnamed: 0",
        "",
        "row",
    ],
)
def test_ids_are_left_out_unless_wanted(name: str):
    text = table(lambda i: (100 + 7 * (i * 11 % 40), X[i, 0], Y[i]), f"{name},b,y")
    data = read(text)
    assert data.feature_names == ("b",)
    called = data.dropped[0]
    assert called in str(data.notes[-1])
    assert read(text, keep=[called]).feature_names == (called, "b")
    assert read(text, features=[called]).feature_names == (called,)


def test_row_numbers_are_known_by_their_values():
    for first in (0, 1, 57):
        assert read(
            table(lambda i, first=first: (i + first, X[i, 0], Y[i]), "kunde,b,y")
        ).dropped == ("kunde",)
    shuffled = rng.permutation(900_000)[:40] + 100_000
    assert read(table(lambda i: (shuffled[i], X[i, 0], Y[i]), "kunde,b,y")).dropped == ("kunde",)
    assert read(table(lambda i: (f"{i}.0", X[i, 0], Y[i]), "kunde,b,y")).dropped == ("kunde",)
    assert read(table(lambda i: (i, X[i, 0], Y[i]), "age,b,y")).dropped == ()


@pytest.mark.parametrize(
    "coding",
    [("0", "1"), ("1", "0"), ("no", "yes"), ("B", "M"), ("-1", "1"), ("7", "5"), ("False", "True")],
)
def test_a_copy_of_the_label_is_left_out(coding):
    text = table(lambda i: (X[i, 0], coding[Y[i]], Y[i]), "a,other,y")
    data = read(text)
    assert data.feature_names == ("a",)
    assert data.dropped == ("other",)
    assert "copy_of_target" in codes(data)
    assert len(read(text, target="y", keep=["other"]).feature_names) == 2


def test_a_column_that_one_threshold_separates_is_left_out():
    text = table(lambda i: (X[i, 0], X[i, 1] - 9 * Y[i], Y[i]))
    data = read(text)
    assert (data.feature_names, data.dropped) == (("a",), ("b",))
    assert "one_threshold" in codes(data)
    assert read(text, keep="b").feature_names == ("a", "b")
    # With few samples that is chance, and nothing is left out for it.
    assert read("a,b,y\n1,5,0\n2,7,0\n3,6,1\n4,8,1\n").feature_names == ("a", "b")


def test_words_become_features():
    towns = [f"t{i}" for i in range(13)]
    three = read(table(lambda i: (X[i, 0], towns[i % 3], Y[i]), "a,town,y"))
    assert three.feature_names == ("a", "town = t0", "town = t1", "town = t2")
    assert (
        len(read(table(lambda i: (X[i, 0], towns[i % 12], Y[i]), "a,town,y")).feature_names) == 13
    )
    text = table(lambda i: (X[i, 0], towns[i % 13], Y[i]), "a,town,y")
    assert (read(text).feature_names, read(text).dropped) == (("a",), ("town",))
    text = table(lambda i: (X[i, 0], towns[i % 3], Y[i]), "a,town,y")
    one = read(text, features=["a", "town = t1"])
    assert one.feature_names == ("a", "town = t1")
    refused(
        table(lambda i: (X[i, 0], towns[i % 13], Y[i]), "a,town,y"),
        "feature_unusable",
        "town",
        features=["town"],
    )


def test_constant_features_are_left_out():
    data = read(table(lambda i: (X[i, 0], 5, Y[i])))
    assert (data.feature_names, data.dropped) == (("a",), ("b",))
    assert "constant" in codes(data)
    # What differs only in a row with a gap is constant in the rows left.
    data = read(table(lambda i: (i == 0, "" if i == 0 else X[i, 1], Y[i])))
    assert (data.feature_names, data.dropped, data.rows_removed) == (("b",), ("a",), 1)
    refused(table(lambda i: (5, "x", Y[i])), "no_numeric_feature", "a (constant)")


def test_thirty_of_a_thousand_features():
    V = rng.normal(size=(20, 999))
    text = table(
        lambda i: (*V[i].round(3), Y[i]), ",".join(f"v{j}" for j in range(999)) + ",y", rows=20
    )
    refused(text, "too_many_features", "999", "30")
    data = read(text, features=[f"v{j}" for j in range(30)])
    assert data.X.shape[0] == 30
    assert len(data.dropped) == 969


# Sizes.


def test_sizes():
    for columns in (1_001, 30_000, 2_400_000):
        before = time.perf_counter()
        refused("b" + ",b" * columns + "\n" + "b" + ",b" * columns, "too_many_columns", "1000")
        assert time.perf_counter() - before < 2
    quoted = ",".join(f'"c{i}"' for i in range(1_500))
    refused(quoted + "\n1,2\n", "too_many_columns", "1500")
    refused(quoted.replace(",", " ") + "\n" + "1 " * 1_500, "too_many_columns", "1500")
    refused("x1,x2,y\n" + "1,2,3\n" * 100_001, "too_large", "100000 rows")
    refused(b"x" * 10_000_001, "too_large", "10 MB")
    xor = read("x1,x2,y\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n")
    assert xor.X.shape == xor.X_test.shape == (2, 4)
    assert "nothing_held_out" in codes(xor)
    rows = enumerate(rng.normal(size=(20_000, 2)))
    many = read("a,b,y\n" + "".join(f"{a:.4f},{b:.4f},{int(i < 2_000)}\n" for i, (a, b) in rows))
    assert samples(many) == 5_000
    assert "rows_sampled" in codes(many)
    assert many.Y.mean() == pytest.approx(0.1)


# On to training.


def test_a_learners_file_is_a_source():
    source, chosen = source_of(read_table(case("17")), "Survived", 1)
    assert source.feature_names == chosen.names
    run = advance(start(Config(m=10, noise=0, n1=3), source), 200)
    assert run.snapshot.train.cost < run.history.measure("cost")[0]
    more = change(run, "m", 20)
    assert more.dataset.X.shape == (3, 20)
    np.testing.assert_array_equal(more.dataset.Y[:, :10], run.dataset.Y)
    np.testing.assert_array_equal(more.dataset.Y_test, run.dataset.Y_test)
    np.testing.assert_allclose(more.dataset.X.mean(axis=1), 0, atol=1e-12)
    np.testing.assert_allclose(more.dataset.X.std(axis=1), 1)
    assert np.isfinite(advance(more, 50).snapshot.train.cost)


def test_the_same_rows_whatever_m_and_none_of_them_tested():
    V = np.arange(40.0) ** 1.5
    source, _ = source_of(read_table(io.StringIO(table(lambda i: (V[i], Y[i]), "a,y"))))
    few, all_ = source.draw(12, seed=3), source.draw(32, seed=3)
    np.testing.assert_array_equal(np.argsort(few.X[0]), np.argsort(all_.X[0, :12]))
    assert len(set(np.r_[all_.X[0], all_.X_test[0]].round(9))) == 40
    assert not np.array_equal(source.draw(12, seed=4).X, few.X)
    with pytest.raises(DatasetError):
        source.draw(33)


@pytest.mark.parametrize("loader", ["iris", "wine", "breast_cancer"])
def test_what_scikit_learn_ships_comes_back_to_the_last_digit(loader: str):
    data = getattr(sklearn_datasets, "load_" + loader)()
    names = [str(name) for name in data.feature_names]
    kinds = [str(name) for name in data.target_names]
    text = ",".join([*names, "kind"]) + "\n"
    text += "".join(
        ",".join([*map(repr, map(float, x)), kinds[k]]) + "\n"
        for x, k in zip(data.data, data.target, strict=True)
    )
    for k, kind in enumerate(kinds):
        source, chosen = source_of(read_table(io.StringIO(text)), "kind", kind, features=names)
        np.testing.assert_array_equal(chosen.X, data.data.T)
        np.testing.assert_array_equal(chosen.y, data.target == k)
        assert chosen.names == tuple(names)
        assert source.class_names[1] == kind


def test_a_page_can_show_what_there_is():
    found = inspect_table(read_table(case("17")))
    assert (found.target, found.rows, len(found.first_rows)) == ("Survived", 40, 5)
    kinds = {column.name: column.kind for column in found.columns}
    assert kinds == {
        "PassengerId": "numbers",
        "Survived": "numbers",
        "Pclass": "numbers",
        "Name": "words",
        "Sex": "words",
        "Age": "numbers",
    }
    why = {column.name: column.left_out.code for column in found.columns if column.left_out}
    assert why == {"PassengerId": "row_numbers", "Name": "too_many_words"}
    sex = found.columns[4]
    assert dict(sex.values) == {"female": 20, "male": 20}
    assert found.columns[5].missing == 8
    empty = inspect_table(read_table(case("14c"))).columns[2]
    assert empty.left_out.code == "mostly_empty"


# Whatever else comes.

GOOD = [path.read_bytes() for path in FILES]


@st.composite
def mutations(draw) -> bytes:
    content = bytearray(draw(st.sampled_from(GOOD)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(content)))
        length = draw(st.integers(0, 40))
        new = draw(
            st.one_of(
                st.binary(max_size=8),
                st.sampled_from(
                    [
                        b'"',
                        b"\n",
                        b",",
                        b";;",
                        b"\r",
                        b"\0",
                        b"1e999",
                        b"-",
                        b"None",
                        b"=",
                        b"\xff\xfe",
                        "是".encode(),
                    ]
                ),
            )
        )
        content[at : at + draw(st.sampled_from([0, length]))] = new * draw(st.integers(1, 3))
    return bytes(content)


@settings(deadline=5_000, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(
    mutations(),
    st.sampled_from([None, "y", "label", 2, "x1"]),
    st.sampled_from([None, 1, "yes"]),
    st.sampled_from([None, True, False]),
)
def test_a_mutated_file_is_a_dataset_or_one_error(content: bytes, target, positive, header):
    try:
        data = read(content, target=target, positive=positive, header=header)
    except DatasetError as error:
        sentence = str(error)
    else:
        sentence = "."
        assert_possible(data)
    assert sentence.endswith(".")
    assert len(sentence) < 400


def assert_possible(data: Dataset):
    assert np.isfinite(data.X).all()
    assert np.isfinite(data.X_test).all()
    assert set(np.unique(data.Y)) <= {0.0, 1.0}
    assert 1 <= len(data.X) <= 30
