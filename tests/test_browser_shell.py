"""The shell of the desk in a real browser: pages, keys, settings, tokens, and what is said when something is wrong."""

from __future__ import annotations

from collections.abc import Iterator

import browser
import pytest

from tocsin.run.desk import open_desk
from tocsin.serve.page_files import PATHS
from tocsin.store.tokens import add_token

pytestmark = [pytest.mark.browser, pytest.mark.weights]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    browser.chromium()
    with browser.serving(browser.sample_desk()) as served:
        yield served


def plain_paths() -> list[str]:
    return [path for path in PATHS if ":" not in path]


@pytest.mark.parametrize(("size", "dark"), [(browser.LAPTOP, False), (browser.PHONE, True)], ids=["laptop", "phone"])
def test_every_page_opens_without_violations_and_fits(address, size, dark):
    with browser.browsing(address, size=size, dark=dark) as desk:
        for path in [*plain_paths(), "/nowhere"]:
            desk.allowed = ["404"] if path == "/nowhere" else []
            desk.open(path)
            assert desk.violations() == [], path
            assert desk.overflow() <= 0, path
            desk.errors.clear()


def test_the_shell_is_used_by_keyboard_alone(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.keyboard.press("g")
        page.keyboard.press("t")
        page.wait_for_url("**/statements")
        page.wait_for_selector("h1:focus")
        assert page.title() == "Statements · Tocsin"
        assert page.locator("nav a[aria-current=page]").inner_text() == "Statements"
        page.keyboard.press("?")
        page.wait_for_selector("dialog[open] kbd")
        assert desk.violations() == []
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")
        page.keyboard.press("/")
        page.keyboard.type("market")
        page.keyboard.press("Enter")
        page.wait_for_url("**/?text=market")


def test_the_words_behind_a_value_open_beside_it_and_give_the_focus_back(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/?order=sources")
        page.locator(".incident-title a").first.click()
        page.wait_for_url("**/incidents/*")
        desk.settle()
        mark = page.locator(".page-head .span-mark")
        mark.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("dialog mark")
        assert page.locator("dialog mark").inner_text() in (mark.get_attribute("aria-label") or "")
        assert desk.violations() == []
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")
        assert page.evaluate("document.activeElement.className") == "span-link span-mark"
        mark.click()
        page.get_by_role("link", name="Open the report here").click()
        page.wait_for_url("**/reports/*?mark=*")
        page.wait_for_selector("dialog", state="detached")


def test_filters_stand_in_the_address_and_going_back_undoes_them(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/?order=sources")
        whole = page.locator(".incidents .incident").count()
        page.get_by_label("Words in reports").press_sequentially("market", delay=20)
        page.wait_for_url("**/?order=sources&text=market")
        page.keyboard.press("Enter")
        page.get_by_role("combobox", name="Type").select_option("ASSAULT")
        page.wait_for_url("**/?order=sources&text=market&type=ASSAULT")
        desk.settle()
        assert 0 < page.locator(".incidents .incident").count() < whole
        assert desk.violations() == []
        page.go_back()
        page.wait_for_url("**/?order=sources&text=market")
        assert page.get_by_role("combobox", name="Type").input_value() == ""
        page.go_back()
        page.wait_for_url("**/?order=sources")
        assert page.get_by_label("Words in reports").input_value() == ""
        desk.allowed = ["422"]
        page.get_by_label("Since").evaluate("field => (field.type = 'text')")
        page.get_by_label("Since").fill("soon")
        page.keyboard.press("Enter")
        page.wait_for_selector(".field-since .field-problem")


def test_the_theme_is_kept_and_holds_before_the_first_paint(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/")
        page.get_by_text("Settings").click()
        page.get_by_label("Dark").check()
        assert desk.violations() == []
        page.reload()
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 26)"


def test_a_desk_that_wants_a_token_asks_for_it(tmp_path):
    browser.chromium()
    folder = tmp_path / "desk"
    from tocsin.run.desk import init_desk

    init_desk(folder)
    with open_desk(folder) as opened:
        secret = add_token(opened.store, "ana", "read", now="2024-01-01T00:00:00Z")
    with browser.serving(folder, "--require-token") as served, browser.browsing(served) as desk:
        page = desk.page
        desk.allowed = ["401"]
        desk.open("/actors")
        assert desk.violations() == []
        page.get_by_label("Token").fill("wrong")
        page.keyboard.press("Enter")
        page.wait_for_selector("[role=alert]")
        page.get_by_label("Token").fill(secret)
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:text('Actors')")
        page.wait_for_selector("text=No actors are kept yet")


def test_a_desk_that_does_not_answer_is_said_and_asked_again(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/")
        desk.allowed = ["ERR_FAILED"]
        page.route("**/api/**", lambda route: route.abort())
        page.get_by_role("link", name="Actors").click()
        page.wait_for_selector("text=The desk does not answer")
        page.unroute("**/api/**")
        page.get_by_role("button", name="Try again").click()
        page.wait_for_selector("tbody tr")
