"""Which columns a learner asks for by name: found, refused, or used in part."""

from collections.abc import Sequence
from dataclasses import replace

from core.data.columns import Column
from core.data.dataset import DatasetError, note
from core.data.tables import Table
from core.data.wording import listed, short


def wanted_names(features: Sequence[str] | None, keep: Sequence[str]) -> tuple[str, ...]:
    """All names of columns or of features such as "sex = male", as text.

    Raises
    ------
    DatasetError
        "no_such_column" where something is no name at all.
    """
    wanted: list[str] = []
    for group in (features or (), keep or ()):
        try:
            wanted += [group] if isinstance(group, str) else map(str, group)
        except TypeError as error:
            raise DatasetError(
                "no_such_column",
                "Features are names of columns, not {given!r}.",
                given=short(group),
            ) from error
    return tuple(wanted)


def refuse_unusable(
    wanted: Sequence[str], columns: Sequence[Column], table: Table, target: str
) -> None:
    """Raise "no_such_column" or "feature_unusable" for a name that cannot be a feature."""
    known = {column.name: column for column in columns}
    known |= {name: column for column in columns for name, _ in column.features}
    for name in wanted:
        if name not in known and name != target:
            raise DatasetError(
                "no_such_column", "The file has no column {target!r}; it has {columns}.",
                target=short(name), columns=listed(table.names),
            )  # fmt: skip
        if name == target or not known[name].can_be_used:
            raise DatasetError(
                "feature_unusable",
                "Column {name!r} cannot be a feature: it is the target, empty, or holds more than "
                "twelve words. Choose another.", name=short(name),
            )  # fmt: skip


def chosen_of(column: Column, wanted: Sequence[str]) -> Column:
    """The column with the features that are wanted of it; left out where none is."""
    if column.name in wanted:
        return column
    features = tuple(feature for feature in column.features if feature[0] in wanted)
    if features:
        return replace(column, features=features)
    told = note("not_chosen", "Column {name!r} was not chosen.", name=short(column.name))
    return replace(column, left_out=told)
