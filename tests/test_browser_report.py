"""The page of a report in a real browser: marks, notes, what a mark is, links into the text, and hostile texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import browser
import pytest

from tocsin.run.desk import init_desk

pytestmark = [pytest.mark.browser, pytest.mark.weights]

LONG = "W" + "o" * 700 + "rd"
HOSTILE = f"""<script>document.title = "taken"</script> & <b>Shells</b> hit the market of Kitala

Published 12 March 2024

Shells hit the market of Goma on Tuesday, killing four people, the mayor said. <img src=x onerror=alert(1)> \U0001f6a8

\u202eGeneral Keto\u202c denied that his soldiers had fired on the market of Goma on Tuesday; \u0635\u062d\u064a\u0641\u0629.

Z\u0341\u035a\u032e\u0319\u0353alg\u0301\u0350\u0317o witnesses said that nine people were killed at the market of Goma. {LONG}
"""


def asked(address: str, body: dict[str, str] | None = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(address, data, {"Content-Type": "application/json"})) as answer:
        return json.load(answer)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    browser.chromium()
    folder = tmp_path_factory.mktemp("desk") / "desk"
    init_desk(folder)
    with browser.serving(folder) as served:
        yield served


@pytest.fixture(scope="module")
def convoy(address: str) -> dict[str, Any]:
    page = (Path(browser.ROOT) / "examples" / "pibor-convoy.html").read_text(encoding="utf-8")
    return reading(address, {"html": page, "source": "convoy"})


def reading(address: str, body: dict[str, str]) -> dict[str, Any]:
    kept = asked(f"{address}/api/v1/reports", body)["report"]
    found = asked(f"{address}/api/v1/reports/{kept}/reading")
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(("size", "dark"), [(browser.LAPTOP, False), (browser.PHONE, True)], ids=["laptop", "phone"])
def test_a_report_is_shown_with_its_marks_without_violations(address, convoy, size, dark):
    with browser.browsing(address, size=size, dark=dark) as desk:
        event = convoy["events"][0]
        desk.open(f"/reports/{convoy['report']['id']}?at={event['id']}")
        desk.page.wait_for_selector(".details")
        assert desk.page.locator(".details").inner_text().count(event["mode"] or "") > 0
        assert desk.violations() == []
        assert desk.overflow() <= 0
        shown = desk.page.locator(".block-text").all_inner_texts()
        blocks = [convoy["report"]["text"][each["start"] : each["end"]] for each in convoy["report"]["blocks"]]
        assert [each.strip() for each in shown] == [each.strip() for each in blocks]


def test_notes_stand_beside_their_lines_and_do_not_overlap(address, convoy):
    with browser.browsing(address) as desk:
        desk.open(f"/reports/{convoy['report']['id']}")
        desk.page.wait_for_selector(".note")
        notes = [note.bounding_box() for note in desk.page.locator(".note").all()]
        text = desk.page.locator(".block-text").nth(2).bounding_box()
        assert len(notes) >= len(convoy["events"])
        for above, below in pairwise(notes):
            assert above["y"] + above["height"] <= below["y"]
        assert all(note["x"] >= text["x"] + text["width"] for note in notes)
        first = desk.page.locator(".note").first
        line = desk.page.locator(f'[data-first~="{first.get_attribute("data-anchor")}"]').first.bounding_box()
        assert abs(first.bounding_box()["y"] - line["y"]) < 12
        desk.page.set_viewport_size(browser.PHONE)
        desk.page.wait_for_timeout(100)
        own = first.locator("xpath=ancestor::div[1]").locator(".block-text").bounding_box()
        assert first.bounding_box()["y"] >= own["y"] + own["height"]


def test_the_keyboard_goes_from_mark_to_mark_and_opens_what_one_is(address, convoy):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open(f"/reports/{convoy['report']['id']}")
        page.wait_for_selector(".seg")
        every = page.locator(".seg").count()
        for key in ("1", "2", "3"):
            page.keyboard.press(key)
        assert page.locator(".layer[aria-pressed=true]").count() == 1
        assert 0 < page.locator(".seg").count() < every
        page.keyboard.press("n")
        # the focus follows the mark once it is drawn
        first = page.wait_for_selector("[data-first]:focus").get_attribute("data-first")
        page.keyboard.press("n")
        page.wait_for_selector(f"[data-first]:focus:not([data-first='{first}'])")
        page.keyboard.press("ArrowLeft")
        page.wait_for_selector(f"[data-first='{first}']:focus")
        page.keyboard.press("Enter")
        page.wait_for_selector(".details h2:focus")
        assert "at=" in page.url
        page.keyboard.press("Escape")
        page.wait_for_selector(".details", state="detached")
        page.wait_for_selector(f"[data-first='{first}']:focus")
        assert "at=" not in page.url


def test_layers_stand_in_the_address_and_a_link_shows_them_again(address, convoy):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open(f"/reports/{convoy['report']['id']}")
        page.wait_for_selector(".seg")
        assert "layers=" not in page.url
        page.keyboard.press("1")
        page.keyboard.press("2")
        page.wait_for_url("**/reports/*?layers=statements%2Cevents")
        marks = page.locator(".seg").count()
        page.reload()
        desk.settle()
        page.wait_for_selector(".seg")
        assert page.locator(".seg").count() == marks
        assert page.locator(".layer[aria-pressed=true]").count() == 2
        page.keyboard.press("3")
        page.keyboard.press("4")
        page.wait_for_url("**/reports/*?layers=none")
        desk.open(f"/reports/{convoy['report']['id']}?layers=nonsense")
        assert page.locator(".layer[aria-pressed=true]").count() == 0
        page.keyboard.press("1")
        page.wait_for_url("**/reports/*?layers=actors")


def test_a_statement_leads_to_its_speaker_and_an_event_to_its_incident(address, convoy):
    with browser.browsing(address) as desk:
        page = desk.page
        event = next(each for each in convoy["events"] if each["claimed_by"] and each["place"])
        desk.open(f"/reports/{convoy['report']['id']}?at={event['id']}")
        details = page.locator(".details")
        details.get_by_role("link", name="All accounts of it").wait_for()
        statement = next(each for each in convoy["statements"] if each["id"] == event["claimed_by"][0])
        page.goto(f"{address}/reports/{convoy['report']['id']}?at={statement['id']}")
        details.get_by_text("Claims").wait_for()
        page.goto(f"{address}/reports/{convoy['report']['id']}?at={event['place']}")
        details.get_by_text("Coordinates").wait_for()
        details.get_by_role("link", name="All that the desk has on this place").click()
        page.wait_for_url("**/places/*")


def test_a_link_opens_at_its_words_counted_by_code_points_in_a_hostile_text(address):
    found = reading(address, {"text": HOSTILE, "source": "hostile"})
    text = found["report"]["text"]
    # the sign before it takes two units of the browser's strings
    start = text.index("nine people")
    with browser.browsing(address, size=browser.PHONE) as desk:
        page = desk.page
        desk.open(f"/reports/{found['report']['id']}?mark={start}-{start + len('nine people')}")
        page.wait_for_selector(".m-asked")
        assert "".join(page.locator(".m-asked").all_inner_texts()).strip() == "nine people"
        box = page.locator(".m-asked").first.bounding_box()
        assert 0 < box["y"] < browser.PHONE["height"]
        assert "taken" not in page.title().split(" ")[0]
        assert "<script>" in page.locator("h1").inner_text()
        assert page.locator("main script, main img, .block b").count() == 0
        assert LONG in page.locator(".reading-text").inner_text()
        assert desk.overflow() <= 0
        assert desk.violations() == []
        page.set_viewport_size(browser.LAPTOP)
        assert desk.overflow() <= 0


def test_an_unknown_report_and_lost_words_are_said(address, convoy):
    with browser.browsing(address) as desk:
        desk.open(f"/reports/{convoy['report']['id']}?mark=999990-999999")
        desk.page.wait_for_selector("text=The words that this link names are not in the text")
        desk.allowed = ["404"]
        desk.open("/reports/rep-0000000000000000")
        desk.page.wait_for_selector("[role=alert]")
        assert desk.violations() == []
