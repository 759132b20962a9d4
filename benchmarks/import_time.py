"""How long `import tocsin` takes, in a fresh process: the best and the middle of several.

Usage: python -m benchmarks.import_time [--json]
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys

TIMES = 9
CODE = "import time; begun = time.perf_counter(); import tocsin; print(time.perf_counter() - begun)"


def main() -> int:
    """Measure and print."""
    seconds = sorted(
        float(subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True).stdout)
        for _ in range(TIMES)
    )
    row = {"best_seconds": round(seconds[0], 4), "median_seconds": round(statistics.median(seconds), 4)}
    print(json.dumps(row) if "--json" in sys.argv else f"import tocsin: {row['median_seconds']} s (median of {TIMES})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
