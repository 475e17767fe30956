"""A run taken away: as a program, a notebook, an archive, or tables."""

from core.export.archive import Saved, archive, read_archive
from core.export.notebook import notebook
from core.export.pytorch import pytorch_script
from core.export.script import numpy_script
from core.export.tables import history_csv, matrix_csv

__all__ = [
    "Saved",
    "archive",
    "history_csv",
    "matrix_csv",
    "notebook",
    "numpy_script",
    "pytorch_script",
    "read_archive",
]
