"""The suite `localisation`: `ocr.locate` on captures of drawn documents, never seen in training, and on
specimens."""
