"""Common Moroccan names in the French spelling of Moroccan passports; Faker has them in Arabic script."""

from pathlib import Path

TABLE = Path(__file__).with_name("moroccan_names.txt")
MALE, FEMALE, FAMILY = (
    [name.strip() for name in line.partition(":")[2].split(",")]
    for line in TABLE.read_text(encoding="utf-8").splitlines()
)
