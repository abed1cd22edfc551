"""Training of the MRZ finder: synthetic documents on busy desks, a small network, its export to ONNX.

`python -m benchmarks.training.mrz_finder render | train | export | evaluate`; `make train-mrz-finder` does
the first three. Only `network`, `train` and `export` need torch, which lives in `.venv-train`.
"""
