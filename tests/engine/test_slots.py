"""A run gives its slot up while all that it began sleeps, and takes it back once something wakes or begins."""

from app.core.db.database import utc_now
from app.engine.ownership.slots import SlotPermit


def test_the_slot_is_held_while_any_node_is_awake() -> None:
    changes: list[bool] = []
    slot = SlotPermit(changes.append)
    with slot.begun():
        with slot.asleep(utc_now()):
            assert changes == [False]
            with slot.begun():
                assert changes == [False, True]
                with slot.asleep(utc_now()):
                    assert changes == [False, True, False]
                assert slot.held
            assert changes == [False, True, False, True, False]
        assert slot.held
    assert slot.held
    assert changes.count(True) == changes.count(False)
