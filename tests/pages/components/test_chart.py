"""Charts: drawn on the server from the rows of a query, with round ticks, and readable where nothing is seen."""

import re

import httpx
import pytest

from app.pages.rendering.plots import round_ticks
from tests.conftest import ONE_DATABASE
from tests.pages.conftest import Publish, node

SALES = (
    "SELECT '2026-01-01' AS day, 10 AS tea, 4 AS cake UNION ALL SELECT '2026-02-01', 30, NULL "
    "UNION ALL SELECT '2026-03-01', -20, 'none'"
)
LABEL = {"key": "day", "format": "date"}
TEA, CAKE = {"key": "tea", "label": "Tea <&>"}, {"key": "cake", "label": "Cake"}


@pytest.fixture
async def sales(owner: httpx.AsyncClient) -> None:
    for name, sql in (
        ("sales", SALES),
        ("none", "SELECT 1 AS day, 2 AS tea WHERE 1 = 0"),
        ("bad", "SELECT x FROM y"),
    ):
        made = await owner.post("/api/queries", json={"name": name, "source": "local", "sql": sql})
        assert made.status_code == 201, made.text


@ONE_DATABASE
@pytest.mark.usefixtures("sales")
async def test_bars_stand_on_zero_and_say_what_they_are(client: httpx.AsyncClient, publish: Publish) -> None:
    chart = node("c", "Chart", query="sales", kind="bar", title="Sales", label=LABEL, series=[TEA, CAKE])
    await publish("sales", chart, seo={"lang": "de"})
    html = (await client.get("/p/sales")).text
    assert "<script" not in html
    bars = re.findall(r'<rect [^>]*y="([\d.]+)"[^>]*height="([\d.]+)"[^>]*><title>(.*?)</title>', html)
    assert [says for *_, says in bars] == [
        "01.01.2026, Tea &lt;&amp;&gt;: 10",
        "01.02.2026, Tea &lt;&amp;&gt;: 30",
        "01.03.2026, Tea &lt;&amp;&gt;: -20",
        "01.01.2026, Cake: 4",
    ]
    (zero,) = re.findall(r'of-chart-axis"[^>]*y1="([\d.]+)"', html)
    ten, thirty, below = ((float(y), float(height)) for y, height, _ in bars[:3])
    assert ten[0] + ten[1] == pytest.approx(float(zero))
    assert thirty[1] == pytest.approx(3 * ten[1], abs=0.05)
    assert (below[0], below[1]) == (float(zero), pytest.approx(2 * ten[1], abs=0.05))
    assert '<th scope="row">01.02.2026</th><td>30</td><td></td>' in html
    assert html.count("of-chart-key") == 2


@ONE_DATABASE
@pytest.mark.usefixtures("sales")
async def test_slices_are_what_is_positive(client: httpx.AsyncClient, publish: Publish) -> None:
    await publish(
        "pie", node("c", "Chart", query="sales", kind="pie", title="Pie", label={"key": "day"}, series=[TEA])
    )
    html = (await client.get("/p/pie")).text
    assert re.findall("<path [^>]*><title>(.*?)</title>", html) == ["2026-01-01: 10", "2026-02-01: 30"]


@ONE_DATABASE
@pytest.mark.usefixtures("sales")
async def test_without_values_it_says_so_and_why(client: httpx.AsyncClient, publish: Publish) -> None:
    for query, says in (("none", "No sales."), ("bad", "This cannot be shown right now.")):
        for kind in ("line", "donut"):
            chart = node(
                "c", "Chart", query=query, kind=kind, title="T", label=LABEL, series=[TEA], empty_text="No sales."
            )
            await publish(f"{query}-{kind}", chart)
            html = (await client.get(f"/p/{query}-{kind}")).text
            assert f'<p class="of-chart-empty">{says}</p>' in html
            assert '<svg class="of-chart' not in html


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 30, [0, 10, 20, 30]),
        (-20, 30, [-20, 0, 20, 40]),
        (0, 0, [0, 0.25]),
        (0, 0.007, [0, 0.002, 0.004, 0.006, 0.008]),
        (1_000_010, 1_000_020, [1_000_010, 1_000_012.5, 1_000_015, 1_000_017.5, 1_000_020]),
    ],
)
def test_ticks_are_round_and_around_all_values(low: float, high: float, ticks: list[float]) -> None:
    assert round_ticks(low, high) == ticks


@ONE_DATABASE
async def test_a_number_says_whether_its_change_is_good(client: httpx.AsyncClient, publish: Publish) -> None:
    sales = node("s", "Stat", label="Sales", value="1234.5", format="money", currency="EUR", change=0.125)
    errors = node("e", "Stat", label="Errors", value="{{ 40 + 2 }}", change="{{ 1 / 2 }}", better="down")
    lines = [
        {"label": "Price", "value": "{{ 1000 * 2 }}", "format": "number"},
        {"label": "None", "value": "{{ null }}"},
    ]
    await publish("stats", sales, errors, node("i", "InfoList", items=lines))
    html = (await client.get("/p/stats")).text
    assert "€1,234.50" in html
    assert 'of-stat-change--good">Up by 12.5%' in html
    assert 'of-stat-change--bad">Up by 50%' in html
    assert "<dt>Price</dt><dd>2,000</dd>" in html
    assert "<dt>None</dt><dd>–</dd>" in html
