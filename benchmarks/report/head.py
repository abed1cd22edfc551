"""The top of the page: what was measured, with what, and the headline beside the peers."""

from benchmarks.report.counting import group
from benchmarks.report.page import paragraph, table
from benchmarks.report.sections import fields, persons, zones
from benchmarks.results.folder import RunFolder
from benchmarks.suites.matching.beside import NAME as BESIDE

HASH_DIGITS = 12
Table = tuple[str, tuple[str, ...], list[list[object]]]


def headline(run: RunFolder) -> list[Table]:
    """Title, columns, rows: everybody on the same cases, wins and losses alike."""
    tables: list[Table] = []
    mrz = [row for row in run.cases("mrz") if row.zone == "shown"] if "mrz" in run.suites else []
    for name, part in group(mrz, lambda row: row.set).items():
        shared = {row.case for row in part if row.who != "ours"}
        if shared:
            fair = [row for row in part if row.case in shared]
            tables.append((f"Zones: {name}", zones.COLUMNS, zones.table_readers(fair)))
    extraction = run.cases("extraction") if "extraction" in run.suites else []
    if len({row.who for row in extraction}) > 1:
        title = "Fields of the MRZ: drawn documents of states without rules of their own"
        tables.append((title, fields.READER_COLUMNS, fields.table_readers(extraction)))
    matching = run.cases("matching") if "matching" in run.suites else []
    beside = [row for row in matching if row.set == BESIDE]
    if beside:
        title = "Persons: the same requests and candidates, a fifth of them about relatives of the registered"
        tables.append((title, persons.COLUMNS, persons.table_matchers(beside)))
    return tables


def tell_environment(run: RunFolder) -> list[tuple[str, str]]:
    """What the run was measured on, a line a thing."""
    about = run.about
    machine = about.get("environment", {})
    packages = ", ".join(f"{name} {number}" for name, number in machine.get("packages", {}).items())
    models = ", ".join(
        f"{name} {entry['sha256'][:HASH_DIGITS]}" for name, entry in machine.get("models", {}).items()
    )
    changed = f", with changes {machine['changes']}" if machine.get("changes") else ""
    options = ", ".join(
        f"{name} {value}" for name, value in about.get("options", {}).items() if value is not None
    )
    return [
        ("Machine", f"{machine.get('cpu')}, {machine.get('cores')} cores, {machine.get('memoryGiB')} GiB"),
        ("System", f"{machine.get('system')}, Python {machine.get('python')}"),
        ("Commit", f"{machine.get('commit', 'unknown')}{changed}"),
        ("Begun, finished", f"{about.get('started')}, {about.get('finished', 'not finished')}"),
        ("Options and seeds", options),
        ("Packages", packages),
        ("Models (SHA-256)", models),
    ]


def render_head(run: RunFolder) -> str:
    """Headline tables, then the environment folded away."""
    parts = [
        paragraph("How belgianIDpro reads and matches, beside others on the same cases and the same machine.")
    ]
    for title, columns, rows in headline(run):
        parts.append(f"<h3>{title}</h3>" + table(columns, rows))
    lines = table(("what", "value"), [list(line) for line in tell_environment(run)], words=True)
    parts.append(f"<details open><summary>Machine, versions, models, seeds</summary>{lines}</details>")
    return "".join(parts)
