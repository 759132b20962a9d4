"""Every page by keyboard alone: whatever can be clicked can be reached, seen to be reached, and left again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.request import urlopen

import browser
import pytest

from tocsin.serve.page_files import PATHS

pytestmark = [pytest.mark.browser, pytest.mark.weights]

# What listens to a click is marked before the page's own scripts run.
_MARKING = """
const add = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (name, ...others) {
  if (this instanceof Element && name === "click") this.toggleAttribute("data-clicked", true);
  if (this instanceof Element && name === "keydown") this.toggleAttribute("data-keyed", true);
  return add.call(this, name, ...others);
};
"""
# Controls that are shown and work, with how each looks without the focus, and what has the focus now. One of a composite
# (tabs, a grid) stands for all of it, and arrows do the rest; the ring may be drawn by what holds the control.
_CONTROLS = """
() => {
  const kinds = "a[href], button, input, select, textarea, summary, [tabindex]";
  const shown = (each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest("[inert]");
  const found = [...document.querySelectorAll(kinds)].filter((each) => shown(each) && !each.disabled && each.tabIndex >= 0);
  window.looksOf = (each) => {
    const all = [each, each.parentElement, each.nextElementSibling, ...[...each.querySelectorAll("*")].slice(0, 20)];
    const told = (one) => {
      const { outline, boxShadow, fill, strokeWidth, backgroundColor, borderColor } = getComputedStyle(one);
      return [outline, boxShadow, fill, strokeWidth, backgroundColor, borderColor].join();
    };
    return all.filter(Boolean).map(told).join(";");
  };
  document.activeElement.blur();
  window.looks = found.map(looksOf);
  found.forEach((each, at) => (each.dataset.control = String(at)));
  return found.length;
}
"""
_FOCUSED = """
() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  // what came later than the controls were counted is walked over, and its looks were not known before
  const late = here.dataset.control === undefined;
  if (late) here.dataset.control = `late ${looks.push(null)}`;
  const { control } = here.dataset;
  return { control, html: here.outerHTML.slice(0, 160), ring: late || looksOf(here) !== looks[Number(control)] };
}
"""
# What answers a click, can neither have the focus nor hears keys itself, and holds no control that can.
_CLICK_ONLY = """
() => [...document.querySelectorAll("[data-clicked]")]
  .filter((each) => each.checkVisibility() && each.tabIndex < 0 && !each.hasAttribute("data-keyed"))
  .filter((each) => !each.closest("[role=tab], [role=gridcell], [role=grid], [role=row], .map, label, dialog"))
  .filter((each) => !each.querySelector("a[href], button, input"))
  .map((each) => each.outerHTML.slice(0, 160))
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    browser.chromium()
    with browser.serving(browser.sample_desk()) as served:
        yield served


def first_of(address: str, kind: str) -> str:
    """Give the id of the first record of a list of the API."""
    with urlopen(f"{address}/api/v1/{kind}?limit=1") as answer:
        return str(json.load(answer)["rows"][0]["id"])


def path_of(address: str, pattern: str) -> str:
    """Put the id of a kept record into a path such as /incidents/:id."""
    head, _, rest = pattern.partition("/:")
    return f"{head}/{first_of(address, head.strip('/'))}" if rest else pattern


def walked(page: Any, most: int) -> list[dict[str, Any]]:
    """Press Tab until the focus leaves the page or comes round, and give where it was."""
    found: list[dict[str, Any]] = []
    seen: set[str] = set()
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(_FOCUSED)
        # a field for a day has stops of its own for day, month and year
        if here is not None and found and here["control"] == found[-1]["control"]:
            continue
        if here is None or here["control"] in seen:
            return found
        found.append(here)
        seen.add(here["control"])
    raise AssertionError(f"Tab does not come round: {found[-5:]}")


@pytest.mark.parametrize("pattern", PATHS)
def test_whatever_can_be_clicked_is_reached_by_tab_and_shows_the_focus(address, pattern):
    with browser.browsing(address) as desk:
        desk.page.add_init_script(_MARKING)
        desk.open(path_of(address, pattern))
        # parts of a page ask for more than its head
        desk.page.wait_for_load_state("networkidle")
        controls = desk.page.evaluate(_CONTROLS)
        assert controls > 10
        found = walked(desk.page, 2 * controls + 20)
        reached = {each["control"] for each in found}
        missed = [
            desk.page.locator(f"[data-control='{at}']").evaluate("each => each.outerHTML.slice(0, 200)")
            for at in range(controls)
            if str(at) not in reached
        ]
        assert missed == []
        assert [each["html"] for each in found if not each["ring"]] == []
        assert desk.page.evaluate(_CLICK_ONLY) == []


def tab_to(page: Any, selector: str) -> None:
    """Press Tab until what a selector names has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_a_statement_is_filtered_and_opens_its_sentence_by_keys(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/statements")
        tab_to(page, ".field-stance select")
        page.keyboard.type("Den")
        page.wait_for_url("**/statements?stance=*")
        desk.settle()
        tab_to(page, ".span-link")
        page.keyboard.press("Enter")
        page.wait_for_selector("dialog mark")
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")
        assert page.evaluate("document.activeElement.matches('.span-link')")


def test_a_report_is_pasted_and_read_by_keys(address):
    with browser.browsing(address) as desk:
        page = desk.page
        desk.open("/read")
        tab_to(page, "textarea")
        page.keyboard.type("Gunmen killed two traders near Goma on Tuesday, police said.")
        tab_to(page, "button.main")
        page.keyboard.press("Enter")
        page.wait_for_selector(".reading-text")
        page.keyboard.press("n")
        page.wait_for_selector("[data-first]:focus")
        page.keyboard.press("Enter")
        page.wait_for_selector(".details h2:focus")
