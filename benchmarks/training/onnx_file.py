"""What every exported network goes through before it is committed."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

HALVED = 256
"""Numbers in an array from which it is worth being stored at half precision."""


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


def halve(target: Path) -> Path:
    """Stores the weights with 16 bits each, half the file; the engine turns them into 32 when it loads them.
    Returns `target`."""
    model = onnx.load(str(target))
    casts = []
    for item in model.graph.initializer:
        values = numpy_helper.to_array(item)
        if values.dtype != np.float32 or values.size < HALVED:
            continue
        name = item.name
        item.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}_half"))
        casts.append(onnx.helper.make_node("Cast", [f"{name}_half"], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.save(model, str(target))
    return target
