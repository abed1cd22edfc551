"""The steps of a chain of characters that check digits cover.

The state of a chain is where its field's automaton stands (4), the sum of the current field modulo 10, and
the composite's (ICAO Doc 9303-3 §4.9): 4 × 100 weights. Each step carries them forwards or backwards, either
summed over all readings or (backwards, with `top`) for the best reading alone.
"""

import numpy as np

from mrz.decode.priors import FILLER_FOR_EMPTY, STRAY_CHECK_LETTER, Automaton
from mrz.decode.symbols import (
    ADDED,
    BY_VALUE,
    FILLER,
    IS_DIGIT,
    LESS,
    MODULUS,
    OF_VALUE,
    SYMBOLS,
    VALUES,
    Floats,
    Indices,
    shifts,
)

STATES = MODULUS**2
FIELD_STATES = 4
EMPTY = 0


def start() -> Floats:
    """The state before the first character."""
    state = np.zeros((FIELD_STATES, STATES))
    state[EMPTY, 0] = 1.0
    return state


def _reduce(weights: Floats, axis: int | tuple[int, ...], top: bool) -> Floats:
    return np.asarray(weights.max(axis=axis) if top else weights.sum(axis=axis))


def _mix(spread: Floats, weights: Floats, top: bool) -> Floats:
    """Kinds × values × states, weighed by kinds × values, to kinds × states."""
    if top:
        return np.asarray((spread * weights[:, :, None]).max(axis=1))
    return np.asarray((weights[:, None, :] @ spread)[:, 0])


def group_by_value(weights: Floats, top: bool) -> Floats:
    """… × 37 weights of characters to … × 10 of their values."""
    if not top:
        return np.asarray(weights @ OF_VALUE.T)
    padded = np.concatenate([weights, np.zeros((*weights.shape[:-1], 1))], axis=-1)
    return np.asarray(padded[..., BY_VALUE].max(axis=-1))


class CharacterStep:
    """One character of a field, any of those its automaton lets follow."""

    def __init__(self, position: int, automaton: Automaton, weights: tuple[int, int], first: bool) -> None:
        self.positions = (position,)
        self.automaton = automaton
        self.first = first
        self.down, self.up = shifts(*weights, -1), shifts(*weights, 1)

    def weigh(self, seen: Floats, top: bool) -> Floats:
        """States × values."""
        return group_by_value(self.automaton.kinds * seen[self.positions[0]], top)

    def _enter(self, state: Floats) -> Floats:
        if self.first:
            return np.asarray(self.automaton.moves[EMPTY][:, None] * state.sum(axis=0))
        return np.asarray(self.automaton.moves.T @ state)

    def forward(self, state: Floats, weights: Floats) -> Floats:
        return _mix(self._enter(state)[:, self.down], weights, False)

    def backward(self, state: Floats, weights: Floats, top: bool) -> Floats:
        ahead = _mix(state[:, self.up], weights, top)
        moves = self.automaton.moves
        if self.first:
            row = _reduce(moves[EMPTY][:, None] * ahead, 0, top)
            return np.broadcast_to(row, ahead.shape)
        return np.asarray((moves[:, :, None] * ahead[None]).max(axis=1)) if top else moves @ ahead

    def shares(self, before: Floats, after: Floats, seen: Floats) -> Floats:
        """The weight of each character here (1 × 37), summed over all else."""
        by_value = (after[:, self.up] @ self._enter(before)[:, :, None])[:, :, 0]  # states × values
        kinds = self.automaton.kinds * seen[self.positions[0]]
        return np.asarray((kinds * by_value[:, VALUES]).sum(axis=0)[None])

    def pick(self, state: tuple[int, int], after: Floats, seen: Floats) -> tuple[Indices, tuple[int, int]]:
        """The best character from `state` on, and the state it leads to."""
        kind, sums = (EMPTY, state[1]) if self.first else state
        weights = self.automaton.kinds * seen[self.positions[0]] * self.automaton.moves[kind][:, None]
        weights = weights * after[:, self.up[:, sums]][:, VALUES]
        reached, symbol = np.unravel_index(int(weights.argmax()), weights.shape)
        return np.array([symbol]), (int(reached), int(self.up[VALUES[symbol], sums]))

    def follow(self, state: tuple[int, int], symbols: Indices) -> tuple[float, tuple[int, int]]:
        """The prior of these characters from `state` on, and the state they lead to."""
        kind, sums = (EMPTY, state[1]) if self.first else state
        weights = self.automaton.moves[kind] * self.automaton.kinds[:, symbols[0]]
        reached = int(weights.argmax())
        return float(weights[reached]), (reached, int(self.up[VALUES[symbols[0]], sums]))


class OptionStep:
    """Some characters that form one of a few texts: the parts of a date, a state code, the sex."""

    def __init__(
        self, positions: tuple[int, ...], options: Indices, prior: Floats, weights: list[tuple[int, int]]
    ) -> None:
        self.positions = positions
        self.options, self.prior = options, prior
        values = VALUES[options]
        field = (values * [w for w, _ in weights]).sum(axis=1) % MODULUS
        composite = (values * [w for _, w in weights]).sum(axis=1) % MODULUS
        self.added: Indices = np.asarray(field * MODULUS + composite, dtype=np.intp)
        self._index = np.arange(len(positions))

    def _each(self, seen: Floats) -> Floats:
        picked = seen[np.asarray(self.positions)[None, :], self.options]
        return np.asarray(self.prior * picked.prod(axis=1))

    def weigh(self, seen: Floats, top: bool) -> Floats:
        """Per sum added (100)."""
        each = self._each(seen)
        if not top:
            return np.asarray(np.bincount(self.added, each, STATES), dtype=np.float64)
        highest = np.zeros(STATES)
        np.maximum.at(highest, self.added, each)
        return highest

    def forward(self, state: Floats, weights: Floats) -> Floats:
        result = np.zeros_like(state)
        result[EMPTY] = weights[LESS] @ state.sum(axis=0)
        return result

    def backward(self, state: Floats, weights: Floats, top: bool) -> Floats:
        spread = state[EMPTY][ADDED]
        row = (spread * weights).max(axis=1) if top else spread @ weights
        return np.broadcast_to(row, state.shape)

    def shares(self, before: Floats, after: Floats, seen: Floats) -> Floats:
        """n × 37."""
        joint = after[EMPTY][ADDED] @ before.sum(axis=0)  # per sum added
        each = self._each(seen) * joint[self.added]
        result = np.zeros((len(self.positions), SYMBOLS))
        np.add.at(result, (self._index[None, :], self.options), each[:, None])
        return result

    def pick(self, state: tuple[int, int], after: Floats, seen: Floats) -> tuple[Indices, tuple[int, int]]:
        """As `CharacterStep.pick`."""
        reached = ADDED[state[1]][self.added]
        best = int((self._each(seen) * after[EMPTY][reached]).argmax())
        return self.options[best], (EMPTY, int(reached[best]))

    def follow(self, state: tuple[int, int], symbols: Indices) -> tuple[float, tuple[int, int]]:
        same = (self.options == symbols).all(axis=1)
        if not same.any():
            return 0.0, (EMPTY, 0)
        best = int((self.prior * same).argmax())
        return float((self.prior * same).sum()), (EMPTY, int(ADDED[state[1], self.added[best]]))


def check_table(fillable: bool, holds: float) -> Floats:
    """2 × 37 × 10: the probability of each character as the check digit of a field with each sum; first of a
    field that is not empty. `holds` is the share of digits that are right."""
    right = np.zeros((2, SYMBOLS, MODULUS))
    right[:, IS_DIGIT] = np.eye(MODULUS)
    if fillable:
        right[1] *= 1 - FILLER_FOR_EMPTY
        right[1, FILLER] = FILLER_FOR_EMPTY
    wrong = np.where(IS_DIGIT, (1 - STRAY_CHECK_LETTER) / MODULUS, STRAY_CHECK_LETTER / (SYMBOLS - MODULUS))
    return np.asarray(holds * right + (1 - holds) * wrong[None, :, None])


class CheckStep:
    """A check digit: of the field that ends before it, or the composite."""

    def __init__(
        self, position: int, composite_weight: int, fillable: bool, is_composite: bool, holds: float
    ) -> None:
        self.positions = (position,)
        self.is_composite = is_composite
        self.table = check_table(fillable, holds)
        v, sums = np.arange(MODULUS)[:, None], np.arange(MODULUS)[None, :]
        weight = 0 if is_composite else composite_weight
        self.up: Indices = np.asarray((sums + v * weight) % MODULUS, dtype=np.intp)
        self.down: Indices = np.asarray((sums - v * weight) % MODULUS, dtype=np.intp)
        self._values = np.arange(MODULUS)[:, None]

    def weigh(self, seen: Floats, top: bool) -> Floats:
        """2 × value × sum."""
        each = self.table * seen[self.positions[0]][None, :, None]
        return group_by_value(each.transpose(0, 2, 1), top).transpose(0, 2, 1)

    def _sums(self, state: Floats) -> Floats:
        """2 (something, empty) × checked sum × the other sum."""
        square = state.reshape(FIELD_STATES, MODULUS, MODULUS)
        if self.is_composite:
            square = square.transpose(0, 2, 1)
        return np.stack([square[1:].sum(axis=0), square[EMPTY]])

    def forward(self, state: Floats, weights: Floats) -> Floats:
        by_value = (weights @ self._sums(state)).sum(axis=0)  # value × other sum
        result = np.zeros_like(state)
        result[EMPTY, :MODULUS] = by_value[self._values, self.down].sum(axis=0)
        return result

    def _ahead(self, after: Floats) -> Floats:
        """value × other sum: the weight of what follows."""
        return np.asarray(after[EMPTY, :MODULUS][self.up])

    def backward(self, state: Floats, weights: Floats, top: bool) -> Floats:
        joint = weights[:, :, :, None] * self._ahead(state)[None, :, None, :]
        square = _reduce(joint, 1, top)  # 2 × checked × other
        if self.is_composite:
            square = square.transpose(0, 2, 1)
        result = np.empty_like(state)
        result[1:] = square[0].reshape(STATES)
        result[EMPTY] = square[1].reshape(STATES)
        return result

    def shares(self, before: Floats, after: Floats, seen: Floats) -> Floats:
        """1 × 37."""
        joint = self._ahead(after)[None] @ self._sums(before).transpose(0, 2, 1)  # 2 × value × checked
        each = self.table * joint[:, VALUES]  # 2 × 37 × checked
        return np.asarray((seen[self.positions[0]] * each.sum(axis=(0, 2)))[None])

    def _split(self, state: tuple[int, int]) -> tuple[int, int, int]:
        checked, other = divmod(state[1], MODULUS)
        if self.is_composite:
            checked, other = other, checked
        return int(state[0] == EMPTY), checked, other

    def pick(self, state: tuple[int, int], after: Floats, seen: Floats) -> tuple[Indices, tuple[int, int]]:
        empty, checked, other = self._split(state)
        ahead = self._ahead(after)[:, other]
        symbol = int((self.table[empty, :, checked] * seen[self.positions[0]] * ahead[VALUES]).argmax())
        return np.array([symbol]), (EMPTY, int(self.up[VALUES[symbol], other]))

    def follow(self, state: tuple[int, int], symbols: Indices) -> tuple[float, tuple[int, int]]:
        empty, checked, other = self._split(state)
        symbol = int(symbols[0])
        prior = float(self.table[empty, symbol, checked])
        return prior, (EMPTY, int(self.up[VALUES[symbol], other]))


Step = CharacterStep | OptionStep | CheckStep
