"""The door to data: draw a data set by its name, or read a learner's own file."""

from core.data.csv import read_csv
from core.data.dataset import Dataset, DatasetError
from core.data.sources import SOURCES, Source, make_dataset

__all__ = ["SOURCES", "Dataset", "DatasetError", "Source", "make_dataset", "read_csv"]
