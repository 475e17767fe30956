"""Many learners on one server: each opens the Lab by a link of its own and presses Train.

`python -m tests.benchmarks.load` prints, for 1, 10 and 50 learners at 20 updates a frame and 50 at
500: pictures and updates a second of each, how long Pause takes while the others train, and the
server's memory for a further learner. They speak Streamlit's protocol over WebSockets and draw
nothing; they take their own part of the processor. In the end each J is compared with core's own
run. `--quick` takes 3 learners for two seconds.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Subprotocol
from websockets.asyncio.client import ClientConnection, connect

from core.config import Config
from core.training import replay
from dashboard import format
from dashboard.text import text_in
from tests.serving import serve, two_servers

CHECKED = 40_000
"""A run that came further is not trained again to compare its J."""


class Learner:
    """A page without a browser: what the server tells it, and the buttons it presses."""

    def __init__(self, number: int, speed: int) -> None:
        self.config = Config(n1=2 + number % 6, weight_seed=100 + number)
        self.query = urlencode(
            {"n1": self.config.n1, "wseed": self.config.weight_seed, "speed": speed,
             "iters": 1_000_000, "lang": "en"}
        )  # fmt: skip
        self.seen: list[tuple[float, int]] = []
        self.measures: dict[str, str] = {}
        self.exceptions: list[str] = []
        self.play = ""
        self.finished = 0

    async def open(self, url: str) -> float:
        """Open the page; the seconds until it is there."""
        began = time.perf_counter()
        address = f"ws://{url.removeprefix('http://')}/_stcore/stream"
        self.line: ClientConnection = await connect(
            address, subprotocols=[Subprotocol("streamlit")], max_size=None, origin=url, ping_interval=None,
            open_timeout=60,
        )  # fmt: skip
        self.reading = asyncio.create_task(self._read())
        await self._send("")
        await until(lambda: bool(self.play and self.finished))
        return time.perf_counter() - began

    async def press(self) -> None:
        """Press Train, or Pause."""
        await self._send(self.play)

    async def pause(self) -> float:
        """Press Pause; the seconds until the page at rest is there."""
        began, before = time.perf_counter(), self.finished
        await self.press()
        await until(lambda: self.finished > before)
        return time.perf_counter() - began

    async def close(self) -> None:
        self.reading.cancel()
        await self.line.close()

    async def _send(self, pressed: str) -> None:
        message = BackMsg()
        message.rerun_script.query_string = self.query
        if pressed:
            widget = message.rerun_script.widget_states.widgets.add()
            widget.id, widget.trigger_value = pressed, True
        await self.line.send(message.SerializeToString())

    async def _read(self) -> None:
        async for data in self.line:
            message = ForwardMsg()
            message.ParseFromString(data if isinstance(data, bytes) else data.encode())
            kind = message.WhichOneof("type")
            if kind == "script_finished" and message.script_finished == 0:
                self.finished += 1
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self._take(message.delta.new_element)

    def _take(self, element: Element) -> None:
        kind = element.WhichOneof("type")
        part = getattr(element, str(kind))
        words = text_in("en")
        if kind == "metric":
            self.measures[part.label] = part.body
            if part.label == words("lab.iteration"):
                self.seen.append((time.perf_counter(), int(part.body.replace(",", ""))))
        elif kind == "button":
            if "-play" in part.id:
                self.play = part.id
        elif kind == "exception":
            self.exceptions.append(part.message)


async def until(there: Callable[[], bool], seconds: float = 120) -> None:
    """Wait for something, a hundredth of a second at a time."""
    end = time.perf_counter() + seconds
    while not there():
        assert time.perf_counter() < end, "the server does not answer"
        await asyncio.sleep(0.01)


def memory(process: int) -> float:
    """Megabytes that a process has in use."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


async def measured(url: str, server: int, count: int, speed: int, seconds: float) -> str:
    """What so many learners see of the server, as a row of the table."""
    learners = [Learner(i, speed) for i in range(count)]
    opened = [await learners[0].open(url)]
    first = memory(server)
    opened += [await learner.open(url) for learner in learners[1:]]
    each = (memory(server) - first) / max(1, count - 1)
    for learner in learners:
        await learner.press()
    await asyncio.sleep(min(3, seconds))
    began = time.perf_counter()
    await asyncio.sleep(seconds)
    took = time.perf_counter() - began
    shown = [[i for at, i in learner.seen if at > began] for learner in learners]
    pictures = [len(iterations) / took for iterations in shown]
    updates = [(seen[-1] - seen[0]) / took if seen else 0.0 for seen in shown]
    pauses = []
    for learner in learners[:5]:
        pauses.append(await learner.pause())
        await learner.press()
    await asyncio.sleep(1)
    together = await asyncio.gather(*(learner.pause() for learner in learners))
    for learner in learners:
        check(learner)
        await learner.close()
    return (
        f"{count:8} {speed:6} {statistics.median(pictures):8.1f} {min(pictures):8.1f}"
        f" {statistics.median(updates):9.0f} {statistics.median(pauses):8.2f} s"
        f" {max(pauses):6.2f} s {max(together):6.2f} s {statistics.median(opened):6.2f} s"
        f" {each:7.1f} MB"
    )


def check(learner: Learner) -> None:
    """No exception was shown, and the J on the page is that of core's own run."""
    assert not learner.exceptions, learner.exceptions
    words = text_in("en")
    iteration = int(learner.measures[words("lab.iteration")].replace(",", ""))
    if iteration <= CHECKED:
        run = replay(learner.config, (), iteration)
        assert learner.measures[words("lab.cost")] == format.cost(run.snapshot.cost)


HEAD = (
    f"{'learners':>8} {'speed':>6} {'pictures':>8} {'slowest':>8} {'updates/s':>9}"
    f" {'Pause':>10} {'worst':>8} {'all':>8} {'open':>8} {'memory':>10}"
)


def main(cases: Sequence[tuple[int, int]], seconds: float, *, two: bool = False) -> None:
    """Print a row for each number of learners and updates a frame.

    two : each once with one server, and once with two behind the proxy.
    """
    print(HEAD)
    for count, speed in cases:
        with (
            tempfile.TemporaryDirectory() as scratch,
            serve(Path(scratch) / "log") as (url, process),
        ):
            print(asyncio.run(measured(url, process.pid, count, speed, seconds)))
        if two:
            with tempfile.TemporaryDirectory() as scratch, two_servers(Path(scratch)) as both:
                pid = both.servers["one"].pid
                print(asyncio.run(measured(both.url, pid, count, speed, seconds)), "(two)")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="3 learners for two seconds")
    parser.add_argument("--two", action="store_true", help="also with two servers behind the proxy")
    given = parser.parse_args()
    if given.quick:
        main([(3, 20)], 2)
    elif given.two:
        main([(10, 20), (50, 20), (50, 500)], 10, two=True)
    else:
        main([(1, 20), (10, 20), (50, 20), (50, 500)], 10)
