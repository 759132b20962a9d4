"""The queue and the settings of the desk in a real browser."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import browser
import pytest

from hatch_build import build_pages
from tocsin.run.desk import open_desk
from tocsin.store.tokens import add_token

pytestmark = [pytest.mark.browser, pytest.mark.weights]

TABS = ("came", "rejected", "flags", "jobs", "reviews", "health")
HOSTILE = "<img src=x onerror=alert(1)> \u202eright to left\u202c e\u0301\u0301"
REPORT = f"{HOSTILE}\n\nGOMA - Shells hit the market of Goma on Tuesday, killing four people, the mayor said.\n"


# timers and frames that come late, and with them all that a page does after it is drawn
_LATE = """(() => {
  const [timer, frame] = [window.setTimeout, window.requestAnimationFrame];
  window.setTimeout = (call, wait = 0, ...about) => timer(call, wait + 400, ...about);
  window.requestAnimationFrame = (call) => frame(() => timer(() => call(performance.now()), 400));
})()"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the sample desk, which the tests write into, and let it show names in place of others."""
    browser.chromium()
    copied = tmp_path_factory.mktemp("queue") / "desk"
    shutil.copytree(browser.sample_desk(), copied)
    with (copied / "tocsin.toml").open("a", encoding="utf-8") as file:
        file.write('\n[names]\nshown = ["Goma=Goma as the desk has it", "COD=The Congo"]\n')
    return copied


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with browser.serving(folder) as served:
        yield served


@pytest.mark.parametrize(("size", "dark"), [(browser.LAPTOP, False), (browser.PHONE, True)], ids=["laptop", "phone"])
def test_every_tab_opens_without_violations_and_fits(address, size, dark):
    with browser.browsing(address, size=size, dark=dark) as desk:
        for tab in TABS:
            desk.open(f"/queue?tab={tab}")
            assert desk.overflow() <= 0, tab
            # the first is looked at with all other pages, and on the phone those that have colours of their own
            if tab in (("flags", "health") if dark else TABS[1:]):
                assert desk.violations() == [], tab


def test_tabs_go_by_keyboard_and_stand_in_the_address(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/queue")
        page.get_by_role("tab", name="Came in").focus()
        for tab in TABS[1:]:
            page.keyboard.press("ArrowRight")
            page.wait_for_url(f"**/queue?tab={tab}")
            desk.settle()
        page.go_back()
        page.wait_for_url("**/queue?tab=reviews")
        assert page.get_by_role("tab", selected=True).inner_text() == "Reviews"


def test_a_flag_is_decided_on_by_name_and_the_decision_is_taken_back(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/queue?tab=flags")
        wrong = page.get_by_role("button", name=re.compile("^Not so")).first
        wrong.click()
        page.wait_for_selector("text=Write your name first")
        page.get_by_label("Your name").fill("Ana Keto")
        wrong.press("Enter")
        page.wait_for_selector("text=You said that it is not so")
        assert desk.violations() == []
        page.get_by_role("button", name=re.compile("^Undo")).press("Enter")
        page.wait_for_selector("text=Taken back.")
        page.get_by_role("button", name=re.compile("^Right")).first.click()
        page.wait_for_selector("text=You said that it is right")
        page.get_by_role("tab", name="Reviews").click()
        page.wait_for_selector("th:has-text('Ana Keto')")
        page.get_by_role("button", name=re.compile("^Show it")).click()
        page.wait_for_url("**/reports/*?at=flag-*")
        page.go_back()
        page.get_by_role("button", name=re.compile("^Undo")).click()
        page.wait_for_selector("text=Nothing was decided yet")


def test_a_flag_leads_to_its_words(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/queue?tab=flags&kind=unnamed-source")
        link = page.locator(".queue-places .span-link").first
        words = link.inner_text().strip("“”")
        link.press("Enter")
        page.wait_for_selector("dialog mark")
        assert page.locator("dialog mark").inner_text() == words


def test_several_addresses_are_read_as_a_job_and_what_was_left_out_is_told(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/queue")
        page.get_by_role("button", name="Add addresses").click()
        field = page.get_by_role("textbox", name="Addresses")
        field.fill("http://127.0.0.1:9/a\nlake.example/b")
        page.wait_for_selector("text=Line 2 is no address")
        field.fill("http://127.0.0.1:9/a\n\nhttp://127.0.0.1:9/b")
        page.get_by_role("button", name="Read and keep 2 reports").press("Enter")
        page.wait_for_url("**/queue?tab=jobs")
        page.wait_for_selector(".queue-job-done")
        assert page.locator("progress").first.get_attribute("value") == "2"
        assert page.locator(".queue-outcomes li").count() == 2
        assert desk.violations() == []
        desk.open("/queue?tab=rejected")
        page.get_by_role("combobox", name="Why").select_option("document")
        page.wait_for_url("**kind=document")
        desk.settle()
        page.get_by_role("button", name=re.compile("^Record")).first.click()
        page.wait_for_url("**record=rejected-*")
        page.reload()
        page.wait_for_selector("dialog dl")
        assert desk.violations() == []
        page.get_by_role("link", name="Open the report").click()
        page.wait_for_url("**/reports/rep-*")


def test_markup_in_titles_and_sources_is_shown_as_text(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/queue")
        body = {"text": REPORT, "source": HOSTILE}
        answer = page.request.post(f"{address}/api/v1/reports", data=body, headers={"Content-Type": "application/json"})
        assert answer.ok, answer.text()
        desk.open("/queue")
        head = page.locator("tbody tr").first.locator("th")
        assert "<img src=x onerror=alert(1)>" in head.locator("a").inner_text()
        assert "<img src=x onerror=alert(1)>" in head.locator(".queue-source").inner_text()
        assert page.locator("main img").count() == 0
        assert desk.overflow() <= 0


def test_who_may_only_read_is_offered_nothing_to_change(folder):
    with open_desk(folder) as opened:
        secret = add_token(opened.store, "reader", "read", now="2024-01-01T00:00:00Z")
    with browser.serving(folder, "--require-token") as served, browser.browsing(served) as desk:
        page = desk.page
        desk.allowed = ["401"]
        desk.open("/queue")
        page.get_by_label("Token").fill(secret)
        page.keyboard.press("Enter")
        page.wait_for_selector("tbody tr")
        page.get_by_role("tab", name="Flags").click()
        page.wait_for_selector("text=Your token lets you read")
        assert page.get_by_role("button", name=re.compile("^(Not so|Add addresses)")).count() == 0


def test_names_are_shown_as_the_desk_and_the_reader_set_them(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/places?name=Goma")
        page.wait_for_selector("text=Goma as the desk has it")
        page.wait_for_selector("text=The Congo")
        page.get_by_role("button", name="Settings").click()
        field = page.get_by_role("textbox", name="Names of places and countries")
        field.fill("Goma")
        page.wait_for_selector("text=Line 1 has no =")
        field.fill("Goma = Goma as I have it")
        assert desk.violations() == []
        page.get_by_role("button", name="Done").click()
        page.wait_for_selector("main >> text=Goma as I have it")
        page.reload()
        page.wait_for_selector("main >> text=Goma as I have it")
        assert page.get_by_text("Goma as the desk has it").count() == 0


def test_names_that_come_between_drawing_and_listening_are_shown(address):
    with browser.browsing(address) as desk:
        desk.page.add_init_script(_LATE)
        desk.page.route("**/api/v1/places?*", lambda route: (time.sleep(0.1), route.continue_()))
        desk.open("/places?name=Goma")
        desk.page.wait_for_selector("text=Goma as the desk has it", timeout=5000)


def test_numbers_and_times_are_written_as_set(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/queue")
        time = page.locator("tbody time").last
        assert time.inner_text().endswith(" UTC")
        page.get_by_role("button", name="Settings").click()
        page.get_by_label("This machine’s zone").check()
        page.get_by_role("button", name="Done").click()
        page.wait_for_selector("tbody time:text('GMT+1')")


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the pages with a second language, of which a part is translated."""
    root = tmp_path_factory.mktemp("made-up")
    shutil.copytree(browser.ROOT / "web", root / "web", ignore=shutil.ignore_patterns("node_modules"))
    (root / "web" / "node_modules").symlink_to(browser.ROOT / "web" / "node_modules")
    for name in ("src/tocsin/serve", "src/tocsin/resolve/gazetteer"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(browser.ROOT / name) if name.endswith("gazetteer") else (root / name).mkdir()
    texts = 'export default {\n  queue: { title: "Tosafo", reports: { one: "{n} wan", other: "{n} tu" } },\n};\n'
    (root / "web" / "src" / "text" / "eo").mkdir()
    (root / "web" / "src" / "text" / "eo" / "index.ts").write_text(texts, encoding="utf-8")
    assert build_pages(root)
    return root / "src" / "tocsin" / "serve" / "pages"


def test_another_language_is_offered_and_falls_back_to_english(address, made_up):
    with browser.browsing(address) as desk:
        page = desk.page

        def answer(route):
            asked = route.request.url.removeprefix(address).partition("?")[0]
            file = made_up / asked.lstrip("/")
            route.fulfill(path=file if file.is_file() else made_up / "index.html")

        page.route(lambda url: "/api/" not in url, answer)
        desk.open("/queue")
        page.get_by_role("button", name="Settings").click()
        page.get_by_label("esperanto").check()
        page.get_by_role("button", name="Done").click()
        page.wait_for_selector("h1:text('Tosafo')")
        assert re.search(r"\d+ tu", page.locator(".queue-size").inner_text())
        assert page.get_by_role("tab", name="Left out").count() == 1
        page.reload()
        page.wait_for_selector("h1:text('Tosafo')")
        assert page.evaluate("document.documentElement.lang") == "eo"
