"""Statements, speakers and actors in a real browser: filters, answers side by side, names joined and parted, odd names."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import browser
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.weights]

ODD = '<img src=x onerror="document.title=1"> \u202eevil\u202c مقاتلو الجبهة a\u0301\u0301\u0301 ' + "x" * 200


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    browser.chromium()
    folder = tmp_path_factory.mktemp("people") / "desk"
    # decisions are made in it
    shutil.copytree(Path(browser.sample_desk()), folder)
    with browser.serving(folder) as served:
        yield served


def with_odd_names(page: Any, pattern: str) -> None:
    """Put an odd name into every answer of these paths in place of each name of an actor."""

    def renamed(value: Any) -> Any:
        if isinstance(value, list):
            return [renamed(each) for each in value]
        if not isinstance(value, dict):
            return value
        names = ("name", "speaker_name", "quote")
        return {key: ODD if key in names and each else renamed(each) for key, each in value.items()}

    def answer(route: Any) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=json.dumps(renamed(response.json())))

    page.route(pattern, answer)


def test_statements_are_filtered_counted_by_speaker_and_open_their_sentence(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/statements?stance=denies")
        assert {each.strip() for each in page.locator(".said .stance").all_inner_texts()} == {"denies"}
        words = page.locator(".said-words .span-link").first
        words.click()
        page.wait_for_selector("dialog mark")
        assert page.locator("dialog mark").inner_text() == words.inner_text()
        page.keyboard.press("Escape")
        page.get_by_text("About 1 event").first.click()
        page.wait_for_selector(".said-about .event-line")
        assert desk.violations() == []
        page.get_by_role("tab", name="By speaker").click()
        page.wait_for_url("**/statements?stance=denies&view=speakers")
        desk.settle()
        page.wait_for_selector("tbody tr")
        assert all("denies" in row for row in page.locator(".stance-counts").all_inner_texts())
        assert desk.violations() == []
        page.locator("tbody th a").first.click()
        page.wait_for_url("**/speakers/*")
        page.wait_for_selector(".bars")


def test_a_speaker_stands_beside_those_who_say_the_contrary(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/statements?actor=Crispin+Mukalay")
        page.locator(".said-who").first.click()
        page.wait_for_selector("h1:text('Crispin Mukalay')")
        matter = page.locator(".matter", has=page.get_by_text("near Kongolo"))
        own, others = matter.locator(".matter-sides > div").all()
        assert "says it did not" in own.inner_text()
        assert "says it happened" in others.inner_text()
        assert matter.get_by_text("Others say the contrary").is_visible()
        page.get_by_text("As a table").click()
        bars = page.locator(".bars tbody tr").all_inner_texts()
        assert [row.split("\t")[-1] for row in bars] == ["6", "5"]
        assert desk.violations() == []
        incident = matter.get_by_role("link", name="Incident")
        assert incident.get_attribute("href") == "/incidents/incident-1f26a5a8e975799d"
        own.locator(".span-link").click()
        page.wait_for_selector("dialog mark")


def test_actors_are_joined_and_taken_apart_by_keyboard_and_each_is_undone(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.allowed = ["404"]
        desk.open("/actors?actor=Agathe+Nzale&kind=person")
        page.get_by_role("link", name="Agathe Nzale").click()
        page.wait_for_selector(".actor-page tbody tr")
        forms = page.locator(".actor-page > section").first.locator("tbody tr")
        assert forms.count() == 2
        page.get_by_role("button", name="Join with another actor").press("Enter")
        page.get_by_label("Name of the other actor").fill("police commander")
        page.wait_for_selector(".actor-choices input")
        assert desk.violations() == []
        page.get_by_label("Name of the other actor").press("Tab")
        page.keyboard.press("Space")
        page.get_by_label("Your name").fill("A. Keto")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=The decision is kept.")
        page.wait_for_selector("tbody >> text=police commander")
        assert forms.count() == 3
        page.wait_for_selector("text=A. Keto joined names to this actor")
        assert desk.violations() == []
        page.locator(".actor-done").get_by_role("button", name="Undo").press("Enter")
        page.wait_for_selector("text=The decision was taken back.")
        page.wait_for_selector("tbody >> text=police commander", state="detached")
        assert forms.count() == 2
        before = page.url
        page.get_by_role("button", name="Take names out").press("Enter")
        page.get_by_role("button", name="Take them out").press("Enter")
        page.wait_for_selector("text=Choose at least one name")
        page.get_by_role("checkbox").first.check()
        page.get_by_role("button", name="Take them out").press("Enter")
        page.wait_for_selector("text=The decision is kept.")
        page.wait_for_selector(".actor-page tbody tr")
        page.get_by_role("button", name="Take names out").wait_for(state="detached")
        page.locator(".actor-done").get_by_role("button", name="Undo").press("Enter")
        page.wait_for_selector("text=The decision was taken back.")
        page.get_by_role("button", name="Take names out").wait_for()
        assert page.url == before


@pytest.mark.parametrize("size", [browser.LAPTOP, browser.PHONE], ids=["laptop", "phone"])
def test_odd_names_are_shown_as_text_and_nothing_is_wider_than_the_window(address, size):
    with browser.browsing(address, size=size) as desk:
        page = desk.page
        desk.open("/actors?actor=People&kind=group")
        actor = page.locator("tbody th a").first.get_attribute("href")
        with_odd_names(page, "**/api/v1/**")
        for path in ("/statements", "/actors", actor, actor.replace("actors", "speakers")):
            desk.open(path)
            assert desk.overflow() <= 0, path
            assert page.locator("main img").count() == 0
            assert ODD in page.locator("main").evaluate("main => main.textContent"), path
            assert page.title().endswith("· Tocsin")
