"""Many pairs weighed at once: the bits of `matching.compare`, a thousand times as fast.

`score_pairs` finds the level of each distinct pair of values once (C++ of rapidfuzz tells what is surely
different, the plain functions judge the rest) and looks the bits up with numpy. `compare` is the slow, plain
reference that the tests hold it to.
"""

from matching.batch.score import Scores, score_pairs

__all__ = ["Scores", "score_pairs"]
