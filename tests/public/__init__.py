"""Public data sets as learners find them: as scikit-learn ships them, or written down by hand.

Each in a format of its own: R's row names, UTF-16 with tabs, GB 18030, decimal commas, no header.
"""

from pathlib import Path
from typing import NamedTuple

from sklearn import datasets

HERE = Path(__file__).parent


class Public(NamedTuple):
    """A file, and what a learner chooses of it.

    file : its name; one without a dot is made of what scikit-learn ships.
    positive : the value that counts as 1, or None for the suggestion.
    features : the columns chosen, or none for the suggestion.
    header : False where the learner has the columns numbered.
    """

    file: str
    target: str
    positive: str | None = None
    features: tuple[str, ...] = ()
    header: bool | None = None


PUBLIC = [
    Public("iris", "kind", "setosa"),
    Public("wine", "kind", "class_1"),
    Public("breast_cancer", "kind", "benign"),
    Public("digits", "kind", "8", ("pixel_2_3", "pixel_3_4", "pixel_4_2")),
    Public("diabetes", "SEX", "2"),
    Public("mtcars.csv", "am"),
    Public("play_tennis.csv", "PlayTennis"),
    Public("toothgrowth.txt", "supp"),
    Public("sleep.csv", "group"),
    Public("anscombe.tsv", "dataset", "IV"),
    Public("titanic.csv", "Survived"),
    Public("cleveland.data", "column 14", "0", header=False),
    Public("watermelon.csv", "好瓜"),
]


def content(file: str) -> bytes:
    """A file's bytes."""
    if "." in file:
        return (HERE / file).read_bytes()
    if file == "diabetes":
        # As its authors publish it: tabs, capital names, and the target as Y.
        frame = datasets.load_diabetes(as_frame=True, scaled=False).frame
        frame = frame.rename(columns={"target": "Y"}).rename(columns=str.upper)
        tabs: str = frame.to_csv(index=False, sep="\t")
        return tabs.encode()
    found = getattr(datasets, f"load_{file}")(as_frame=True)
    frame = found.frame
    frame["kind"] = [str(found.target_names[i]) for i in frame.pop("target")]
    text: str = frame.to_csv(index=False)
    return text.encode()
