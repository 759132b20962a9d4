"""Reports a second on one core, the encoder's share of the time, and peak memory.

Usage: python -m benchmarks.read_speed [--file FILE] [--limit N] [--json]
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT.parent / "shared" / "corpora" / "attribution_dev.jsonl.gz"
REPORT_WORDS = 800
# variables by which numerical libraries choose how many threads to start
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured; `reports_a_second` is in reports of 800 words."""

    articles: int
    words: int
    seconds: float
    reports_a_second: float
    encoder_share: float
    rest_ms_a_report: float
    start_seconds: float
    peak_memory_mb: float
    rejected: int


def stay_on_one_core() -> None:
    """Bind this process to one core, and tell libraries to start one thread."""
    for name in THREADS:
        os.environ[name] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def load_texts(path: Path, limit: int | None) -> list[str]:
    """Read the texts of a file in the form of `attribution_dev`."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    return texts[:limit]


def measure(texts: list[str]) -> Speed:
    """Read every text once, after one that is not counted."""
    from tocsin.records import Capture, Reading
    from tocsin.run.local import LocalRunner
    from tocsin.settings import load_settings

    begun = time.perf_counter()
    runner = LocalRunner(load_settings(environ={}, assignments=["annotate.threads=1"]), doubtful=False)
    captures = [
        # blocks of plain text are parted by blank lines
        Capture(f"article-{number}", text.replace("\n", "\n\n").encode(), media_type="text/plain", charset="utf-8")
        for number, text in enumerate(texts)
    ]
    runner.read_capture(captures[0])
    start_seconds = time.perf_counter() - begun
    reader = runner.resources.reader
    encoder_before = reader.encoder_seconds
    begun = time.perf_counter()
    results = [runner.read_capture(capture) for capture in captures]
    seconds = time.perf_counter() - begun
    encoder = reader.encoder_seconds - encoder_before
    words = sum(len(result.report.text.split()) for result in results if isinstance(result, Reading))
    reports = words / REPORT_WORDS
    return Speed(
        articles=len(texts),
        words=words,
        seconds=round(seconds, 3),
        reports_a_second=round(reports / seconds, 2),
        encoder_share=round(encoder / seconds, 3),
        rest_ms_a_report=round((seconds - encoder) / max(reports, 1e-9) * 1000, 1),
        start_seconds=round(start_seconds, 2),
        # kilobytes on Linux, bytes on macOS
        peak_memory_mb=round(
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1024), 1
        ),
        rejected=sum(not isinstance(result, Reading) for result in results),
    )


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Reports a second on one core.")
    parser.add_argument("--file", type=Path, default=ARTICLES)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if not arguments.file.is_file():
        print(f"- read speed: skipped, as {arguments.file} is not here")
        return 0
    stay_on_one_core()
    speed = measure(load_texts(arguments.file, arguments.limit))
    if arguments.json:
        print(json.dumps(asdict(speed)))
        return 0
    for name, value in asdict(speed).items():
        print(f"{name:<20} {value:>10}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
