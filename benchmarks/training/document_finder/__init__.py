"""Training of the document finder: synthetic documents in photographs and scans, three small networks, their
export to ONNX. The `outline` network sees a page and says where documents lie; the `corners` network sees
what lies around such an outline and says where the corners are and how good it was; the `way` network sees
one document, rectified, and says which way up it stands.

`python -m benchmarks.training.document_finder render | train | export | evaluate`; `make
train-document-finder` does the first three. Only `networks`, `train` and `export` need torch, which lives in
`.venv-train`.
"""
