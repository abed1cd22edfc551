"""What every exported network goes through before it is committed."""

from collections.abc import Mapping
from pathlib import Path

import onnx


def finish(target: Path, metadata: Mapping[str, str], largest: int) -> Path:
    """Takes the paths of the machine that trained out of the file and puts `metadata` in; returns `target`.
    Raises `ValueError` when it has more than `largest` bytes."""
    model = onnx.load(str(target))
    model.doc_string = ""
    del model.metadata_props[:]
    for node in model.graph.node:  # where in the sources a node comes from
        node.doc_string = ""
        del node.metadata_props[:]
    for key, value in metadata.items():
        model.metadata_props.add(key=key, value=value)
    onnx.save(model, str(target))
    if target.stat().st_size > largest:
        raise ValueError(f"{target.stat().st_size} bytes are more than {largest}")
    return target
