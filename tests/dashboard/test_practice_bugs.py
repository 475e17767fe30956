"""The bug hunt: line, detectors and repair, on the data of the Lab."""

import re
from functools import cache
from itertools import product

import pytest

from core.config import Config
from core.practice.bench import Hunt, bench_of, hunt_on
from core.practice.detectors import DETECTORS, fixture, verdicts
from core.practice.mistakes import EVERY
from core.training import start
from dashboard import questions
from dashboard.grading import DETECTORS as PREDICTED
from dashboard.panels.practice import bugs, detectors
from dashboard.panels.shared.raised import raised
from dashboard.practice import Practice
from dashboard.text import text_in
from tests.dashboard.practice_pages import (
    LANGUAGES,
    boxes,
    in_turns,
    page,
    practice_of,
    press,
    score,
    submit,
)

COURSE = bench_of(start(Config()))


@pytest.mark.parametrize(("name", "language"), in_turns(EVERY))
def test_bug_hunt(name: str, language: str):
    """On the data of the course, with which the Lab begins."""
    text, mistake, of = text_in(language), EVERY[name], hunt_on(name, COURSE)
    test = page("bugs", name, language=language)
    assert of.bench is not None
    assert of.program.text in [block.value for block in test.code]
    reason = text(f"because.{mistake.statement}")
    other = 1 if mistake.faulty_line != 1 else 2
    test.number_input(key="hunt_line_0").set_value(other)
    assert boxes(submit(test, "check_hunt_line_0"))["error"]
    told = "a wrong line names the part to look at, and no statement before the end"
    assert text(f"part.{bugs._part(mistake.edit.key)}") in test.error[0].value, told
    assert not any(reason in m.value for m in test.markdown), told
    test.number_input(key="hunt_line_0").set_value(mistake.faulty_line)
    assert boxes(submit(test, "check_hunt_line_0"))["success"]
    said = sorted(of.caught) or ["none"]
    test.button_group(key=f"hunt_detectors_0_{language}").set_value(said)
    assert len(boxes(submit(test, "check_hunt_detectors_0"))["success"]) == 2
    shown = test.dataframe[0].value
    outcomes = [of.verdicts[detector].outcome for detector in DETECTORS]
    assert list(shown["verdict"]) == [text(f"detects.{outcome}") for outcome in outcomes]
    signs = ["–" if outcome == "cannot" else "✓" for outcome in outcomes]
    will = [text("hunt.will" if name in of.caught else "hunt.will_not") for name in DETECTORS]
    assert list(shown["said"]) == [" ".join(pair) for pair in zip(signs, will, strict=True)]
    assert score(test, "bugs.detector") == (1, 0)
    if mistake.repairs:
        choices = questions.repairs(mistake, 1, 0)
        right = choices.index(mistake.choices[0])
        test.radio(key=f"hunt_repair_0_{language}").set_value((right + 1) % len(choices))
        assert boxes(submit(test, "check_hunt_repair_0"))["error"]
        assert not any(text(f"mistake.{name}") == m.value for m in test.markdown)
        assert not any(reason in m.value for m in test.markdown)
        test.radio(key=f"hunt_repair_0_{language}").set_value(right)
        assert len(boxes(submit(test, "check_hunt_repair_0"))["success"]) == 3
        assert score(test, "bugs.repair") == (0, 1)
    assert any(text(f"mistake.{name}") == m.value for m in test.markdown)
    assert any(reason in m.value for m in test.markdown)
    assert score(test, "bugs.line") == (0, 1)


@pytest.mark.parametrize("said", [["none"], ["error"], list(DETECTORS)])
def test_a_wrong_prediction_of_the_detectors_is_told(said: list[str]):
    test = page("bugs", "sign")
    press(test, "tell")
    test.button_group(key="hunt_detectors_0_en").set_value(said)
    boxes_ = boxes(submit(test, "check_hunt_detectors_0"))
    caught = hunt_on("sign", COURSE).caught
    hits = [(detector in said) == (detector in caught) for detector in DETECTORS]
    assert len(hunt_on("sign", COURSE).able) == 5
    assert text_in("en")("hunt.predicted", hits=sum(hits), all=5) in boxes_["error"]
    marks = [said[0] for said in test.dataframe[0].value["said"]]
    assert marks == ["✓" if hit else "✗" for hit in hits]
    assert score(test, "bugs.detector") == (0, 1)


def test_what_cannot_tell_counts_neither_way():
    """NumPy stops the program, so three of the five detectors have nothing to compare."""
    for said, hits in (({"error"}, 2), ({"error", "reference"}, 2), ({"reference"}, 1)):
        test = page("bugs", "no_keepdims_in_place")
        press(test, "tell")
        of = practice_of(test).begin().hunt
        outcomes = [of.verdicts[name].outcome for name in DETECTORS]
        assert outcomes == ["rejects", "rejects", "cannot", "cannot", "cannot"]
        test.button_group(key="hunt_detectors_0_en").set_value(sorted({*said, "shape"}))
        shown = boxes(submit(test, "check_hunt_detectors_0"))
        words = text_in("en")("hunt.predicted_some", hits=hits, all=2)
        assert words in shown["success" if hits == 2 else "error"]
        assert [sign[0] for sign in test.dataframe[0].value["said"]][2:] == ["–"] * 3
        assert score(test, "bugs.detector") == (hits == 2, hits != 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_line_where_it_stops_is_not_called_right(language: str):
    test = page("bugs", "no_keepdims_in_place", language=language)
    of = practice_of(test).begin().hunt
    line = of.program.number("b1 :=")
    test.number_input(key="hunt_line_0").set_value(line)
    said = boxes(submit(test, "check_hunt_line_0"))["error"]
    text = text_in(language)
    assert said == [text("hunt.stops", line=line, part=text("part.backward"))]


def test_an_error_of_all_four_gradients_is_short():
    text = text_in("en")
    words = [
        detectors.seen(text, "gradient_check", of.verdicts["gradient_check"]) for of in hunts()
    ]
    assert any(word.startswith("all four: not the slope of J, error ") for word in words)
    for word in words:
        value = re.fullmatch(r".*error (\S+)", word)
        if value and 0.001 <= float(value[1]) < 1000:
            assert "e" not in value[1]
    assert [detectors._two_digits(v) for v in (0.6, 0.0012, 12.3, 999, 2.5e-9, 4e5)] == [
        "0.60", "0.0012", "12", "999", "2.5e-09", "4.0e+05",
    ]  # fmt: skip


def test_the_hunt_follows_the_lab():
    """Other data, another network: other numbers in the program, and its real verdicts."""
    test = page("bugs", "no_mean")
    session = test.session_state["session"]
    session.set_up(Config("moons", 60, 0.1, n1=6, activation="relu", learning_rate=0.05))
    test.run()
    assert not test.exception
    (program,) = (block.value for block in test.code)
    assert "n0, n1, n2 = len(X), 6, 1" in program
    assert "alpha = 0.05" in program
    captions = " ".join(caption.value for caption in test.caption)
    for said in ("Two moons", "60 samples", "ReLU", "0.05"):
        assert said in captions
    of, shown = hunt_on("no_mean", bench_of(session.run)), practice_of(test).begin().hunt
    assert shown.verdicts == of.verdicts
    assert shown.costs.tolist() == of.costs.tolist()
    assert shown.setup.samples.tolist() == of.setup.samples.tolist()
    # What has been run once is not run again while the Lab stays as it is.
    assert hunt_on("no_mean", session.practice.bench(session.run)) is shown


def test_where_nothing_could_be_told_the_page_says_so():
    test = page("bugs", "sign")
    test.session_state["session"].set_up(Config(learning_rate=100.0))
    test.run()
    text = text_in("en")
    assert any(text("hunt.diverges") in caption.value for caption in test.caption)
    of = practice_of(test).begin().hunt
    assert of.diverges
    assert of.program.text in [block.value for block in test.code]


@pytest.mark.parametrize("name", [name for name in EVERY if EVERY[name].repairs])
def test_only_the_right_repair_passes_every_detector(name: str):
    mistake = EVERY[name]
    for choice in mistake.choices:
        found = verdicts(mistake.repaired(choice), fixture(n1=mistake.n1))
        is_right = choice == mistake.choices[0]
        assert any(verdict.rejects for verdict in found.values()) != is_right, choice


# Nothing is said that the numbers do not bear.

BENCHES = {
    "course": COURSE,
    "relu": bench_of(start(Config("moons", 60, 0.15, n1=6, activation="relu"))),
    "one_unit": bench_of(start(Config("linear", 50, 0.0, n1=1, learning_rate=0.01))),
}


@cache
def hunts() -> list[Hunt]:
    """Every fault on every run. They take three seconds, for which not every process should wait."""
    return [hunt_on(name, bench) for name, bench in product(EVERY, BENCHES.values())]


def test_what_a_hunt_teaches_is_what_its_verdicts_say():
    text = text_in("en")
    seen = set()
    for of in hunts():
        outcome = {name: verdict.outcome for name, verdict in of.verdicts.items()}
        differs = "rejects" in (outcome["gradient_check"], outcome["reference"])
        true = {
            "none_here": "rejects" not in outcome.values(),
            "curve_blind": outcome["cost_curve"] == "passes"
            and differs
            and of.costs[-1] >= 0.99 * of.right_costs[-1],
            "curve_lower": outcome["cost_curve"] == "passes"
            and differs
            and of.costs[-1] < 0.99 * of.right_costs[-1],
            "check_blind": outcome["gradient_check"] == "passes"
            and outcome["reference"] == "rejects",
            "shapes_blind": outcome["error"] == outcome["shape"] == "passes" and differs,
        }
        lines = detectors.lessons(text, of)
        for key, is_true in true.items():
            assert (text(f"hunt.{key}") in lines) == is_true, (of.mistake.name, key)
            seen |= {key} if is_true else set()
        elsewhere = [line for line in lines if line.startswith(text("hunt.elsewhere")[:40])]
        assert bool(elsewhere) == (of.caught != of.mistake.caught)
    assert len(seen) == 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reasons_claim_no_outcome(language: str):
    """What J does and which detector sees a fault depends on the data, so it stands in no text."""
    text = text_in(language)
    claims = r"J (still )?(falls|rises)(?! fastest)|J (仍在|也在|照样)?(下降|上升)(?!最快)"
    claims += "|gradient check|梯度检验|reference|对照"
    for name in EVERY:
        assert not re.search(claims, text(f"mistake.{name}")), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_detector_has_its_words_on_every_run(language: str):
    text = text_in(language)
    for of in hunts():
        assert detectors.given(text, of)
        for name, verdict in of.verdicts.items():
            words = detectors.seen(text, name, verdict)
            assert words or (verdict.outcome == "passes" and name in ("error", "shape"))
            assert "nan" not in words
        failure = of.verdicts["error"].failure
        if failure is not None:
            own = text("raised.own", message=failure.message)
            assert raised(text, failure.message) != own
            assert own in raised(text, failure.message)


def test_a_network_that_differs_from_the_labs_is_said():
    text = text_in("en")

    def said(name: str, bench: str) -> str:
        of: Hunt = hunt_on(name, BENCHES[bench])
        return detectors.instead(text, of)

    assert "n[1] = 2" in said("square", "relu")
    assert "ReLU" in said("slope_of_A", "relu")
    assert said("sign", "relu") == said("slope_of_A", "course") == ""
    wide = bench_of(start(Config("breast_cancer", 300, 0.0, n1=40)))
    words = detectors.given(text, hunt_on("sign", wide))
    assert "200 of the 300" in words
    assert "n[1] = 16" in words
    assert "n[1] = 40" in words


def test_the_prediction_is_graded_by_the_labs_verdicts():
    """With one hidden unit a missing axis does not stop NumPy."""
    practice = Practice()
    practice.resume("bugs", 1, 0, "no_keepdims")
    now = practice.begin()
    now.bench = BENCHES["one_unit"]
    assert "error" not in now.hunt.caught
    practice.answer(PREDICTED, tuple(sorted(now.hunt.caught)))
    assert practice.progress["bugs.detector"].right == 1
