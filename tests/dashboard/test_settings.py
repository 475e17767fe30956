"""The table of settings: what comes from a widget or a link is a stranger's until its row allows it."""

from dataclasses import fields

import pytest

from core.config import CHANGEABLE, Config
from core.data.sources import SOURCES
from dashboard.settings import (
    SETTINGS,
    Choices,
    Range,
    Setting,
    Settings,
    code_of,
    differing,
)

FLOWER = SOURCES["flower"]
STRANGERS = ["小随机数", "evil", "", "None", "nan", "inf", "-1", "1e999", -1, 10**30, 0.5, float("nan"), float("inf"), True, None, [], {}, object()]  # fmt: skip


@pytest.mark.parametrize("code", SETTINGS)
@pytest.mark.parametrize(
    "value", STRANGERS, ids=lambda value: repr(value) if type(value) is not object else "object"
)
def test_no_stranger_gets_past_a_setting(code: str, value: object):
    """Either it is refused, or what is kept is of the right type and in range."""
    row = SETTINGS[code]
    try:
        kept = row.get(row.put(Settings(), value, FLOWER))
    except ValueError:
        return
    allowed = row.allowed(FLOWER)
    if kept is None:
        assert row.optional
    elif isinstance(allowed, Choices):
        assert kept in allowed.values
        assert type(kept) is type(allowed.values[0])
    else:
        assert not isinstance(kept, str)
        assert allowed.low <= kept <= allowed.high
        assert isinstance(kept, int if allowed.whole else float)


@pytest.mark.parametrize("code", SETTINGS)
def test_every_setting_keeps_what_it_is_given(code: str):
    row = SETTINGS[code]
    allowed = row.allowed(FLOWER)
    values = allowed.values if isinstance(allowed, Choices) else (allowed.low, allowed.high)
    for value in values:
        put = row.put(Settings(), value, FLOWER)
        assert row.get(put) == value
        # Nothing else has changed.
        others = [other for other in SETTINGS if other != code]
        assert [SETTINGS[o].get(put) for o in others] == [
            SETTINGS[o].get(Settings()) for o in others
        ]


def test_every_field_of_a_config_is_a_setting():
    assert {code_of(part.name) for part in fields(Config)} == {
        code for code, row in SETTINGS.items() if row.part == "config"
    }


def test_only_what_may_change_does_not_restart():
    lasting = {code for code, row in SETTINGS.items() if row.part == "config" and not row.restarts}
    assert lasting == {code_of(name) for name in CHANGEABLE} == {"m", "alpha"}


def test_what_differs_is_named():
    assert differing(Config(), Config(n1=3, noise=0.5, weight_seed=9)) == ["noise", "n1", "wseed"]
    assert differing(Config(), Config()) == []


def test_ranges_follow_the_source():
    assert SETTINGS["m"].allowed(SOURCES["iris"]) == Range(1, 70, whole=True)
    assert SETTINGS["across"].allowed(SOURCES["breast_cancer"]) == Range(0, 29, whole=True)
    with pytest.raises(ValueError, match="not from"):
        SETTINGS["across"].put(Settings(), 2, FLOWER)


def test_a_new_setting_is_one_row(monkeypatch):
    """Its code in a link, its range and its place: nothing else names it."""
    from dashboard import link, settings

    row = Setting("drive", "speed", lambda _: Choices((1, 5, 20, 100, 500)))
    monkeypatch.setattr(settings, "SETTINGS", {**SETTINGS, "pace": row})
    monkeypatch.setattr(link, "SETTINGS", {**SETTINGS, "pace": row})
    monkeypatch.setattr(link, "KNOWN", (*link.KNOWN, "pace"))
    read = link.read_link({"pace": "500"})
    assert read.problems == []
    assert read.settings.drive.speed == 500
