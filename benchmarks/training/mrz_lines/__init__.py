"""Training of the MRZ line recogniser: synthetic lines of OCR-B, a small CTC network, its export to ONNX.

`python -m benchmarks.training.mrz_lines render | train | export | evaluate`; `make train-mrz` does the first
three. Only `network`, `train` and `export` need torch, which lives in `.venv-train`.
"""
