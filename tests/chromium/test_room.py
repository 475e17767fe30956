"""The Lab's pictures have their room, and nothing that is said of a run moves them."""

import pytest

from tests.chromium.driver import Lab

TOPS = """() => ['.st-key-see_plane', '.st-key-see_dimensions [data-testid=stDataFrame]']
    .map(place => Math.round(document.querySelector(place).getBoundingClientRect().top))"""
FILLED = """() => {
    const canvas = document.querySelectorAll('[data-testid=stVegaLiteChart] canvas')[1];
    const {width, height} = canvas, scale = canvas.offsetWidth / width;
    const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data;
    const coloured = at => Math.abs(pixels[4 * at] - pixels[4 * at + 2]) > 24;
    const ends = (n, at) => { const found = [...Array(n).keys()].filter(i => coloured(at(i)));
        return [found[0], found.at(-1)]; };
    const [left, right] = ends(width, x => Math.round(height / 3) * width + x);
    // Near its right edge, where no legend stands above it.
    const [top, bottom] = ends(height, y => y * width + right - 3);
    return [scale * (right - left + 1), scale * (bottom - top + 1)]; }"""
"""How wide and high the field of colours is."""


@pytest.mark.parametrize("size", [(1400, 900), (1280, 720)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_said_of_a_run_moves_nothing(lab: Lab, size: tuple[int, int], language: str):
    lab.page.set_viewport_size({"width": size[0], "height": size[1]})
    places = []
    for link in ({}, {"at": 400}, {"at": 60}, {"alpha": 100, "at": 4}):
        lab.open(lang=language, **link)
        places.append(lab.page.evaluate(TOPS))
    lab.open(lang=language, iters=1_000_000)
    lab.press("play")
    lab.page.wait_for_timeout(1500)
    assert not lab.conversation.answered, "the run trains"
    places.append(lab.page.evaluate(TOPS))
    lab.press("play")
    lab.settle()
    assert places == places[:1] * len(places)
    # Below the heading of the tables their first row is in sight.
    assert places[0][1] + 36 + 35 / 2 < size[1]


def test_the_plane_is_a_large_square_in_a_high_window(lab: Lab):
    lab.open(at=400)
    across, down = lab.page.evaluate(FILLED)
    print(f"\nthe plane is {across:.0f} x {down:.0f} px")
    assert min(across, down) >= 340
    assert abs(across - down) < 15
