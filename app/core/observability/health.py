"""The health registry: each resource adds a named check, `/readyz` runs them all."""

import asyncio
from collections.abc import Awaitable, Callable

Check = Callable[[], Awaitable[None]]


class Unwell(Exception):
    """What a check raises whose words anybody may read; of other errors only the type is shown."""


class HealthRegistry:
    """Named checks; a check returns when its resource is well and raises with the reason when not."""

    def __init__(self) -> None:
        self._checks: dict[str, Check] = {}

    def add(self, name: str, check: Check) -> None:
        """Add a check under a name that `/readyz` shows."""
        self._checks[name] = check

    async def run(self, timeout: float = 3.0) -> dict[str, str]:
        """Return `{name: "ok" or what is wrong}`, each check bounded to `timeout` seconds."""
        return dict(
            await asyncio.gather(*(self._run_one(name, check, timeout) for name, check in self._checks.items()))
        )

    async def _run_one(self, name: str, check: Check, timeout: float) -> tuple[str, str]:
        try:
            async with asyncio.timeout(timeout):
                await check()
        except TimeoutError:
            return name, f"no answer within {timeout:g} s"
        except Unwell as error:
            return name, str(error)
        except Exception as error:  # noqa: BLE001 - whatever is wrong is the answer
            return name, f"{type(error).__name__}"
        return name, "ok"
