"""How often one caller may ask: a bucket of tokens for each, in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

# callers that are remembered; whoever asked longest ago is forgotten, with a full bucket
_CALLERS = 10_000
# seconds until whoever asks again is told the same, where a bucket never fills up
_FOREVER = 3600.0


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Rates:
    """Buckets that hold `burst` requests and fill up by `rate` a second; `clock` gives seconds."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float]) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = Lock()

    def take(self, caller: str) -> float:
        """Take one request out of a caller's bucket; give 0, or the seconds until there is one."""
        now = self._clock()
        with self._lock:
            bucket = self._buckets.setdefault(caller, _Bucket(self._burst, now))
            self._buckets.move_to_end(caller)
            if len(self._buckets) > _CALLERS:
                self._buckets.popitem(last=False)
            bucket.left = min(self._burst, bucket.left + (now - bucket.at) * self._rate)
            bucket.at = now
            if bucket.left >= 1:
                bucket.left -= 1
                return 0.0
            return (1 - bucket.left) / self._rate if self._rate > 0 else _FOREVER
