"""Counts failed attempts to sign in, in a sliding window a key, in this process.

Limits stand per address and network together, and per network; for a browser in which the address signed in before,
per browser instead. None stands per address alone: it would let anybody lock the owner out. How fast all of them
together can guess is bounded by the threads that hash passwords.
"""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass

from app.auth.errors import TooManyAttempts
from app.core.security.networks import network_of

WINDOW = 300.0
PER_ADDRESS_AND_NETWORK = 10
PER_NETWORK = 50
PER_DEVICE = 10
MAX_KEYS = 20_000


@dataclass(frozen=True, slots=True)
class LoginAttempt:
    """One attempt that was let in: the windows that count it, and when it came (monotonic seconds)."""

    keys: tuple[str, ...]
    at: float


class LoginRateLimiter:
    """The sliding windows. `clock` returns monotonic seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._windows: OrderedDict[str, deque[float]] = OrderedDict()

    def admit(self, who: str, ip: str, device: str | None = None) -> LoginAttempt:
        """Count an attempt before its password is checked; raises TooManyAttempts when a window is full.

        `device` names a browser or a session that this person is known to have.
        """
        now = self._clock()
        network = network_of(ip)
        if device is not None:
            limits = {f"device|{device}": PER_DEVICE}
        else:
            limits = {f"{who}|{network}": PER_ADDRESS_AND_NETWORK, network: PER_NETWORK}
        for key, limit in limits.items():
            window = self._recent(key, now)
            if len(window) >= limit:
                wait = max(1, round(window[0] + WINDOW - now))
                raise TooManyAttempts(f"Try again in {wait} seconds.", headers={"Retry-After": str(wait)})
        for key in limits:
            self._windows.setdefault(key, deque()).append(now)
            self._windows.move_to_end(key)
        while len(self._windows) > MAX_KEYS:
            self._windows.popitem(last=False)
        return LoginAttempt(tuple(limits), now)

    def succeed(self, attempt: LoginAttempt) -> None:
        """Forget the failures of this address here, or of its browser, and this one attempt in its network."""
        own, *others = attempt.keys
        self._windows.pop(own, None)
        for key in others:
            window = self._windows.get(key)
            if window is not None and attempt.at in window:
                window.remove(attempt.at)

    def _recent(self, key: str, now: float) -> deque[float]:
        window = self._windows.get(key, deque())
        while window and window[0] + WINDOW <= now:
            window.popleft()
        return window
