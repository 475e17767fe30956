"""The sections of the page on m samples: the anchor of each, by its code."""

from collections.abc import Mapping

ANCHORS: Mapping[str, str] = {
    "stack": "columns", "onward": "forward", "average": "cost", "side": "backward", "mean": "mean",
    "sums": "sums", "update": "update", "program": "program",
}  # fmt: skip
