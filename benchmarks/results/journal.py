"""What an unfinished suite has done already, so that a run that was killed goes on where it was."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Journal:
    """Answers by name, a JSON line each, written through as they come.

    A file begun under another `key` (other options, other code, other models) is begun anew; so is a line
    that a kill cut off.
    """

    def __init__(self, path: Path, key: str) -> None:
        self._path, self._known = path, dict[str, Any]()
        whole = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.is_file() else []
        lines = [json.loads(line) for line in whole if line.endswith("\n")]
        if not lines or lines[0] != {"key": key}:
            lines = [{"key": key}]
        self._known = {line["name"]: line["answer"] for line in lines[1:]}
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        partial = path.with_suffix(".partial")
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)

    @property
    def done(self) -> int:
        """How many answers it holds."""
        return len(self._known)

    def get(self, name: str) -> Any | None:
        """The answer, None where there is none yet."""
        return self._known.get(name)

    def put(self, name: str, answer: Any) -> Any:
        """Keeps an answer (plain data) and returns it as it will be read again."""
        line = json.dumps({"name": name, "answer": answer}, ensure_ascii=False)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
        self._known[name] = json.loads(line)["answer"]
        return self._known[name]

    def ask(self, name: str, make: Callable[[], Any]) -> Any:
        """The answer that is there, or the one that `make` gives, kept."""
        known = self.get(name)
        return self.put(name, make()) if known is None else known

    def forget(self) -> None:
        """The suite is finished: nothing is gone on with."""
        self._path.unlink(missing_ok=True)


class NoJournal(Journal):
    """Keeps nothing: for a suite that is called by itself."""

    def __init__(self) -> None:
        self._known = {}

    def put(self, name: str, answer: Any) -> Any:  # noqa: ARG002
        """As plain data, and forgotten."""
        return json.loads(json.dumps(answer, ensure_ascii=False))

    def forget(self) -> None:
        """There is nothing."""
