"""Writes the `inference.yml` that PaddleOCR wants beside each `inference.onnx`.

The pre- and post-processing constants are those of PP-OCRv6 (PaddlePaddle's published configuration). The
recogniser's alphabet is read out of the ONNX metadata, where the export keeps it under `character`.
"""

import json
from pathlib import Path

import onnxruntime as ort

DETECTION = {
    "Global": {"model_name": "PP-OCRv6_small_det"},
    "PreProcess": {
        "transform_ops": [
            {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
            {"DetResizeForTest": None},
            {
                "NormalizeImage": {
                    "mean": [0.485, 0.456, 0.406],
                    "std": [0.229, 0.224, 0.225],
                    "scale": "1./255.",
                    "order": "hwc",
                }
            },
            {"ToCHWImage": None},
        ]
    },
    "PostProcess": {
        "name": "DBPostProcess",
        "thresh": 0.3,
        "box_thresh": 0.6,
        "max_candidates": 1000,
        "unclip_ratio": 1.5,
    },
}


def _recognition(alphabet: list[str]) -> dict[str, object]:
    return {
        "Global": {"model_name": "PP-OCRv6_small_rec"},
        "PreProcess": {
            "transform_ops": [
                {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
                {"RecResizeImg": {"image_shape": [3, 48, 320]}},
            ]
        },
        "PostProcess": {"name": "CTCLabelDecode", "character_dict": alphabet},
    }


def write_inference_config(onnx_path: Path) -> Path:
    """Writes `inference.yml` next to `onnx_path` and returns its path. JSON is YAML, so JSON is written."""
    session = ort.InferenceSession(str(onnx_path), providers=["CPUExecutionProvider"])
    alphabet = session.get_modelmeta().custom_metadata_map.get("character")
    config = DETECTION if alphabet is None else _recognition(alphabet.split("\n"))
    target = onnx_path.with_name("inference.yml")
    target.write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")
    return target
