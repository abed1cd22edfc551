"""How PP-OCRv6's networks run: OpenVINO on two cores.

On processors that know bfloat16 it computes in it, which takes less time than ONNX Runtime; on others in
32 bits, which takes as long (docs/architecture.md).
"""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from queue import SimpleQueue
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from models.load import model_dir

KEPT = 100
"""Pieces of code, for one shape of picture each, that are kept: lines come in ever new widths, and those of
each take some megabytes. Making one again costs next to nothing."""
M_MMAP_THRESHOLD, LARGE = -3, 1 << 20
"""mallopt(3): bytes from which a block is mapped by itself."""
Tensor = npt.NDArray[np.float32]
Part = Literal["whole", "features", "classes"]
"""Of a network that ends in probabilities of classes: all of it, what comes before the last product of
matrices, or that product and what follows."""


def _openvino() -> Any:
    # Imported here: who reads no pictures need not load an engine.
    import openvino  # noqa: PLC0415

    return openvino


@cache
def _core() -> Any:
    return _openvino().Core()


@cache
def _allocator() -> Any:
    """The C library where it is one that keeps what was freed until it is told to give it back; else None.
    Blocks of a page's size and more it gives back at once from then on."""
    library = ctypes.CDLL(None) if os.name == "posix" else None
    if library is None or not hasattr(library, "malloc_trim"):
        return None
    # Else its limit grows to 32 MB with what was freed, and a page's pictures and tensors lie scattered in
    # a heap that never shrinks: 200 MB more at the peak.
    library.mallopt(M_MMAP_THRESHOLD, LARGE)
    return library


def trim() -> None:
    """Gives what has been freed back to the system. Taking it again costs time: once a page is enough."""
    library = _allocator()
    if library is not None:
        library.malloc_trim(0)


def _cut(graph: Any, part: Part) -> Any:
    """The part of a network as a network of its own."""
    if part == "whole":
        return graph
    product = [node for node in graph.get_ordered_ops() if node.get_type_name() == "MatMul"][-1]
    between = product.input_value(0)
    if part == "features":
        return _openvino().Model([between], graph.get_parameters())
    shown = _openvino().opset13.parameter(between.get_partial_shape(), between.get_element_type())
    product.input(0).replace_source_output(shown.output(0))
    return _openvino().Model(graph.get_results(), [shown])


class Network:
    """A network of `models`, or a `part` of one, loaded at its first picture. `at_once` pictures run at the
    same time, on `threads` threads among them. Raises the errors of `models.load.model_dir`; `RuntimeError`
    in a process that was forked after the network was loaded, for the engine's threads have stayed behind."""

    def __init__(
        self, model: str, file: str, *, threads: int, at_once: int = 1, part: Part = "whole"
    ) -> None:
        self._model, self._file, self._part = model, file, part
        self._threads, self._at_once = threads, at_once
        self._owner = 0
        self._compiled: Any = None

    def _read(self) -> Any:
        # Not kept: what is compiled has the weights once more.
        return _core().read_model(str(model_dir(self._model) / self._file))

    @cached_property
    def _idle(self) -> SimpleQueue[Any]:
        self._owner = os.getpid()
        _allocator()
        settings = {
            "INFERENCE_NUM_THREADS": self._threads,
            "NUM_STREAMS": self._at_once,
            # Several processes share the cores, and each would bind itself to the first ones.
            "ENABLE_CPU_PINNING": False,
            "CPU_RUNTIME_CACHE_CAPACITY": str(KEPT),
        }
        compiled = self._compiled = _core().compile_model(_cut(self._read(), self._part), "CPU", settings)
        idle: SimpleQueue[Any] = SimpleQueue()
        for _ in range(self._at_once):
            idle.put(compiled.create_infer_request())
        return idle

    def load(self) -> None:
        """Loads the network now, before the first picture."""
        _ = self._idle

    def describe(self, key: str) -> str:
        """What the ONNX file's metadata have under `key`."""
        return str(self._read().get_rt_info(["framework", key]).value)

    def release(self) -> None:
        """Gives back the memory of what lies between input and output, which grows with the largest picture
        and is some hundred megabytes; only while nothing runs."""
        self._compiled.release_memory()

    @contextmanager
    def run(self, picture: Tensor) -> Iterator[Tensor]:
        """The network's first output for a picture; it is overwritten once the context is left."""
        idle = self._idle
        if os.getpid() != self._owner:
            raise RuntimeError("this process was forked from one that had loaded the network")
        request = idle.get()
        try:
            request.infer({0: picture}, share_inputs=True, share_outputs=True)
            yield request.get_output_tensor(0).data
        finally:
            idle.put(request)
