"""Draw one page of a dashboard that is already running, at the address in SHALLOW_URL."""

import os

from playwright.sync_api import sync_playwright

from tests.chromium.browser import launch
from tests.chromium.driver import Lab
from tests.serving import wait_until_healthy


def main() -> None:
    url = os.environ["SHALLOW_URL"]
    wait_until_healthy(url)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        lab = Lab(browser.new_page(viewport={"width": 1400, "height": 900}, locale="en-US"), url)
        lab.open()
        assert lab.measures()[1] == "0.693048", lab.measures()
        assert lab.exceptions() == 0
        browser.close()
    print("the page is drawn")


if __name__ == "__main__":
    main()
