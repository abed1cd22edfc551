"""How the small networks of this room run: ONNX Runtime on two cores."""

from typing import Any

from models.load import model_dir

THREADS = 2


def open_session(model: str, file: str, *, threads: int = THREADS) -> Any:
    """A session of ONNX Runtime for a model of `models`; `threads` share a run. Raises the errors of
    `models.load.model_dir`."""
    # Imported here: who only parses texts need not load an engine.
    import onnxruntime  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # The arena keeps what the largest picture needed for as long as the process lives.
    options.enable_cpu_mem_arena = False
    # Threads that spin while they wait take the cores from the other models' and OpenCV's threads: CPU time
    # of a search for zones grows from 18 to 47 ms.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        str(model_dir(model) / file), options, providers=["CPUExecutionProvider"]
    )
