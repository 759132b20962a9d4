"""The page that reads a report in a real browser: paste, file and address; flags first; kept or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import browser
import pytest

from tocsin.run.desk import init_desk

pytestmark = [pytest.mark.browser, pytest.mark.weights]

EXAMPLES = Path(browser.ROOT) / "examples"
REPORT = (EXAMPLES / "desk" / "reports" / "h-moba-chronicle.txt").read_text(encoding="utf-8")
READ = 60_000


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    browser.chromium()
    folder = tmp_path_factory.mktemp("desk") / "desk"
    init_desk(folder)
    with browser.serving(folder) as served:
        yield served


def violations(desk: browser.Watched) -> list[str]:
    """Look at the page from its top, so that its head lies over nothing."""
    desk.page.evaluate("scrollTo(0, 0)")
    return desk.violations()


def test_a_pasted_report_is_read_and_kept(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/read")
        assert violations(desk) == []
        page.get_by_role("button", name="Read it").click()
        page.wait_for_selector("text=Paste the text of a report first.")
        page.get_by_label("Text of the report").fill(REPORT)
        page.keyboard.press("Control+Enter")
        page.wait_for_selector(".read-result", timeout=READ)
        assert page.evaluate("document.activeElement.textContent") == "Massacre on the shore of Lake Tanganyika"
        # what to check stands above all else that was read
        card = page.locator(".flag-card").first
        assert card.locator("blockquote mark").count() >= 2
        assert card.bounding_box()["y"] < page.locator(".reading").bounding_box()["y"]
        assert violations(desk) == []
        card.get_by_role("button", name="Show in the text").click()
        page.wait_for_selector(".details")
        page.get_by_text("This reading is not kept.").wait_for()
        page.get_by_role("button", name="Keep it").click()
        page.get_by_text("Kept as a new report.").wait_for(timeout=READ)
        page.locator(".read-kept li a").first.wait_for()
        assert violations(desk) == []
        page.get_by_role("link", name="Open the report").click()
        page.wait_for_url("**/reports/rep-*")
        page.get_by_role("heading", level=1, name="Massacre on the shore of Lake Tanganyika").wait_for()
        # the same text again is known
        desk.open("/read")
        page.get_by_role("button", name="Read it").click()
        page.get_by_text("The desk has this very text already.").wait_for(timeout=READ)
        page.get_by_role("button", name="Keep it").click()
        page.get_by_text("The desk had this report already").wait_for(timeout=READ)


@pytest.mark.parametrize("size", [browser.LAPTOP, browser.PHONE], ids=["laptop", "phone"])
def test_a_file_is_read_and_discarded_and_nothing_is_kept(address, size):
    with browser.browsing(address, size=size, dark=True) as desk:
        page = desk.page
        desk.open("/read")
        page.get_by_role("tab", name="Choose a file").click()
        page.get_by_label("Drop a file here").set_input_files(EXAMPLES / "mali-market-attack.html")
        page.get_by_text("mali-market-attack.html,").wait_for()
        assert violations(desk) == []
        page.get_by_role("button", name="Read it").click()
        page.wait_for_selector(".read-result", timeout=READ)
        assert desk.overflow() <= 0
        assert violations(desk) == []
        page.get_by_role("button", name="Discard").click()
        page.get_by_text("Discarded. Nothing was kept").wait_for()
        kept = page.evaluate("fetch('/api/v1/reports').then((answer) => answer.text())")
        assert "mali-market" not in kept
        page.get_by_label("Drop a file here").set_input_files(
            {"name": "picture.png", "mimeType": "image/png", "buffer": b"\x89PNG"}
        )
        page.get_by_text("picture.png is neither a page nor a text.").wait_for()
        page.get_by_label("Drop a file here").set_input_files(
            {"name": "large.txt", "mimeType": "text/plain", "buffer": b"a" * 5_000_001}
        )
        page.get_by_text("large.txt is too large").wait_for()
        assert page.get_by_text("mali-market-attack.html,").is_visible()


def test_errors_say_what_to_do_and_what_was_typed_stays(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.allowed = ["422"]
        desk.open("/read")
        page.get_by_label("Text of the report").fill("Three words here")
        page.get_by_role("button", name="Read it").click()
        page.get_by_text("There is no report in it").wait_for(timeout=READ)
        page.get_by_role("tab", name="Give an address").click()
        page.get_by_label("Address of the page").fill("http://127.0.0.1:1/report")
        page.keyboard.press("Enter")
        page.get_by_text("This address is not fetched").wait_for(timeout=READ)
        assert violations(desk) == []
        page.reload()
        desk.settle()
        assert page.get_by_label("Address of the page").input_value() == "http://127.0.0.1:1/report"
        page.get_by_role("tab", name="Paste a text").click()
        assert page.get_by_label("Text of the report").input_value() == "Three words here"


def test_reading_can_be_stopped(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/read")
        page.route("**/api/v1/read", lambda route: None)
        page.get_by_label("Text of the report").fill(REPORT)
        page.get_by_role("button", name="Read it").click()
        page.get_by_text("Reading …").wait_for()
        assert violations(desk) == []
        page.get_by_role("button", name="Stop").click()
        page.get_by_text("Stopped. Nothing was kept.").wait_for()
        assert page.get_by_label("Text of the report").input_value() == REPORT
