"""The first line of a learner's table: names, or already a sample."""

import io

import pytest

from core.datasets import read_table
from tests.core.data.learners import (
    X,
    Y,
    read,
    refused,
    same_as_plain,
    table,
)


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
