"""Password hashes: Argon2id in threads of its own, bounded, the same work for unknown addresses.

m=19 MiB, t=2, p=1 is the first choice of the OWASP password storage cheat sheet; the library's default costs 0.6 s
a login. Each hash takes 19 MiB while it runs, so the number of threads bounds the memory.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

from app.auth.errors import PasswordsBusy, WeakPassword

T = TypeVar("T")

MEMORY_KIB = 19_456
PASSES = 2
LANES = 1
THREADS = 2
WAITING = 30
MIN_LENGTH = 10
MAX_LENGTH = 1024

# A hash of 256 random bits that nobody kept, with the parameters above: what an unknown address is checked against.
DUMMY_HASH = "$argon2id$v=19$m=19456,t=2,p=1$/br12m6GTi+hLxQez8jTsw$l+xCH/z6TpGpup44A2aW2w1pe+C6uSTO862qUbEBViA"

# Passwords of ten characters and more that people try first; a floor, no breach list.
_COMMON_TEXT = (
    "0123456789 0987654321 1020304050 1111111111 1122334455 1234512345 123456789a 1234567890 12345678910 1234567891 "
    "1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 9876543210 abc1234567 abcd123456 abcdefghij administrator baseball123 "
    "changeme123 chocolate1 computer123 football123 iloveyou123 letmein123 liverpool1 manchester michelle123 "
    "password01 password10 password11 password12 password123 password1234 password12345 passwordpassword "
    "princess123 q1w2e3r4t5 q1w2e3r4t5y6 qazwsxedcrfv qwerty1234 qwerty12345 qwerty123456 qwertyuiop qwertyuiop123 "
    "qwertyuiop[] sunshine123 superman123 welcome123 welcome1234 zaq12wsxcde3 zxcvbnm123"
)
COMMON = frozenset(_COMMON_TEXT.split())


def check_password(password: str, email: str) -> None:
    """Return when this is fit as a new password; raises WeakPassword that says what to change."""
    if len(password) < MIN_LENGTH:
        raise WeakPassword(f"A password has at least {MIN_LENGTH} characters.")
    if len(password) > MAX_LENGTH:
        raise WeakPassword(f"A password has at most {MAX_LENGTH} characters.")
    lowered = password.lower()
    if lowered in COMMON or len(set(lowered)) < 3:
        raise WeakPassword("This password is among the first that people try. Choose another one.")
    if lowered in (email.lower(), email.lower().partition("@")[0]):
        raise WeakPassword("The password must not be the e-mail address.")


class PasswordHasher:
    """Hashes and checks passwords in `threads` threads; beyond `waiting` more it refuses with PasswordsBusy.

    `verifications` counts the hashes that were computed to check a password.
    """

    def __init__(self, threads: int = THREADS, waiting: int = WAITING) -> None:
        self.verifications = 0
        self._hash = PasswordHash((Argon2Hasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES),))
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="argon2")
        self._room = threads + waiting
        self._inside = 0

    async def hash(self, password: str) -> str:
        """Return the hash to store."""
        return await self._run(lambda: self._hash.hash(password))

    async def verify(self, password: str, stored: str | None) -> tuple[bool, str | None]:
        """Return whether the password fits, and a new hash to store when the old one's parameters are outdated.

        Without a stored hash it does the same work and returns False.
        """
        valid, renewed = await self._run(lambda: self._verify(password, stored))
        return (valid, renewed) if stored else (False, None)

    def close(self) -> None:
        """Let running hashes finish and drop the waiting ones."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _verify(self, password: str, stored: str | None) -> tuple[bool, str | None]:
        self.verifications += 1
        try:
            return self._hash.verify_and_update(password, stored or DUMMY_HASH)
        except UnknownHashError:
            self._hash.verify(password, DUMMY_HASH)
            return False, None

    async def _run(self, work: Callable[[], T]) -> T:
        if self._inside >= self._room:
            raise PasswordsBusy("Try again in a second.", headers={"Retry-After": "1"})
        self._inside += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._executor, work)
        finally:
            self._inside -= 1
