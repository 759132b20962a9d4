"""The situation in a real browser: map, line of time and list of one selection that stands in the address."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import browser
import pytest
from desk_cases import ADDED, capture_of, shelling

from tocsin.run.desk import init_desk, open_desk
from tocsin.run.desk.adding import keep_reading

pytestmark = [pytest.mark.browser, pytest.mark.weights]

HOSTILE = "Kit<img src=x onerror=alert(1)>\u202eala\u0301"


_LIGHTNESS = """async (shot) => {
  const bytes = Uint8Array.from(atob(shot), (each) => each.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const ctx = canvas.getContext("2d");
  ctx.drawImage(image, 0, 0);
  const { data } = ctx.getImageData(0, 0, image.width, image.height);
  const lights = [];
  for (let at = 0; at < data.length; at += 4) lights.push((data[at] + data[at + 1] + data[at + 2]) / 765);
  return lights.sort((a, b) => a - b)[Math.floor(lights.length / 2)];
}"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    browser.chromium()
    with browser.serving(browser.sample_desk()) as served:
        yield served


def asked(page: Any) -> dict[str, str]:
    """Give what stands in the address of the page."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def open_drawn(desk: browser.Watched, path: str) -> None:
    desk.open(path)
    desk.page.wait_for_selector(".map[data-drawn]")


def total(page: Any) -> int:
    return int(re.sub(r"\D", "", page.locator("[data-count=incidents]").inner_text()))


def listed(page: Any) -> list[str]:
    return page.eval_on_selector_all(".incidents .incident", "rows => rows.map(row => row.dataset.id)")


def test_counts_list_and_line_of_time_are_those_of_the_filters(address):
    with browser.browsing(address) as desk:
        page = desk.page
        open_drawn(desk, "/")
        whole, bars = total(page), page.locator(".time-bars").get_attribute("d")
        facet = page.locator("[data-facet=type-ASSAULT]")
        wanted = int(facet.locator(".number").inner_text())
        others = page.locator("[data-facet^=type-]").count()
        facet.click()
        page.wait_for_url("**/?*type=ASSAULT*")
        desk.settle()
        assert total(page) == wanted < whole
        assert page.locator(".incidents .incident").count() == min(wanted, 30)
        # the other types can still be chosen
        assert page.locator("[data-facet^=type-]").count() == others
        assert page.locator(".time-bars").get_attribute("d") != bars
        assert desk.violations() == []
        page.locator("[data-count=contested]").click()
        page.wait_for_url("**/?*contested=true*")
        desk.settle()
        assert total(page) == page.locator(".contested-chip").count() < wanted
        page.go_back()
        page.go_back()
        desk.settle()
        assert total(page) == whole


def test_a_link_opens_the_same_view_again(address):
    with browser.browsing(address) as desk:
        page = desk.page
        open_drawn(desk, "/?type=ASSAULT&country=COD&since=2024-12-01&order=sources")
        page.get_by_role("button", name="Closer").click()
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.locator(".map-foot input").check()
        page.wait_for_url("**/?*box=*")
        desk.settle()
        link, rows, count = page.url, listed(page), total(page)
    assert {"type", "since", "order", "view", "at", "box"} <= parse_qs(urlsplit(link).query).keys()
    with browser.browsing(address) as desk:
        page = desk.page
        open_drawn(desk, link.removeprefix(address))
        assert (listed(page), total(page)) == (rows, count)
        assert asked(page) == {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
        assert page.locator(".incident.selected").get_attribute("data-id") == asked(page)["at"]
        assert page.locator(".map-foot input").is_checked()
        # what the map shows is asked for wherever it goes
        page.get_by_role("button", name="Farther").click()
        page.get_by_role("button", name="Farther").click()
        page.wait_for_selector(f"[data-count=incidents]:not(:text-is('{count} incidents'))")
        assert total(page) > count
        page.locator(".map-foot input").uncheck()
        desk.settle()
        assert "box" not in asked(page)


def test_the_situation_is_used_by_keyboard_alone(address):
    with browser.browsing(address) as desk:
        page = desk.page
        open_drawn(desk, "/")
        rows = listed(page)
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        assert asked(page)["at"] == rows[1]
        assert page.evaluate("document.activeElement.closest('.incident').dataset.id") == rows[1]
        assert desk.violations() == []
        page.locator("[data-edge=since]").focus()
        before = page.locator("[data-edge=since]").get_attribute("aria-valuetext")
        page.keyboard.press("ArrowRight")
        page.wait_for_url("**/?*since=*")
        page.wait_for_selector(f"[data-edge=since]:not([aria-valuetext='{before}'])")
        assert page.evaluate("document.activeElement.dataset.edge") == "since"
        page.keyboard.press("Home")
        page.wait_for_url(lambda url: "since" not in url)
        page.locator(".map").focus()
        seen = asked(page).get("view")
        page.keyboard.press("ArrowRight")
        page.wait_for_url(lambda url: "view=" in url and asked(page).get("view") != seen)
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/incidents/*")


def test_a_mark_on_the_map_and_a_row_of_the_list_are_one(address):
    with browser.browsing(address) as desk:
        page = desk.page
        # the one such incident lies in the middle of the map that it is alone on
        open_drawn(desk, "/?country=COD&type=THREATEN")
        place = page.locator(".map").bounding_box()
        x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
        page.mouse.move(x - 1, y)
        page.mouse.move(x, y)
        page.wait_for_selector(".map-hint")
        assert page.locator(".incident.over").count() == 1
        page.mouse.click(x, y)
        page.wait_for_selector(".incident.selected")
        assert asked(page)["at"] == listed(page)[0]
        # what is chosen stays in sight where the filters leave it out
        page.locator("[data-facet^=type-][aria-pressed=false]").first.click()
        page.wait_for_selector(".list-chosen .incident.selected")
        page.keyboard.press("u")
        page.wait_for_selector(".list-chosen", state="detached")
        assert "at" not in asked(page)


def test_days_are_chosen_by_drawing_over_the_line_of_time(address):
    with browser.browsing(address) as desk:
        page = desk.page
        open_drawn(desk, "/")
        whole = total(page)
        place = page.locator(".time-line").bounding_box()
        page.mouse.move(place["x"] + place["width"] * 0.3, place["y"] + 30)
        page.mouse.down()
        page.mouse.move(place["x"] + place["width"] * 0.6, place["y"] + 30, steps=4)
        page.mouse.up()
        page.wait_for_url("**/?*until=*")
        desk.settle()
        days = asked(page)
        assert days["since"] < days["until"]
        assert 0 < total(page) < whole
        assert page.get_by_label("Since").input_value() == days["since"]
        page.get_by_role("button", name="All days").click()
        page.wait_for_url(lambda url: "since" not in url and "until" not in url)


def test_hostile_text_is_shown_as_text_and_an_empty_desk_says_what_to_do(tmp_path):
    browser.chromium()
    init_desk(tmp_path / "desk")
    with browser.serving(tmp_path / "desk") as served, browser.browsing(served, size=browser.PHONE, dark=True) as desk:
        page = desk.page
        desk.open("/")
        assert "tocsin add" in page.locator(".notice").inner_text()
        assert page.locator(".notice a").get_attribute("href") == "/read"
        assert desk.violations() == []
        with open_desk(tmp_path / "desk") as opened:
            reading = shelling(4, town=HOSTILE)
            keep_reading(opened.store, capture_of(reading, "https://lake.example/a"), reading, now=ADDED)
        open_drawn(desk, "/")
        assert HOSTILE in page.locator(".incidents").inner_text()
        assert page.locator(".incidents img").count() == 0
        assert desk.violations() == []
        assert desk.overflow() <= 0
        # nothing fits: it is said, and one press undoes it
        desk.open("/?text=nowhere")
        page.locator(".list .notice button").click()
        desk.settle()
        assert page.locator(".incident").count() > 0


def test_the_map_prints_light_whatever_the_theme(address):
    for dark in (False, True):
        with browser.browsing(address, dark=dark) as desk:
            open_drawn(desk, "/")
            desk.page.emulate_media(media="print")
            box = desk.page.locator(".map").bounding_box()
            assert box["height"] > 300
            assert box["width"] > 600
            # the middle of the panel as it is seen, decoded by the browser itself
            shot = base64.b64encode(desk.page.locator(".map").screenshot()).decode()
            assert desk.page.evaluate(_LIGHTNESS, shot) > 0.6
            assert desk.page.locator(".map").evaluate("map => map.classList.contains('drawn-dark')") is dark
