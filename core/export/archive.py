"""A run as an archive of arrays (.npz): its parameters, and the address that trains it again."""

import io
import zipfile
import zlib
from typing import NamedTuple

import numpy as np

from core.network import Parameters
from core.training import Run
from core.types import Array

MOST_BYTES = 2_000_000
"""Of an archive, packed or not: a network of 64 units on 30 features has 16 kB of parameters."""
UNREADABLE = (
    OSError, EOFError, KeyError, RuntimeError, MemoryError, NotImplementedError, zlib.error,
    zipfile.BadZipFile,
)  # fmt: skip
"""What reading a broken or strange archive can raise, beside ValueError."""
LONGEST = 4_000
"""Characters of an address."""


class Saved(NamedTuple):
    """What an archive holds.

    address : the query of the page's address, a stranger's text.
    parameters : W[l] and b[l] at the iteration that was on show.
    """

    address: str
    iteration: int
    parameters: Parameters


def archive(run: Run, address: str) -> bytes:
    """The parameters of a run's end, its iteration, and the address of the page, as .npz."""
    of = run.snapshot.train.parameters
    arrays = {f"{kind}{l}": a[l] for kind, a in (("W", of.W), ("b", of.b)) for l in of.layers}
    file = io.BytesIO()
    np.savez(file, address=np.array(address), iteration=np.array(run.iteration), **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def read_archive(content: bytes) -> Saved:
    """What an archive holds, whoever has made it.

    Nothing in it is run: arrays of objects are refused, and so is what would unpack to more than
    MOST_BYTES.

    Raises
    ------
    ValueError
        If it is not an archive of a run.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(info.file_size for info in packed.infolist()) > MOST_BYTES:
                raise ValueError("the archive is too large")
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            found = {name: arrays[name] for name in arrays.files}
    except UNREADABLE as error:
        raise ValueError("this is no archive of a run") from error
    address, iteration = found.get("address"), found.get("iteration")
    if address is None or iteration is None or address.shape or iteration.shape:
        raise ValueError("the archive does not say how its run was trained")
    if len(str(address)) > LONGEST or iteration.dtype.kind not in "iu":
        raise ValueError("the archive does not say how its run was trained")
    W, b = _layers(found, "W"), _layers(found, "b")
    if not W or W.keys() != b.keys():
        raise ValueError("the archive has no parameters")
    return Saved(str(address), int(iteration), Parameters(W, b))


def _layers(found: dict[str, Array], kind: str) -> dict[int, Array]:
    """W[1], W[2], ... as far as there are any."""
    layers: dict[int, Array] = {}
    while (name := f"{kind}{len(layers) + 1}") in found:
        array = found[name]
        if array.dtype != np.float64 or array.ndim != 2:
            raise ValueError(f"{name} is no matrix of float64 numbers")
        layers[len(layers) + 1] = array
    return layers
