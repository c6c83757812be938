"""The cached public page against the same bytes from Node's `http`, in alternating rounds."""

import base64
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import httpx

from bench.load import Load, Result, run_apart
from bench.machine import cores, cpu_seconds
from bench.servers import BenchServer, node_peer

ROUNDS, SECONDS, CALLERS = 7, 2.0, 16
WARM_SECONDS = 1.0
ENCODINGS = ("identity", "br")
# Set anew for each answer by both servers, or by the connection.
_OWN = {"date", "connection", "keep-alive", "transfer-encoding"}


@dataclass
class PageResult:
    """One encoding: rates a second and CPU microseconds a request of each round."""

    encoding: str
    bytes: int
    ours: list[float]
    node: list[float]
    our_cpu: list[float]
    node_cpu: list[float]
    busiest: float

    @property
    def ratios(self) -> list[float]:
        """Our rate over Node's, round by round."""
        return [ours / node for ours, node in zip(self.ours, self.node, strict=True)]

    @property
    def ratio(self) -> float:
        """Their median."""
        return median(self.ratios)


def page_tree() -> dict[str, object]:
    """Return a static page of a usual size: a lead and eight sections of words and links."""
    words = "Onefold renders a page once when it is published and keeps it in every encoding that browsers take. "
    sections = [
        {
            "id": f"part_{n}",
            "type": "Section",
            "props": {"label": f"Part {n}"},
            "children": [
                {"id": f"head_{n}", "type": "Heading", "props": {"text": f"Part {n} of the page", "level": 2}},
                {"id": f"text_{n}", "type": "Text", "props": {"text": f"{n}. {words * 3}"}},
                {"id": f"link_{n}", "type": "Link", "props": {"text": f"More on part {n}", "href": f"/p/part-{n}"}},
            ],
        }
        for n in range(1, 9)
    ]
    lead = {"id": "title", "type": "Heading", "props": {"text": "A page that many read", "level": 1}}
    return {"root": {"children": [lead, *sections]}}


def publish_page(server: BenchServer) -> None:
    """Make the page through the API, as a script would."""
    with closing(server.sign_in()) as client:
        made = client.post("/api/pages", json={"slug": "bench", "title": "Bench", "draft": page_tree()})
        made.raise_for_status()
        client.post(f"/api/pages/{made.json()['id']}/publish").raise_for_status()


def request_for(path: str, encoding: str) -> bytes:
    """Return the bytes of a GET as browsers' proxies send them."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: {encoding}\r\n\r\n".encode()


def fetch(server: BenchServer, encoding: str) -> tuple[dict[str, str], bytes]:
    """Return headers and raw body of the page."""
    url, headers = f"{server.url}/p/bench", {"Accept-Encoding": encoding}
    with httpx.Client() as client, client.stream("GET", url, headers=headers) as answer:
        answer.raise_for_status()
        body = b"".join(answer.iter_raw())
        return dict(answer.headers), body


def measure(folder: Path) -> list[PageResult]:
    """Measure each encoding."""
    with BenchServer(folder / "page", f"sqlite:///{folder / 'page.db'}") as server:
        publish_page(server)
        answers = {encoding: fetch(server, encoding) for encoding in ENCODINGS}
        peer = [
            {
                "path": f"/{encoding}",
                "headers": {name: value for name, value in headers.items() if name not in _OWN},
                "body": base64.b64encode(body).decode(),
            }
            for encoding, (headers, body) in answers.items()
        ]
        with node_peer(peer, folder) as (port, pid):
            return [
                _measure(encoding, answers[encoding][1], (server.port, server.process.pid), (port, pid))
                for encoding in ENCODINGS
            ]


def _measure(encoding: str, body: bytes, ours: tuple[int, int], node: tuple[int, int]) -> PageResult:
    sides = [(ours, request_for("/p/bench", encoding)), (node, request_for(f"/{encoding}", encoding))]
    rates: list[list[float]] = [[], []]
    costs: list[list[float]] = [[], []]
    busiest = 0.0
    for (port, _), request in sides:
        run_apart(Load.of(port, request, CALLERS, WARM_SECONDS, core=cores()[1], body=body))
    for number in range(ROUNDS):
        # A/B, then B/A: whatever drifts meets both sides alike.
        for side in (0, 1) if number % 2 == 0 else (1, 0):
            (port, pid), request = sides[side]
            before = cpu_seconds(pid)
            result: Result = run_apart(Load.of(port, request, CALLERS, SECONDS, core=cores()[1], body=body))
            rates[side].append(result.rate)
            costs[side].append((cpu_seconds(pid) - before) / result.requests * 1e6)
            busiest = max(busiest, result.busy)
    return PageResult(encoding, len(body), rates[0], rates[1], costs[0], costs[1], busiest)
