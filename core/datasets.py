"""The door to data: draw a data set by its name, or read a learner's own file."""

from core.data.csv import Inspection, inspect_table, read_csv, read_table, source_of
from core.data.dataset import Dataset, DatasetError, Note
from core.data.sources import SOURCES, Source, make_dataset

__all__ = [
    "SOURCES",
    "Dataset",
    "DatasetError",
    "Inspection",
    "Note",
    "Source",
    "inspect_table",
    "make_dataset",
    "read_csv",
    "read_table",
    "source_of",
]
