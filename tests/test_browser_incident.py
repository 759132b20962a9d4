"""An incident in a real browser: from a contested figure to its sentence, decisions that show and are undone, on paper."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import browser
import pytest

from tocsin.records.codebook import plover

pytestmark = [pytest.mark.browser, pytest.mark.weights]

LUBERO = "Officials blame Kasombo Front for deadly shooting in eastern Congo"
# names that would be markup, turn the line around, pile marks on a letter, or ring a bell
HOSTILE = "<img src=x onerror=alert(1)> \u202eKeto\u202c Za\u0300\u0301\u0302\u0303lgo \u2066Front"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    browser.chromium()
    desk = tmp_path_factory.mktemp("incident") / "desk"
    shutil.copytree(browser.sample_desk(), desk)
    with browser.serving(desk) as served:
        yield served


def ask(address: str, path: str, body: object = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(f"{address}/api/v1/{path}", data, {"Content-Type": "application/json"})) as answer:
        return json.load(answer)


def incident(address: str, title: str) -> dict[str, Any]:
    rows = ask(address, "incidents?limit=500")["rows"]
    return max((row for row in rows if row["title"] == title), key=lambda row: int(row["sources"]))


def path_of(address: str, title: str = LUBERO) -> str:
    return f"/incidents/{incident(address, title)['id']}"


@pytest.mark.parametrize(("size", "dark"), [(browser.LAPTOP, False), (browser.PHONE, True)], ids=["laptop", "phone"])
def test_an_incident_fits_without_violations_with_all_of_it_open(address, size, dark):
    with browser.browsing(address, size=size, dark=dark) as desk:
        page = desk.page
        desk.open(path_of(address))
        page.wait_for_selector(".incident-account")
        page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
        page.wait_for_selector(".incident-steps")
        assert desk.violations() == []
        assert desk.overflow() <= 0
        page.get_by_role("button", name="Review …", exact=True).click()
        for verdict in ("Merge", "Split"):
            page.get_by_label(verdict, exact=True).check()
            assert desk.violations() == [], verdict
        page.get_by_label("What you decide on").select_option(index=1)
        assert desk.violations() == []
        assert desk.overflow() <= 0


def test_by_keyboard_from_the_list_to_a_contested_figure_to_its_sentence(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/?contested=true&order=sources&text=Lubero")
        page.locator("main a", has_text=LUBERO).first.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:focus")
        desk.settle()
        assert page.title() == f"{LUBERO} · Tocsin"
        killed = page.locator("tr[data-field=killed]")
        assert "correction" in killed.inner_text()
        assert "contradiction" in page.locator("tr[data-field=day]").inner_text()
        readout = page.locator("[data-what=killed] .toll-readout")
        for tick in page.locator("[data-what=killed] .toll-tick").all():
            tick.focus()
            if "medical director of the general hospital" in readout.inner_text():
                break
        assert "medical director of the general hospital" in readout.inner_text()
        page.keyboard.press("Enter")
        page.wait_for_selector("dialog mark")
        assert page.locator("dialog mark").inner_text() == "nine"
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")
        assert page.evaluate("document.activeElement.className") == "toll-tick"
        killed.get_by_role("button", name="at least 4").focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("dialog mark")
        page.get_by_role("link", name="Open the report here").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/reports/*?mark=*")


def test_incidents_of_the_last_list_lead_on_to_each_other(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open(path_of(address))
        assert page.locator(".incident-neighbours").count() == 0
        desk.open("/?contested=true&order=sources")
        names = page.locator(".incident-title a").all_inner_texts()
        page.locator(".incident-title a").first.click()
        page.wait_for_selector(".incident-neighbours >> text=1 of")
        page.get_by_role("link", name="Next incident of the list").click()
        page.wait_for_selector(".incident-neighbours >> text=2 of")
        assert page.locator("h1").inner_text() == names[1]
        # the page looks the same as when it is opened by its address
        styled = "getComputedStyle(document.querySelector('article.incident'))"
        assert page.evaluate(f"{styled}.padding + {styled}.borderLeftWidth") == "0px0px"
        page.keyboard.press("j")
        page.wait_for_selector(".incident-neighbours >> text=3 of")
        page.keyboard.press("k")
        page.wait_for_selector(".incident-neighbours >> text=2 of")


def test_copies_stand_under_their_wire_and_sources_are_explained(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open(path_of(address))
        page.wait_for_selector(".incident-account")
        assert page.locator(".incident-account").count() == incident(address, LUBERO)["sources"] == 5
        first = page.locator(".incident-account").first.inner_text()
        assert "also printed by Kivu Courier (same text)" in first
        assert "also printed by Lakes Dispatch (same text)" in first
        assert "differs" in page.locator("[data-line=killed]").first.inner_text()
        page.get_by_text("5 independent sources in 7 reports").click()
        assert page.get_by_text("counts with another: same text").count() == 3
        page.get_by_role("link", name="Lubero", exact=True).click()
        page.wait_for_url("**/places/place-*")


def test_a_correction_is_checked_shows_at_once_and_is_undone(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open(path_of(address))
        row = page.locator("li[data-event]", has_text="Radio Mlima Huru")
        row.get_by_role("button", name="Review this event").focus()
        page.keyboard.press("Enter")
        page.get_by_label("killed", exact=True).fill("9 or so")
        page.get_by_label("Country").fill("Congo")
        page.keyboard.press("Enter")
        assert page.locator("dialog .incident-problem").all_inner_texts() == [
            "Three capital letters, such as SDN.",
            "A figure such as 4, 4+, 30-, 4 to 6, or none.",
            "Write your name: a decision needs who decided.",
        ]
        assert page.evaluate("document.activeElement.name") == "country"
        assert desk.violations() == []
        page.get_by_label("Country").fill("COD")
        page.get_by_label("killed", exact=True).fill("12")
        page.get_by_label("Your name").fill("Ana Keto")
        page.get_by_label("Note").fill("Told <b>twelve</b>.")
        page.get_by_role("button", name="Keep this decision").click()
        page.wait_for_selector("dialog", state="detached")
        page.wait_for_selector("tr[data-field=killed] >> text='12'")
        assert "12" in page.locator("[data-what=killed] .toll-numbers").inner_text()
        decided = page.locator("[data-review]")
        assert "killed = 12" in decided.inner_text()
        assert "Told <b>twelve</b>." in decided.inner_text()
        # where the page stands now, its head may lie over half a button
        page.evaluate("scrollTo(0, 0)")
        assert desk.violations() == []
        page.reload()
        desk.settle()
        page.locator("[data-review]").get_by_role("button", name="Undo").click()
        page.wait_for_selector("text=Nobody has decided anything")
        assert page.locator("tr[data-field=killed] >> text='12'").count() == 0
        page.keyboard.press("e")
        assert page.get_by_label("Your name").input_value() == "Ana Keto"


def tocsin(*arguments: str | Path) -> str:
    command = [*browser.TOCSIN, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=300).stdout


def test_a_correction_outlives_a_new_reading_of_the_report(tmp_path):
    browser.chromium()
    reports = sorted((browser.ROOT / "examples" / "desk" / "reports").glob("t-lubero-*"))
    tocsin("init", tmp_path / "desk")
    tocsin("add", "--desk", tmp_path / "desk", *reports)
    with browser.serving(tmp_path / "desk") as served, browser.browsing(served) as desk:
        page = desk.page
        desk.open(path_of(served))
        page.locator("li[data-event]", has_text="Radio Mlima Huru").get_by_role(
            "button", name="Review this event"
        ).click()
        page.get_by_label("killed", exact=True).fill("12")
        page.get_by_label("Your name").fill("Ana Keto")
        page.get_by_role("button", name="Keep this decision").click()
        page.wait_for_selector("tr[data-field=killed] >> text='12'")
        tocsin("reread", "--desk", tmp_path / "desk", "--force")
        desk.open(path_of(served))
        page.wait_for_selector("tr[data-field=killed] >> text='12'")
        assert "killed = 12" in page.locator("[data-review]").inner_text()


def test_what_is_split_off_and_joined_again_is_followed(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open(path_of(address))
        page.wait_for_selector(".incident-account")
        page.get_by_role("button", name="Review …", exact=True).click()
        page.get_by_label("Split", exact=True).check()
        page.get_by_label("Your name").fill("Ana Keto")
        page.get_by_role("button", name="Keep this decision").click()
        assert "at least one stays" in page.locator("dialog .incident-problem").inner_text()
        page.get_by_role("group", name="Events to take out").get_by_label("Radio Mlima Huru").check()
        page.get_by_role("button", name="Keep this decision").click()
        page.get_by_role("link", name="open it").click()
        page.wait_for_selector("h1:text('“Not us”')")
        desk.settle()
        apart = page.url
        page.get_by_role("button", name="Review …", exact=True).click()
        page.get_by_label("Merge", exact=True).check()
        page.get_by_label("Search the other incident").fill("Lubero market gunmen")
        page.locator(f"input[value={incident(address, LUBERO)['id']}]").check()
        page.get_by_role("button", name="Keep this decision").click()
        page.wait_for_selector(f"h1:text('{LUBERO}')")
        page.wait_for_selector(".incident-notice >> text=Kept: merged")
        assert page.url != apart
        assert page.locator("[data-review]").count() == 2
        for _ in range(2):
            page.locator("[data-review]").first.get_by_role("button", name="Undo").click()
            page.wait_for_selector(".incident-notice >> text=Taken back")
            desk.settle()
        page.wait_for_selector("text=Nobody has decided anything")


def test_a_rejected_event_leaves_the_incident_and_a_failure_is_said_at_its_place(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open(path_of(address))
        row = page.locator("li[data-event]", has_text="Ruwenzori Observer")
        row.get_by_role("button", name="Review this event").click()
        page.get_by_label("Reject", exact=True).check()
        page.get_by_label("Your name").fill("Ana Keto")
        desk.allowed = ["ERR_FAILED"]
        page.route("**/api/v1/reviews", lambda route: route.abort())
        page.get_by_role("button", name="Keep this decision").click()
        page.wait_for_selector("dialog >> text=The desk does not answer")
        page.unroute("**/api/v1/reviews")
        page.get_by_role("button", name="Keep this decision").click()
        page.wait_for_selector("text=4 independent sources in 6 reports")
        assert row.count() == 0
        # its report tells nothing more of the incident, whose decisions it is not among
        page.locator(".incident-notice").get_by_role("button", name="Undo").click()
        page.wait_for_selector("text=5 independent sources in 7 reports")


def test_hostile_names_and_titles_are_shown_as_text(address):
    for number, count in ((1, "four"), (2, "seven")):
        text = (
            f"{HOSTILE} kills {count} in Bunia\n\nBUNIA, 3 March 2025 - Gunmen of the {HOSTILE} killed {count} people at "
            f"a market in Bunia on Sunday, police said. “It was the Codeco militia,” {HOSTILE} said."
        )
        ask(address, "reports", {"text": text, "source": f"hostile {number} {HOSTILE}"})
    rows = ask(address, "incidents?text=Bunia%20market&since=2025-03-01")["rows"]
    found = next(row for row in rows if "onerror" in row["title"])
    for size in (browser.LAPTOP, browser.PHONE):
        with browser.browsing(address, size=size) as desk:
            page = desk.page
            asked: list[str] = []
            page.on("dialog", lambda dialog, asked=asked: (asked.append(dialog.message), dialog.dismiss()))
            desk.open(f"/incidents/{found['id']}")
            assert page.locator("h1").inner_text() == found["title"]
            assert page.locator("main img").count() == 0
            assert desk.violations() == []
            assert desk.overflow() <= 0
            assert asked == []


def test_an_incident_prints_on_paper(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open(path_of(address))
        page.wait_for_selector(".incident-account")
        assert page.pdf(format="A4").startswith(b"%PDF")
        page.emulate_media(media="print")
        assert not page.locator(".header").is_visible()
        assert not page.locator(".incident-lines").is_visible()
        assert not page.locator(".incident-review").first.is_visible()
        assert page.locator(".toll-claims tbody tr").first.is_visible()


def test_an_incident_that_is_not_kept_is_said(address):
    with browser.browsing(address) as desk:
        desk.allowed = ["404"]
        desk.open("/incidents/incident-0")
        desk.page.wait_for_selector("text=The desk does not keep this")
        assert desk.violations() == []


def test_the_modes_of_the_form_are_those_of_the_codebook():
    source = (browser.ROOT / "web/src/pages/incident/modes.ts").read_text(encoding="utf-8")
    table = source[source.index("MODES") : source.index("};")]
    written = {name: re.findall(r'"([\w-]+)"', modes) for name, modes in re.findall(r"(\w+): \[([^\]]*)\]", table)}
    assert written == {kind.name: [mode.name for mode in kind.modes] for kind in plover().types if kind.modes}
