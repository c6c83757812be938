"""What a run writes of its values can be read back as it was, whatever they hold, and shows no secret."""

import hashlib
import json
from typing import Any
from uuid import uuid4

import pytest

from app.core.security.key_ring import KeyRing
from app.engine.journal.events import NewEvent, NodeAttempt, NodeCompleted
from app.engine.journal.redaction import Redactor
from app.engine.journal.run_values import RunTooLarge, RunValues
from app.engine.journal.stored_values import MAX_INLINE

RING = KeyRing({"a": b"k" * 32})
BIG = "x" * (MAX_INLINE + 1)
TOKEN = 'token-\u00e9"12345'


def new_values(max_bytes: int = 64 * 1024**2, **secrets: str) -> RunValues:
    values = RunValues(uuid4(), RING, max_bytes)
    values.hide(secrets)
    return values


def completed(values: RunValues, output: Any, iteration: int = 0) -> NewEvent:
    return values.new_event(NodeCompleted.new(NodeAttempt("n", (iteration,), 1), output, "out"))


def restored(values: RunValues, *events: NewEvent) -> tuple[RunValues, list[Any]]:
    """The values of another process that takes over, and the true outputs it finds."""
    heir = RunValues(values.execution_id, RING, 64 * 1024**2)
    journal = [(event.key, event.body(seq)) for seq, event in enumerate(events, 1)]
    kept = {seq: event.kept for seq, event in enumerate(events, 1) if event.kept}
    found = heir.restore(journal, kept, [row for event in events for row in event.stored])
    bodies = [json.loads(body) | found.get(seq, {}) for seq, (_, body) in enumerate(journal, 1)]
    return heir, [body["output"] for body in bodies]


@pytest.mark.parametrize(
    "output",
    [
        {"all": BIG, "again": [BIG, {"deep": BIG}]},
        [BIG[:1000]] * 1000,
        {str(number): "\u00e9" * 100 for number in range(5000)},
        # What would be a name if it were ours.
        {"$stored": ["0" * 64, 5], "$$stored": 1, "big": BIG, "text": '{"$stored":["' + "0" * 64 + '",5]}'},
        {"$stored": ["0" * 64, 5]},
        {f"key {TOKEN}": [TOKEN, {"$stored": TOKEN}], "big": BIG + TOKEN, "same": BIG},
        {"[redacted:TOK]": "[redacted:TOK]", TOKEN: 1},
        "\u0000 and \ud800",
    ],
)
def test_another_process_reads_the_true_values_and_people_no_secret(output: Any) -> None:
    values = new_values(TOK=TOKEN)
    event = completed(values, output)
    texts = [event.tail, event.kept.packed or "" if event.kept else "", *(row.body for row in event.stored)]
    assert not any(json.dumps(TOKEN)[1:-1] in text for text in texts)
    assert len(event.tail) < MAX_INLINE + 10_000
    json.loads(event.body(1))
    assert restored(values, event)[1] == [output]


def test_a_value_is_stored_once_and_copies_of_it_are_let_go() -> None:
    values = new_values()
    first, copy = {"all": [BIG]}, json.loads(json.dumps({"all": [BIG]}))
    events = [completed(values, first, 0), completed(values, copy, 1), completed(values, {"items": [first, copy]}, 2)]
    assert [len(event.stored) for event in events] == [1, 0, 0]
    assert values.known(copy)["all"][0] is BIG
    heir, outputs = restored(values, *events)
    assert outputs[0]["all"][0] is outputs[1]["all"][0], "who reads them holds it once as well"
    assert not completed(heir, copy, 3).stored


def test_a_secret_that_was_changed_meanwhile_stays_hidden() -> None:
    values = new_values(TOK=TOKEN)
    event = completed(values, {"token": TOKEN, "big": BIG + TOKEN})
    heir, (output,) = restored(values, event)
    heir.hide({"TOK": "quite another"})
    later = completed(heir, {"copy": output, "new": "quite another"}, 1)
    assert json.loads(later.body(2))["output"]["copy"]["token"] == "[redacted:TOK]"
    assert json.loads(later.body(2))["output"]["new"] == "[redacted:TOK]"
    assert not any("12345" in row.body for row in later.stored)


def test_hashes_of_hidden_values_cannot_be_guessed_at() -> None:
    (hidden,) = completed(new_values(TOK=TOKEN), BIG + TOKEN).stored
    (plain,) = completed(new_values(), BIG + TOKEN).stored
    assert hidden.hash != plain.hash


def test_a_run_stores_no_more_than_it_may() -> None:
    values = new_values(max_bytes=3 * MAX_INLINE)
    completed(values, BIG, 0)
    completed(values, {"again": BIG}, 1)
    for number in range(2, 50):
        completed(values, "small", number)
    almost = BIG[:1000] * 200
    completed(values, f"{almost} 1", 50)
    completed(values, f"{almost} 2", 51)
    with pytest.raises(RunTooLarge):
        completed(values, f"{almost} 3", 52)
    with pytest.raises(RunTooLarge):
        completed(new_values(max_bytes=3 * MAX_INLINE), [BIG[:1000] * 200] * 50)


def test_what_was_stored_for_an_event_that_failed_is_there_for_the_next() -> None:
    values = new_values(max_bytes=MAX_INLINE + 100_000)
    with pytest.raises(RunTooLarge):
        completed(values, {"big": BIG, "more": "y" * 150_000})
    event = completed(values, {"big": BIG}, 1)
    assert restored(values, event)[1] == [{"big": BIG}]


def test_a_secret_that_reads_like_part_of_a_hash_spoils_no_name() -> None:
    hash = hashlib.sha256(json.dumps(BIG).encode()).hexdigest()
    values = new_values(TOK=hash[:10])
    event = completed(values, {"big": BIG, "said": hash})
    assert event.stored[0].hash == hash
    assert restored(values, event)[1] == [{"big": BIG, "said": hash}]
    assert json.loads(event.body(1))["output"] == {
        "big": json.loads(event.stored[0].preview),
        "said": f"[redacted:TOK]{hash[10:]}",
    }


def test_redaction_never_goes_over_its_own_output() -> None:
    redactor = Redactor([("A", "redacted"), ("B", "secret-b"), ("LONG", "secret-b-and-more"), ("SHORT", "e")])
    seen = redactor.redact({"secret-b": ["secret-b-and-more", "redacted:B", "hello here", 1]})
    assert seen == {"[redacted:B]": ["[redacted:LONG]", "[redacted:A]:B", "hello here", 1]}
    innocent = {"a": ["hello"]}
    assert redactor.redact(innocent) is innocent
    assert redactor.cut("12345 secret-b 12345", 9).startswith("12345 … (")
