"""Makes the typed Python client of the API out of its description: `make client`.

`--out` writes it elsewhere, for the test that compares the two.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from service.app import create_app
from service.settings import Settings

HERE = Path(__file__).parent
PACKAGE = "belgianidpro_client"


def write_client(out: Path) -> None:
    """Writes `openapi.json` and the package beside it. Raises CalledProcessError when the generator fails."""
    with tempfile.TemporaryDirectory() as data:
        settings = Settings(DATABASE_URL="postgresql://nobody", data_dir=Path(data))  # nothing connects to it
        description = create_app(settings).openapi()
    out.mkdir(parents=True, exist_ok=True)
    (out / "openapi.json").write_text(json.dumps(description, indent=1, ensure_ascii=False) + "\n", "utf-8")
    programs = Path(sys.executable).parent
    command = [
        programs / "openapi-python-client",
        "generate",
        "--meta",
        "none",
        "--overwrite",
        "--fail-on-warning",
    ]
    command += ["--path", out / "openapi.json", "--output-path", out / PACKAGE]
    command += ["--config", HERE / "generator.yaml"]
    environment = os.environ | {"PATH": f"{programs}:{os.environ['PATH']}"}
    subprocess.run(command, check=True, env=environment, stdout=sys.stderr)
    (out / PACKAGE / "py.typed").touch()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE / "python")
    write_client(parser.parse_args().out)
