"""Every file that a run can be taken away as, really downloaded."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.config import Config
from core.export import history_csv, numpy_script, pytorch_script
from core.training import advance, start
from dashboard import format
from dashboard.text import text_in
from tests.chromium.driver import Lab

AT = 25


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_file_comes_down_with_the_runs_numbers(lab: Lab, language: str):
    lab.open(at=AT, lang=language)
    text, run = text_in(language), advance(start(Config()), AT)
    lab.page.get_by_text(text("share.title")).first.click()

    def taken(name: str) -> bytes:
        button = lab.page.locator(f".st-key-take_{name} button:visible").first
        button.wait_for()
        with lab.page.expect_download() as download:
            button.click()
        return Path(download.value.path()).read_bytes()

    assert taken("script").decode() == numpy_script(run)
    assert taken("pytorch").decode() == pytorch_script(run)
    assert taken("history").decode() == history_csv(run)
    with Image.open(io.BytesIO(taken("replay"))) as replay:
        # A picture for each recorded iteration, 0 to 25.
        assert getattr(replay, "n_frames", 1) == AT + 1
    report = taken("report").decode()
    assert format.cost(run.snapshot.train.cost) in report
    assert f"at={AT}" in report
    assert text("report.again") in report
    cells = json.loads(taken("notebook"))["cells"]
    assert any("costs.append(J)" in "".join(cell["source"]) for cell in cells)
    with np.load(io.BytesIO(taken("archive"))) as archive:
        assert int(archive["iteration"]) == AT
    W = np.genfromtxt(io.BytesIO(taken("matrix")), delimiter=",")
    assert W.size
    assert lab.exceptions() == 0
