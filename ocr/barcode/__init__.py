"""What the barcodes on a document say of its holder: a third source beside zone and print.

`symbols` finds and decodes PDF417 and QR symbols (zxing-cpp), `aamva` understands what American and Canadian
licences hold, `read` says it in the contract's terms.
"""

from ocr.barcode.read import CardReading, read_cards

__all__ = ["CardReading", "read_cards"]
