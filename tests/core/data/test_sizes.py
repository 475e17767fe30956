"""Bounds in size, time and memory; a thousand mutations of good files."""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.datasets import Dataset, DatasetError
from tests.core.data.largest import FILES as FILES_OF
from tests.core.data.learners import FILES, codes, read, refused, rng, samples


@pytest.mark.alone
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


@pytest.mark.parametrize("kind", FILES_OF)
def test_the_largest_files_take_neither_long_nor_much(kind: str):
    """A process that only reads: less than 5 s of its time, and 500 MB with all that it imports."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.core.data.largest", kind], capture_output=True, text=True,
        check=True, timeout=120, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    seconds, megabytes, size = map(float, ran.stdout.split())
    print(f"\n{kind}, {size / 1e6:.1f} MB: {seconds:.2f} s, {megabytes:.0f} MB")
    assert size <= 10_000_000
    assert seconds < 5
    assert megabytes < 500


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


@settings(deadline=5_000, max_examples=1_000, suppress_health_check=[HealthCheck.too_slow])
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
