"""`bench/RESULTS.md`: the tables, the ratios, and how each figure came about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from bench import page, resources, webhook
from bench.page import PageResult
from bench.resources import ResourceResult
from bench.stages import StagesResult
from bench.webhook import WebhookResult

# The budgets: beside a page of Hono, CPU of a durable node, memory idle and of an upload, time to start.
PAGE_RATIO, NODE_CPU_MS, IDLE_MIB, UPLOAD_MIB, START_SECONDS = 1.0, 0.4, 150, 32, 2.0


@dataclass
class Results:
    """One run of everything. `load` is the 1-minute load average before it began."""

    date: str
    machine: str
    load: float
    pages: list[PageResult]
    webhooks: list[WebhookResult]
    stages: list[StagesResult]
    resources: ResourceResult


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; the first column is text, the others numbers."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write(results: Results) -> str:
    """Return the whole file."""
    parts = [
        "# What Onefold costs",
        "Written by `make bench` (`python -m bench`); do not edit. How it measures: [README.md](README.md).",
        f"{results.date}. {results.machine}. Load average before the run: {results.load:.1f}"
        + (
            " — the machine was shared with other work, so trust the ratios and the CPU figures more than the rates."
            if results.load > 0.5
            else "."
        ),
        "Server on one core, load generator on the other. Every answer's body is checked.",
        _ratios(results),
        *_page(results.pages),
        *_webhook(results.webhooks),
        *_stages(results.stages),
        *_resources(results.resources),
    ]
    return "\n\n".join(parts) + "\n"


def _spread(values: Sequence[float], form: str) -> str:
    return f"{median(values):{form}} ({min(values):{form}}–{max(values):{form}})"


def _ratios(results: Results) -> str:
    by_name = {result.database: result.cells for result in results.webhooks}
    cost = {name: cells[16].node_cpu_ms for name, cells in by_name.items()}
    used = results.resources
    rows = [
        *(
            [
                f"cached page ÷ Node `http`, {one.encoding}",
                f"{one.ratio:.2f}",
                f"≥ {PAGE_RATIO:.1f}",
                f"{one.ratio / PAGE_RATIO:.2f}",
            ]
            for one in results.pages
        ),
        *(
            [
                f"CPU a durable node at 16 callers, {name}",
                f"{value:.3f} ms",
                f"≤ {NODE_CPU_MS} ms",
                f"{value / NODE_CPU_MS:.2f}",
            ]
            for name, value in cost.items()
        ),
        ["idle memory", f"{used.idle_mib:.0f} MiB", f"≤ {IDLE_MIB} MB", f"{used.idle_mib / IDLE_MIB:.2f}"],
        [
            f"memory that an upload of {resources.UPLOAD_MIB} MiB adds",
            f"{used.upload_mib:.0f} MiB",
            f"≤ {UPLOAD_MIB} MB",
            f"{used.upload_mib / UPLOAD_MIB:.2f}",
        ],
        [
            "start on a migrated SQLite database",
            f"{used.start_seconds:.2f} s",
            f"≤ {START_SECONDS:.0f} s",
            f"{used.start_seconds / START_SECONDS:.2f}",
        ],
    ]
    return "## Ratios\n\n" + table(["", "measured", "budget", "measured ÷ budget"], rows)


def _page(pages: Sequence[PageResult]) -> Iterable[str]:
    yield (
        f"## Cached page against Node's `http`\n\n`GET /p/bench` with {page.CALLERS} callers; the peer answers each "
        f"request with the same headers and bytes from memory. {page.ROUNDS} rounds of {page.SECONDS:.0f} s a side "
        "in turns; median (lowest–highest)."
    )
    yield table(
        ["encoding", "bytes", "Onefold/s", "Node/s", "ratio", "Onefold CPU µs", "Node CPU µs", "generator's core"],
        (
            [
                one.encoding,
                f"{one.bytes:,}",
                _spread(one.ours, ",.0f"),
                _spread(one.node, ",.0f"),
                _spread(one.ratios, ".2f"),
                f"{median(one.our_cpu):.0f}",
                f"{median(one.node_cpu):.0f}",
                f"≤ {one.busiest:.0%}",
            ]
            for one in pages
        ),
    )


def _webhook(results: Sequence[WebhookResult]) -> Iterable[str]:
    yield (
        f"## webhook → if → set → respond\n\nAuth `none`, the caller gets what `respond` says; two commits and "
        f"{webhook.EVENTS} events each, SQLite with `synchronous=FULL`, Postgres with `fsync` on. {webhook.ROUNDS} "
        f"rounds of {webhook.SECONDS:.0f} s in turns; median (lowest–highest). CPU is of our process, all threads, "
        f"HTTP included; a node is a quarter of a call. n8n is no peer here: it is not among the requirements."
    )
    yield table(
        ["database", "callers", "calls/s", "p50 ms", "p95 ms", "CPU ms a call", "CPU ms a node", "Postgres CPU ms"],
        (
            [
                one.database,
                str(callers),
                _spread(cell.rate, ",.0f"),
                f"{median(cell.p50):.2f}",
                f"{median(cell.p95):.2f}",
                f"{median(cell.cpu_ms):.2f}",
                f"{cell.node_cpu_ms:.3f}",
                f"{median(cell.database_cpu_ms):.2f}" if cell.database_cpu_ms else "–",
            ]
            for one in results
            for callers, cell in one.cells.items()
        ),
    )
    yield "Everything is stored:\n\n" + "\n".join(f"- {one.database}: {one.stored}." for one in results)


def _stages(results: Sequence[StagesResult]) -> Iterable[str]:
    yield (
        "## Where the time of a webhook call goes\n\nMean µs of wall time a call between clocks at the hand-overs "
        "(`bench/staged.py`); with 16 callers a stage includes waiting for the event loop. The last lines are CPU."
    )
    head = ["stage", *(f"{one.database}, {one.callers}" for one in results)]
    rows = [[name, *(f"{one.stages[name]:.0f}" for one in results)] for name in results[0].stages]
    outside = [f"{one.whole - sum(one.stages.values()):.0f}" for one in results]
    rows.append(["uvicorn, sockets and the caller itself", *outside])
    rows.append(["**whole call, as its caller sees it**", *(f"**{one.whole:.0f}**" for one in results)])
    rows += [[f"CPU of {name}", *(f"{one.threads[name]:.0f}" for one in results)] for name in results[0].threads]
    yield table(head, rows)


def _resources(used: ResourceResult) -> Iterable[str]:
    yield (
        f"## Start and memory\n\nFrom `exec` to 200 on `/readyz`, median of {resources.STARTS}: "
        f"{used.start_seconds:.2f} s. Resident 2 s later: {used.idle_mib:.0f} MiB. A `PUT` of "
        f"{resources.UPLOAD_MIB} MiB to the local disk raised the peak by {used.upload_mib:.1f} MiB."
    )
