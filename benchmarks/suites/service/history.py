"""A company's long history at the portal: `python -m benchmarks.suites.service.history --requests 10000`.

Starts the application, has the command `demo history` fill it, signs in, and prints for each page the median
and the 95th percentile of one visitor's calls, in milliseconds until the last byte. The first call of a kind
is not counted: a process reads the workers' names once.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import numpy as np

from benchmarks.suites.service.application import Application, running
from benchmarks.suites.service.users import ACCOUNT, CSRF, LINK

REPORT = Path("reports/history.json")
PERSONS = 5_000
WORKER = "maria"
"""What is searched for: a name that many bear."""


def fill(application: Application, requests: int) -> None:
    """Adds the requests, through the application's own command."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment["BELGIANIDPRO_DATA_DIR"] = str(application.folder / "data")
    command = [sys.executable, "-m", "service", "demo", "history", "--requests", str(requests)]
    subprocess.run(command, env=environment, check=True)


def sign_in(client: httpx.Client) -> None:
    """As the first account of the demonstration, an employer."""
    account = ACCOUNT.findall(client.get("/sign-in").text)[0]
    client.post("/sign-in", data={"account": account})


def pages_of(client: httpx.Client, requests: int) -> dict[str, str]:
    """What is looked at, by what it shows."""
    home = client.get("/requests").text
    requester = home.split('name="requester">', 1)[1].split('<option value="', 2)[2][:36]
    csrf = CSRF.search(home)
    form = {"csrfToken": csrf[1] if csrf else "", "worker": WORKER}
    search = client.post("/requests/find", data=form, follow_redirects=False).headers["location"]
    middle = max(1, requests // 50)
    return {
        "newest first": "/requests",
        "in the middle": f"/requests?page={middle}",
        "by worker": "/requests?sort=worker",
        "by worker, in the middle": f"/requests?sort=-worker&page={middle}",
        "by state": "/requests?sort=state",
        "by requester": "/requests?sort=requester",
        "of one state": "/requests?state=underReview",
        "of one requester": f"/requests?requester={requester}",
        "of one year": "/requests?from=2025-01-01&to=2025-12-31",
        "searched by name": search,
        "one request": LINK.findall(home)[-1],
    }


def measure(client: httpx.Client, path: str, calls: int) -> dict[str, float]:
    """Median and 95th percentile of the calls, in milliseconds."""
    client.get(path).raise_for_status()
    seconds = []
    for _ in range(calls):
        began = time.perf_counter()
        client.get(path).raise_for_status()
        seconds.append(1000 * (time.perf_counter() - began))
    return {"p50": round(float(np.median(seconds)), 1), "p95": round(float(np.percentile(seconds, 95)), 1)}


def run(requests: int, calls: int) -> dict[str, Any]:
    """Runs it and prints the table."""
    with running(PERSONS) as application:
        fill(application, requests)
        with httpx.Client(
            base_url=application.url, timeout=60, trust_env=False, follow_redirects=True
        ) as client:
            sign_in(client)
            table = {name: measure(client, path, calls) for name, path in pages_of(client, requests).items()}
            export = measure(client, "/requests/export?state=underReview", 3)
    print(f"\n{'page':<28}{'p50 ms':>9}{'p95 ms':>9}")
    for name, row in {**table, "export of one state": export}.items():
        print(f"{name:<28}{row['p50']:>9}{row['p95']:>9}")
    return {"requests": requests, "calls": calls, "milliseconds": table}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Pages of a company with a long history.")
    parser.add_argument("--requests", type=int, default=10_000, help="in the history (%(default)s)")
    parser.add_argument("--calls", type=int, default=60, help="of each page (%(default)s)")
    options = parser.parse_args()
    report = run(options.requests, options.calls)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print(f"\nreport in {REPORT}")


if __name__ == "__main__":
    main()
