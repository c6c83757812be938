"""Signatures of webhooks against published vectors, and what must not pass."""

import base64
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest

from app.nodes.triggers.webhook import GithubAuth, StandardAuth, WebhookAuth
from app.webhooks.auth.mode import Attempt, Message
from app.webhooks.auth.modes import MODES, authenticate
from app.webhooks.auth.standard import signing_keys
from app.webhooks.errors import SignatureInvalid, SignatureMissing, TimestampOutOfWindow

# The vector of the Standard Webhooks reference libraries (github.com/standard-webhooks/standard-webhooks).
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = b'{"test": 2432232314}'
HEADERS = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}
SENT = datetime.fromtimestamp(1614265330, UTC)

# "Validating webhook deliveries" in GitHub's documentation.
GITHUB_SECRET = "It's a Secret to Everybody"
GITHUB_BODY = b"Hello, World!"
GITHUB_SIGNATURE = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"


async def verify_standard(secret: str, headers: Mapping[str, str], body: bytes, now: datetime) -> Message:
    message = await authenticate(StandardAuth(mode="standard", secret="s"), attempt_of(secret, headers, body, now))
    assert message is not None
    return message


async def verify_github(headers: Mapping[str, str], body: bytes) -> Message:
    attempt = attempt_of(GITHUB_SECRET, headers, body, SENT)
    message = await authenticate(GithubAuth(mode="github", secret="s"), attempt)
    assert message is not None
    return message


def attempt_of(secret: str, headers: Mapping[str, str], body: bytes, now: datetime) -> Attempt:
    no_database: Any = None  # these modes ask none
    return Attempt(headers, body, "203.0.113.9", now, secret, no_database)


async def test_the_standard_webhooks_vector_is_accepted() -> None:
    message = await verify_standard(SECRET, HEADERS, BODY, SENT)
    assert (message.id, message.expires_at) == (HEADERS["webhook-id"], SENT + timedelta(seconds=300))


async def test_the_secret_may_come_without_its_prefix_or_as_plain_text() -> None:
    assert await verify_standard(SECRET.removeprefix("whsec_"), HEADERS, BODY, SENT)
    assert b"not base64!" in signing_keys("not base64!")


async def test_one_good_signature_among_several_is_enough() -> None:
    several = f"v1,AAAA v1a,xyz {HEADERS['webhook-signature']} v2,other"
    assert await verify_standard(SECRET, HEADERS | {"webhook-signature": several}, BODY, SENT)


@pytest.mark.parametrize("seconds", [-301, 301])
async def test_a_time_out_of_the_window_is_refused(seconds: int) -> None:
    with pytest.raises(TimestampOutOfWindow):
        await verify_standard(SECRET, HEADERS, BODY, SENT + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    "changes",
    [
        {"webhook-id": "msg_other"},
        {"webhook-timestamp": "1614265331"},
        {"webhook-timestamp": "soon"},
        {"webhook-timestamp": "9" * 400},
        {"webhook-timestamp": "١٢٣"},
        {"webhook-signature": "v1,"},
        {"webhook-signature": "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="},
        {"webhook-signature": "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="},
        {"webhook-signature": "v1,\u00e4"},
    ],
)
async def test_a_changed_standard_header_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(SignatureInvalid):
        await verify_standard(SECRET, HEADERS | changes, BODY, SENT)


async def test_a_changed_body_or_another_secret_is_refused() -> None:
    with pytest.raises(SignatureInvalid):
        await verify_standard(SECRET, HEADERS, BODY + b" ", SENT)
    other = "whsec_" + base64.b64encode(b"x" * 24).decode()
    with pytest.raises(SignatureInvalid):
        await verify_standard(other, HEADERS, BODY, SENT)


@pytest.mark.parametrize("name", list(HEADERS))
async def test_a_missing_standard_header_is_told_apart(name: str) -> None:
    with pytest.raises(SignatureMissing):
        await verify_standard(SECRET, {k: v for k, v in HEADERS.items() if k != name}, BODY, SENT)


def test_an_empty_key_signs_nothing() -> None:
    assert signing_keys("whsec_") == []


async def test_githubs_example_is_accepted_and_a_changed_one_is_not() -> None:
    headers = {"x-hub-signature-256": GITHUB_SIGNATURE, "x-github-delivery": "72d3162e"}
    assert (await verify_github(headers, GITHUB_BODY)).id == "72d3162e"
    with pytest.raises(SignatureInvalid):
        await verify_github(headers, GITHUB_BODY + b"!")
    bare = {"x-hub-signature-256": GITHUB_SIGNATURE.removeprefix("sha256=")}
    with pytest.raises(SignatureInvalid):
        await verify_github(bare, GITHUB_BODY)
    with pytest.raises(SignatureMissing):
        await verify_github({}, GITHUB_BODY)


def test_every_mode_that_an_author_may_choose_has_its_check() -> None:
    union = get_args(get_args(WebhookAuth)[0])
    assert set(union) == set(MODES)
