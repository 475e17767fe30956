"""What a run has recorded, and a matrix's numbers, as CSV text."""

import csv
import io

import numpy as np

from core.training import Run
from core.types import Array


def history_csv(run: Run) -> str:
    """A row for every recorded iteration: its number, J, accuracies and norms in full digits."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["iteration", *run.history.names])
    for record in run.history.records:
        writer.writerow([record.iteration, *(repr(float(value)) for value in record.measures)])
    return file.getvalue()


def matrix_csv(array: Array) -> str:
    """A row for every row of a matrix (rows, columns), in full digits."""
    file = io.StringIO()
    writer = csv.writer(file)
    for row in np.atleast_2d(array):
        writer.writerow([repr(float(value)) for value in row])
    return file.getvalue()
