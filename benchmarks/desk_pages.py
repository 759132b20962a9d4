"""How fast the pages of a desk are in a browser: painting, filters, moving the map, memory, and what is loaded.

Needs Chromium, the built pages (`make web`) and Playwright. The sample desk is read from examples/desk unless --sample
names a folder that holds it; the large desk is made up with a fixed seed unless --large names one.

Usage: python -m benchmarks.desk_pages [--sample FOLDER] [--large FOLDER] [--events 100000] [--runs 5]

Prints, each as median and worst: when the sample desk is painted first and when its map can be used; for the large desk
also how long it takes until counts, and the list, are those of a filter, how long frames last while the map is moved,
and what memory the page takes. Before that, how large everything is that pages load, packed.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tocsin.serve.page_files import FOLDER

TESTS = str(Path(__file__).resolve().parent.parent / "tests")
# the outlines of countries for closer views, which are loaded only there
DETAILED = "countries-50m"
PACKED = (".js", ".css", ".html", ".json", ".svg")
DRAWN = ".map[data-drawn]"
# sets one field or presses one button, and waits until counts and list are those of the new filter
FILTER = """async ([selector, value]) => {
  const frame = () => new Promise(requestAnimationFrame);
  const shown = () => location.search + document.querySelector('[data-count=incidents]')?.textContent;
  const busy = () => document.querySelector('.list .loading') || document.querySelector('[aria-busy=true]');
  const [before, begun] = [shown(), performance.now()];
  const field = document.querySelector(selector);
  const count = document.querySelector('[data-count=incidents]').textContent;
  if (value === null) field.click();
  else {
    field.value = value;
    field.dispatchEvent(new Event(field.localName === 'select' ? 'change' : 'input', {bubbles: true}));
    field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}));
  }
  const changed = () => document.querySelector('[data-count=incidents]')?.textContent !== count;
  let counted = null;
  while (shown() === before || !changed() || busy()) {
    if (performance.now() - begun > 20000) return [counted, null];
    if (counted === null && changed()) counted = performance.now() - begun;
    await frame();
  }
  await frame();
  const listed = performance.now() - begun;
  return [counted ?? listed, listed];
}"""
FIRST_PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
WATCH = """() => {
  const seen = window.frames_ = [];
  let last = performance.now();
  const next = now => { seen.push(now - last); last = now; if (window.frames_) requestAnimationFrame(next); };
  requestAnimationFrame(next);
}"""
WATCHED = "() => { const seen = window.frames_; window.frames_ = null; return seen.slice(1); }"


def told(name: str, values: Sequence[float | None], unit: str = "ms", digits: int = 0) -> None:
    """Print the median and the worst of some values."""
    known = [value for value in values if value is not None]
    if not known:
        print(f"{name}: never", flush=True)
        return
    print(f"{name}: {statistics.median(known):.{digits}f}/{max(known):.{digits}f} {unit}", flush=True)


def opening(browsing: Callable[..., Any], address: str, runs: int, name: str) -> None:
    """Open the situation with nothing kept each time, and print when it is painted and when the map can be used."""
    paints, maps = [], []
    for _ in range(runs):
        with browsing(address) as desk:
            begun = time.perf_counter()
            desk.page.goto(f"{address}/", wait_until="commit")
            desk.page.wait_for_selector(DRAWN, timeout=60_000)
            maps.append((time.perf_counter() - begun) * 1000)
            paints.append(desk.page.evaluate(FIRST_PAINT))
    told(f"{name}: first paint", paints)
    told(f"{name}: map usable", maps)


def filtering(desk: Any, runs: int) -> None:
    """Set filters of each kind on the large desk, and print how long each takes."""
    types = ("ASSAULT", "ACCUSE", "COERCE", "PROTEST", "THREATEN")
    words = desk.page.evaluate("() => [...document.querySelectorAll('.incident-title a')].map(a => a.textContent)")
    codes = [f"[data-facet='country-{code}']" for code in _countries(desk)]
    asked: dict[str, list[tuple[str, str | None]]] = {
        "type": [(f"[data-facet='type-{one}']", None) for one in types],
        "country": [(code, None) for code in codes],
        "contested": [("button[data-count=contested]", None)],
        "a year": [(".field-since input", f"{year}-01-01") for year in range(2019, 2024)],
        "words": [(".field-text input", name.split()[0]) for name in words],
    }
    for name, ways in asked.items():
        counted, listed = [], []
        for selector, value in (ways * runs)[:runs]:
            until = "?until=2023-12-31" if name == "a year" else ""
            desk.open(f"/{until}")
            desk.page.wait_for_selector(DRAWN, timeout=60_000)
            desk.page.wait_for_timeout(500)
            found = desk.page.evaluate(FILTER, [selector, value])
            counted.append(found[0])
            listed.append(found[1])
        told(f"large desk: filter by {name}: counts and map", counted)
        told(f"large desk: filter by {name}: list too", listed)


def _countries(desk: Any) -> list[str]:
    facets = desk.page.query_selector_all("[data-facet^='country-']")
    return [facet.get_attribute("data-facet").removeprefix("country-") for facet in facets][:5]


def moving(desk: Any, view: str) -> None:
    """Drag the map to and fro, and print how long frames lasted."""
    desk.open(f"/?view={view}")
    desk.page.wait_for_selector(DRAWN, timeout=60_000)
    desk.page.wait_for_timeout(1500)
    place = desk.page.locator(".map").bounding_box()
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    desk.page.mouse.move(x, y)
    desk.page.evaluate(WATCH)
    for way in (-1, 1, -1):
        desk.page.mouse.down()
        for step in range(40):
            desk.page.mouse.move(x + way * step * 6, y + way * step)
        desk.page.mouse.up()
    frames = sorted(desk.page.evaluate(WATCHED))
    shares = [frames[min(int(len(frames) * share), len(frames) - 1)] for share in (0.5, 0.95)]
    numbers = "/".join(f"{value:.0f}" for value in (*shares, frames[-1]))
    print(f"large desk: {len(frames)} frames while moved at {view}: {numbers} ms (median, 95 %, worst)", flush=True)


def memory(desk: Any) -> None:
    """Print what memory the page takes: its heap after collecting garbage, and all that is its process's own."""
    page = desk.page
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    whole = page.context.browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    own = [_private(each["id"]) for each in whole if each["type"] == "renderer"]
    print(f"large desk: memory {metrics['JSHeapUsedSize'] / 1e6:.0f} MB heap, {max(own, default=0):.0f} MB process")


def _private(process: int) -> float:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) * 1024 / 1e6


def bundle() -> None:
    """Print how large the files of the pages are, packed as the server packs them."""
    sizes = {
        path.name: len(gzip.compress(path.read_bytes(), 6) if path.suffix in PACKED else path.read_bytes())
        for path in FOLDER.rglob("*")
        if path.is_file()
    }
    detailed = sum(size for name, size in sizes.items() if name.startswith(DETAILED))
    print(f"pages: {(sum(sizes.values()) - detailed) / 1000:.0f} kB packed, and {detailed / 1000:.0f} kB of outlines")
    for name, size in sorted(sizes.items(), key=lambda each: -each[1])[:6]:
        print(f"  {name}: {size / 1000:.0f} kB")


def large_desk(folder: Path, events: int) -> Path:
    """Make a large desk in a folder."""
    from benchmarks.desk_queries import make_ready
    from benchmarks.desk_world import World
    from tocsin.run.desk import init_desk, open_desk

    init_desk(folder)
    with open_desk(folder) as desk:
        address = desk.store.url
    make_ready(address, World(), events)
    return folder


def main() -> int:
    """Measure the sample desk and a large one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=Path, help="a folder that holds the sample desk")
    parser.add_argument("--large", type=Path, help="a folder that holds a large desk")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    sys.path.insert(0, TESTS)
    import browser  # type: ignore[import-not-found]

    bundle()
    with browser.serving(args.sample or browser.sample_desk()) as address:
        opening(browser.browsing, address, args.runs, "sample desk")
    with tempfile.TemporaryDirectory() as folder:
        desk_folder = args.large or large_desk(Path(folder, "desk"), args.events)
        with browser.serving(desk_folder) as address:
            opening(browser.browsing, address, max(1, args.runs // 2), "large desk")
            with browser.browsing(address) as desk:
                desk.open("/")
                desk.page.wait_for_selector(DRAWN, timeout=60_000)
                filtering(desk, args.runs)
                for view in ("20,20,2", "5,10,5"):
                    moving(desk, view)
                memory(desk)
    return 0


if __name__ == "__main__":
    sys.exit(main())
