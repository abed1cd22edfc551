"""Damage as networks, disks and attackers do it: the same for the same number."""

import zlib
from collections.abc import Callable

import numpy as np

from tests.fuzz.intake_seeds import draw_seeds

HEADER = 200
"""Half of the damage falls within the first bytes, where sizes and offsets stand."""
EXTREMES = tuple(bytes.fromhex(value) for value in "00 ff 7f 80 ffff 7fff ffffffff 7fffffff 80000000".split())

Random = np.random.Generator


def place(rng: Random, data: bytes) -> int:
    end = len(data) if rng.random() < 0.5 else min(len(data), HEADER)
    return int(rng.integers(0, max(1, end)))


def flip_bits(rng: Random, data: bytes, other: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(int(rng.integers(1, 12))):
        changed[place(rng, data)] ^= 1 << int(rng.integers(0, 8))
    return bytes(changed)


def set_bytes(rng: Random, data: bytes, other: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(int(rng.integers(1, 20))):
        changed[place(rng, data)] = int(rng.integers(0, 256))
    return bytes(changed)


def set_extreme(rng: Random, data: bytes, other: bytes) -> bytes:
    value, at = EXTREMES[int(rng.integers(0, len(EXTREMES)))], place(rng, data)
    return data[:at] + value + data[at + len(value) :]


def cut_end(rng: Random, data: bytes, other: bytes) -> bytes:
    return data[: int(rng.integers(1, len(data)))]


def drop_piece(rng: Random, data: bytes, other: bytes) -> bytes:
    at = place(rng, data)
    return data[:at] + data[at + int(rng.integers(1, 400)) :]


def repeat_piece(rng: Random, data: bytes, other: bytes) -> bytes:
    at = place(rng, data)
    return data[:at] + data[at : at + int(rng.integers(1, 400))] * int(rng.integers(2, 40)) + data[at:]


def insert_noise(rng: Random, data: bytes, other: bytes) -> bytes:
    at = place(rng, data)
    return data[:at] + rng.bytes(int(rng.integers(1, 200))) + data[at:]


def splice(rng: Random, data: bytes, other: bytes) -> bytes:
    """The beginning of one file and the end of another."""
    return data[: place(rng, data)] + other[place(rng, other) :]


def implant(rng: Random, data: bytes, other: bytes) -> bytes:
    at, start = place(rng, data), place(rng, other)
    piece = other[start : start + int(rng.integers(4, 600))]
    return data[:at] + piece + data[at + len(piece) :]


def change_digit(rng: Random, data: bytes, other: bytes) -> bytes:
    """PDFs write their numbers as text: another digit is another length, object or offset."""
    digits = [at for at, byte in enumerate(data) if 0x30 <= byte <= 0x39]
    changed = bytearray(data)
    for at in rng.choice(digits, min(len(digits), 6)) if digits else ():
        changed[at] = int(rng.integers(0x30, 0x3A))
    return bytes(changed)


MUTATIONS: tuple[Callable[[Random, bytes, bytes], bytes], ...] = (
    flip_bits,
    set_bytes,
    set_extreme,
    cut_end,
    drop_piece,
    repeat_piece,
    insert_noise,
    splice,
    implant,
    change_digit,
)
SEEDS = tuple(draw_seeds())


def mutant(number: int, seed: int = 1) -> tuple[str, bytes]:
    """The kind of the sound file and its damaged form; one to three kinds of damage."""
    rng = np.random.default_rng((seed, number))
    kind, data = SEEDS[number % len(SEEDS)]
    other = SEEDS[int(rng.integers(0, len(SEEDS)))][1]
    for _ in range(int(rng.choice((1, 1, 2, 3)))):
        data = MUTATIONS[int(rng.integers(0, len(MUTATIONS)))](rng, data, other) or b"\x00"
    return kind, mend_checksums(data) if kind == "png" and rng.random() < 0.8 else data


def mend_checksums(data: bytes) -> bytes:
    """A PNG with the check sums that its chunks should have, or no damage would get past them."""
    mended, at = bytearray(data), 8
    while at + 12 <= len(mended):
        end = at + 8 + int.from_bytes(mended[at : at + 4], "big")
        if end + 4 > len(mended):
            break
        mended[end : end + 4] = zlib.crc32(mended[at + 4 : end]).to_bytes(4, "big")
        at = end + 4
    return bytes(mended)
