"""The pool: files of pages as the labeller sees them, padded to `MOST_LINES` lines."""

from pathlib import Path

import numpy as np

FOLDER = Path("data/training/line_labels")
PAGES = 500
"""To a file."""


def fill(folder: Path, files: int, seed: int) -> None:
    """Writes the files that are missing: `letters`, `numbers` (float16), `places`, `labels` (-1: no
    line), `folds` of the states."""
    from benchmarks.training.line_labels.pages import fold_of, make_page
    from ocr.fields.document import issuer_of_text, type_of_text
    from ocr.fields.labels.features import LETTERS, MOST_LINES, WIDTH, look_at

    folder.mkdir(parents=True, exist_ok=True)
    for number in range(files):
        path = folder / f"{seed:03d}-{number:03d}.npz"
        if path.is_file():
            continue
        letters = np.zeros((PAGES, MOST_LINES, LETTERS), dtype=np.uint8)
        numbers = np.zeros((PAGES, MOST_LINES, WIDTH), dtype=np.float16)
        places = np.zeros((PAGES, MOST_LINES, 4), dtype=np.float32)
        labels = np.full((PAGES, MOST_LINES), -1, dtype=np.int8)
        for page in range(PAGES):
            items, truth = make_page(seed, number * PAGES + page)
            seen = look_at(items, type_of_text(items), issuer_of_text(items), 2026)
            count = len(seen.letters)
            letters[page, :count], numbers[page, :count] = seen.letters, seen.numbers
            places[page, :count], labels[page, :count] = seen.places, truth[:count]
        folds = np.array([fold_of(seed, number * PAGES + page) for page in range(PAGES)], dtype=np.int8)
        partial = path.with_suffix(".partial.npz")
        np.savez_compressed(
            partial, letters=letters, numbers=numbers, places=places, labels=labels, folds=folds
        )
        partial.replace(path)
        print(path.name, flush=True)
