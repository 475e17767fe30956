"""What every test has: a share of the machine, or all of it."""

from collections.abc import Iterator

import pytest
from filelock import ReadWriteLock


@pytest.fixture(autouse=True)
def _machine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """A test that is marked `alone` runs when no other one does, in any of the processes.

    Two processes test at once on two cores, each with a server and a browser. What bounds a time
    or counts pictures a second would measure the other test as well.
    """
    room = ReadWriteLock(tmp_path_factory.getbasetemp().parent / "machine.db")
    alone = request.node.get_closest_marker("alone") is not None
    with room.write_lock() if alone else room.read_lock():
        yield
