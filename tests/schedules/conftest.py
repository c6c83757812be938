import pytest


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing fires but what the test fires: the task of the app looks once and then sleeps."""
    monkeypatch.setattr("app.schedules.firing.LOOK_EVERY_S", 3600)
