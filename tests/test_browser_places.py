"""Places and dyads in a real browser: names with their sentences, a map, and a matrix that keys move in."""

from __future__ import annotations

from collections.abc import Iterator

import browser
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.weights]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    browser.chromium()
    with browser.serving(browser.sample_desk()) as served:
        yield served


def test_a_place_is_found_and_shows_its_names_map_and_incidents(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/places")
        page.get_by_label("Name", exact=True).fill("Beni")
        page.wait_for_url("**/places?name=Beni")
        page.get_by_role("link", name="Beni", exact=True).click()
        page.wait_for_selector("h1:text-is('Beni')")
        page.wait_for_selector(".locator-land")
        page.wait_for_selector(".type-line")
        page.wait_for_selector(".incident-rows li")
        assert desk.violations() == []
        page.locator("section", has_text="Names in reports").locator(".span-link").first.click()
        page.wait_for_selector("dialog mark")
        assert page.locator("dialog mark").inner_text() == "Beni"
        page.keyboard.press("Escape")
        page.get_by_role("tab", name="Events in reports").click()
        page.wait_for_url("**?view=events")
        page.wait_for_selector(".event-line")


def test_the_matrix_of_dyads_is_walked_by_keys_and_opens_the_events_of_a_pair(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/dyads?top=10")
        # bodies come before groups, and whoever acts on nobody has no row
        rows = page.locator(".dyad-row th").all_inner_texts()
        assert rows == ["Kasombo Front", "Armed men", "Men", "Attackers", "Gunmen"]
        assert page.locator("tbody .dyad-kinds th").all_inner_texts() == ["Bodies", "Groups"]
        page.locator("[role=gridcell][tabindex='0']").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Home")
        label = page.evaluate("document.activeElement.getAttribute('aria-label')")
        pair, _, told = label.partition(": ")
        number = int(told.removesuffix(" events"))
        assert pair == "Armed men on People"
        assert number > 1
        page.keyboard.press("End")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Home")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == label
        page.keyboard.press("Enter")
        page.wait_for_selector(".dyad-pair h2:text('Armed men on People')")
        page.wait_for_selector(".dyad-pair .event-line")
        assert page.locator(".dyad-pair .event-line").count() == number
        assert page.locator("[aria-selected=true][role=gridcell]").inner_text() == str(number)
        assert desk.violations() == []
        shared = page.url
        page.keyboard.press("Escape")
        page.locator(".dyad-pair").wait_for(state="detached")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == label
        desk.open(shared.removeprefix(address))
        assert page.locator(".dyad-pair .event-line").count() == number


def test_classes_of_dyads_are_counted_in_the_matrix_and_in_the_list(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/dyads?view=list")
        whole = page.locator("tbody tr").count()
        page.get_by_label("Cooperation or conflict").select_option("cooperation")
        page.wait_for_url("**tone=cooperation")
        rows = page.locator("tbody tr").all_inner_texts()
        assert 0 < len(rows) < whole
        assert all("cooperation" in row for row in rows)
        page.get_by_label("Words or deeds").select_option("material")
        page.wait_for_url("**means=material")
        assert all("material cooperation" in row for row in page.locator("tbody tr").all_inner_texts())
        assert desk.violations() == []
        page.get_by_role("tab", name="Matrix").click()
        page.wait_for_selector("[role=grid], .notice")
        assert desk.violations() == []
