"""Named points where a test lets this process die, as `kill -9` would, to prove that nothing is lost.

`ONEFOLD_FAILPOINT=name:3` sends SIGKILL to this process the third time it passes `name`. Unset, a point costs
one comparison.
"""

import os
import signal


class FailPoints:
    """Counts passes of one named point and ends the process at the chosen one."""

    def __init__(self, spec: str = "") -> None:
        self._name, _, count = spec.partition(":")
        self._left = int(count or 1)

    def hit(self, name: str) -> None:
        """Die here if this is the chosen point and its count has been reached."""
        if name != self._name:
            return
        self._left -= 1
        if self._left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
