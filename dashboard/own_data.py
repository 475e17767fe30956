"""A learner's own table: what was given, what was chosen of it, and the source that it makes."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from core.data.csv import Inspection, inspect_table, read_table, source_of
from core.data.dataset import DatasetError
from core.data.selection import Selection
from core.data.sources import Source
from core.data.tables import Table
from dashboard.points import FEATURES, Drawing, as_csv, read, written

OWN = "csv"
"""What a config calls a learner's own samples."""
XOR = "x1,x2,y\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n"
"""The four rows of exclusive or."""
LONGEST = 200_000
"""Characters that can be pasted."""


class Chosen(NamedTuple):
    """What of a table is used: the target, the value that counts as 1, and the features.

    None stands for what the reader would take by itself. With `ignore_case`, Yes and yes are one
    label.
    """

    target: str | None = None
    positive: str | None = None
    features: tuple[str, ...] | None = None
    ignore_case: bool = False


NOTHING = Chosen()


class Ready(NamedTuple):
    """A choice that works: the source, what was selected, and a short mark of its numbers.

    points : drawn samples as a link holds them; empty for a table.
    """

    source: Source
    selection: Selection
    mark: str
    points: str = ""


@dataclass
class OwnData:
    """What a learner has brought.

    table, inspection : the table as it was read, and what it holds; None before one is there.
    chosen : what of it is to be used.
    used : what is used by the runs on their own data.
    error : why the latest text or file cannot be read; what was read before it may still be used.
    refused : why the present choice cannot be used.
    awaited : the values of the link that this visit began with, if it is of a table that only its
        visitor has.
    drawing : the samples that are drawn by hand.
    points : what is read was drawn, and this is how a link writes it; empty for a table.
    unread : what could not be read because its first line may be names or a sample; else empty.
    """

    table: Table | None = None
    inspection: Inspection | None = None
    chosen: Chosen = NOTHING
    used: Ready | None = None
    error: DatasetError | None = None
    refused: DatasetError | None = None
    awaited: Mapping[str, str] = field(default_factory=dict)
    taken: str = ""
    drawing: Drawing = field(default_factory=Drawing)
    points: str = ""
    unread: bytes = b""

    def take(self, content: bytes | str) -> None:
        """Read a file's content or pasted text; what was read before stays where it cannot be."""
        given = content.encode() if isinstance(content, str) else content
        mark = hashlib.sha256(given).hexdigest()
        if mark == self.taken:
            return
        self.taken, self.points = mark, ""
        self._read(given, None)

    def take_again(self, *, header: bool) -> None:
        """Read what was not read, now that the learner says whether its first line is names."""
        self._read(self.unread, header)

    def _read(self, given: bytes, header: bool | None) -> None:
        self.error, self.unread = None, b""
        try:
            table = read_table(io.BytesIO(given), header=header)
            inspection = inspect_table(table)
        except DatasetError as error:
            self.error = error
            if error.code == "no_header":
                self.unread = given
            return
        self.table, self.inspection, self.refused = table, inspection, None
        self.chosen = Chosen(inspection.target)

    def take_drawing(self) -> None:
        """Take the drawn samples as the table, with both features and y = 1 as they were drawn."""
        self.take(as_csv(self.drawing.points))
        self.points = written(self.drawing.points)
        self.chosen = Chosen("y", "1", FEATURES)

    def bring(self, opened: "OwnData") -> None:
        """Use the drawn samples of a link; a table that is being read stays to be chosen from."""
        self.drawing.replace(opened.drawing.points)
        self.used, self.awaited = opened.used, {}
        if self.table is None or self.points:
            self.table, self.inspection = opened.table, opened.inspection
            self.chosen, self.taken, self.points = opened.chosen, opened.taken, opened.points

    def choose(self, **changed: object) -> None:
        """Choose another target, positive value or features.

        Raises
        ------
        ValueError
            If the table has no such column.
        """
        chosen = Chosen(**{**self.chosen._asdict(), **changed})
        names = () if self.table is None else self.table.names
        if chosen.target not in (None, *names) or not {*(chosen.features or ())} <= {*names}:
            raise ValueError(f"there is no column {chosen.target!r}")
        if chosen.target != self.chosen.target:
            chosen = Chosen(chosen.target)
        self.chosen = chosen

    def ready(self) -> Ready | None:
        """The source of the present choice; None, with the error, where it cannot be used."""
        if self.table is None:
            return None
        target, positive, features, ignore_case = self.chosen
        try:
            source, selection = source_of(
                self.table, target, positive, features=features, keep=features or (),
                ignore_case=ignore_case,
            )  # fmt: skip
        except DatasetError as error:
            self.refused = error
            return None
        self.refused = None
        return Ready(source, selection, mark_of(selection), self.points)

    @property
    def source(self) -> Source | None:
        """The source of the runs on own data, if there is one."""
        return None if self.used is None else self.used.source


def drawn(text: str) -> OwnData:
    """The own data of a link that holds drawn samples.

    Raises
    ------
    ValueError
        If its text is not that of samples that can be trained on.
    """
    own = OwnData(drawing=Drawing(read(text)))
    own.take_drawing()
    own.used = own.ready()
    if own.used is None:
        raise ValueError("these samples cannot be trained on")
    return own


def mark_of(selection: Selection) -> str:
    """A short mark of the samples in use, by which a link knows them again."""
    digest = hashlib.sha256(selection.X.tobytes() + selection.y.tobytes())
    digest.update("\n".join(selection.names).encode())
    return digest.hexdigest()[:10]


def usable(inspection: Inspection, target: str | None) -> Sequence[str]:
    """The columns that may be features, in the file's order."""
    return [c.name for c in inspection.columns if c.name != target and c.can_be_used]
