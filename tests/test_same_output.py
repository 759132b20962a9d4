"""The same input gives the same bytes, in one process or another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import tocsin

ROOT = Path(__file__).resolve().parent.parent


def spans(value: object):
    if isinstance(value, dict):
        if set(value) == {"start", "end", "quote"}:
            yield value
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)


@pytest.mark.weights
def test_two_processes_print_the_same_bytes_and_every_span_quotes_its_text():
    code = "import sys; sys.argv = ['tocsin', 'read', '--json', '--as-of', '2024-06-01', 'examples']\n"
    code += "from tocsin.cli import main; main()"
    outputs = []
    for seed in ("1", "2"):
        # a gazetteer of the tests' own, kept from one run to the next
        environ = {**os.environ, "TOCSIN_DATA": str(ROOT / ".cache"), "PYTHONHASHSEED": seed}
        environ["PYTHONPATH"] = str(Path(tocsin.__file__).parents[1])
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environ, capture_output=True, check=True)
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1]
    rows = [json.loads(line) for line in outputs[0].splitlines()]
    assert rows
    for row in rows:
        text = row["report"]["text"]
        assert all(text[span["start"] : span["end"]] == span["quote"] for span in spans(row))
