"""What every test has: a share of the machine, or all of it."""

from collections.abc import Iterator

import pytest
from filelock import ReadWriteLock


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests that have the machine to themselves come last.

    Each of them waits for the other process to end its test, and the other one for it. Spread over
    the run, 18 of them left the processors idle for a third of it.
    """
    items.sort(key=_alone)


def _alone(item: pytest.Item) -> bool:
    return item.get_closest_marker("alone") is not None


@pytest.fixture(autouse=True)
def _machine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """A test that is marked `alone` runs when no other one does, in any of the processes.

    Two processes test at once on two cores, each with a server and a browser. What bounds a time
    or counts pictures a second would measure the other test as well.
    """
    room = ReadWriteLock(tmp_path_factory.getbasetemp().parent / "machine.db")
    with room.write_lock() if _alone(request.node) else room.read_lock():
        yield
