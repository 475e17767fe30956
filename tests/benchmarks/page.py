"""The dashboard with a panel left out, and the time each picture takes the server to describe.

Run by `tests.benchmarks.live`, which names the panel in WITHOUT and a file for the times in TIMES.
"""

import os
import runpy
import time
from pathlib import Path

from dashboard.live import Live
from dashboard.panels.lab import (
    boundary,
    curves,
    gradients,
    network,
    status,
    toolbar,
    values,
)

PANELS = {
    "network": (network, "draw"),
    "boundary": (boundary, "draw"),
    "curves": (curves, "draw"),
    "gradient table": (gradients, "draw"),
    "matrix's numbers": (values, "draw"),
    "reading and bar": (status, "draw"),
    "measures but iteration": (toolbar, "measure"),
}


def leave_out(panel: str) -> None:
    """Let a panel draw nothing; of the measures the iteration stays, by which frames are counted."""
    if panel == "measures but iteration":
        toolbar.MEASURES = {"iteration": toolbar.MEASURES["iteration"]}
    elif panel:
        module, function = PANELS[panel]
        setattr(module, function, lambda slot, *_, **__: slot)


def note_times(file: Path) -> None:
    """Write a line for each picture with the processor's seconds that its description took."""
    draw = Live.draw

    def timed(*args):
        began = time.thread_time()
        draw(*args)
        with file.open("a") as lines:
            lines.write(f"{time.thread_time() - began}\n")

    setattr(Live, "draw", timed)  # noqa: B010


if __name__ == "__main__":
    # Streamlit runs this file at every rerun; the modules it changes stay.
    if "MEASURED" not in os.environ:
        os.environ["MEASURED"] = "yes"
        leave_out(os.environ["WITHOUT"])
        note_times(Path(os.environ["TIMES"]))
    runpy.run_path(str(Path(__file__).parents[2] / "streamlit_app.py"), run_name="__main__")
