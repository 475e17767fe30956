"""Labels: what is one class, what is missing, and which column holds them."""

import pytest

from tests.core.data.learners import X, Y, codes, read, refused, samples, table


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
