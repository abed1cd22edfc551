"""A part of a zone that can be read independently of the others, and what reading it gives."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mrz.decode.priors import Automaton
from mrz.decode.symbols import Floats, Indices

NOTHING = -1e9
"""Logarithm of no probability at all."""


@dataclass(frozen=True)
class Part:
    """The reading of some characters of a zone.

    `positions` counts characters through all lines of the zone. `total` is the logarithm of the summed weight
    of all readings, `best_weight` and `second_weight` those of the two best; `shares` has the posterior of
    each character (n × 37).
    """

    positions: tuple[int, ...]
    total: float
    best: tuple[int, ...]
    best_weight: float
    second: tuple[int, ...]
    second_weight: float
    shares: Floats


def log(number: float) -> float:
    """The natural logarithm, `NOTHING` for 0."""
    return float(np.log(number)) if number > 0 else NOTHING


def read_options(positions: Sequence[int], options: Indices, prior: Floats, seen: Floats) -> Part:
    """Characters that form one of `options` (k × n), each with its `prior` (k); `seen` is zone × 37."""
    places = np.asarray(positions)
    weights = prior * seen[places[None, :], options].prod(axis=1)
    total = float(weights.sum())
    order = np.argsort(-weights)
    best = int(order[0])
    # The same text may be an option twice (a known code and what the pixels say).
    second = next((int(k) for k in order[1:] if (options[k] != options[best]).any()), best)
    shares = np.zeros((len(places), seen.shape[1]))
    np.add.at(shares, (np.arange(len(places))[None, :], options), (weights / max(total, 1e-300))[:, None])
    gathered = [float(weights[(options == options[k]).all(axis=1)].sum()) for k in (best, second)]
    return Part(
        tuple(positions),
        log(total),
        tuple(int(s) for s in options[best]),
        log(gathered[0]),
        tuple(int(s) for s in options[second]),
        log(gathered[1]) if second != best else NOTHING,
        shares,
    )


def _best_run(automaton: Automaton, emitted: Floats) -> tuple[list[int], float]:
    """The best states for emissions (n × states), and the logarithm of their weight."""
    count = len(emitted)
    ahead = np.ones((count, emitted.shape[1]))
    scale = 0.0
    for place in range(count - 1, 0, -1):
        ahead[place - 1] = (automaton.moves * (emitted[place] * ahead[place])).max(axis=1)
        top = ahead[place - 1].max()
        ahead[place - 1] /= top
        scale += log(top)
    state, states = 0, []
    for place in range(count):
        reached = automaton.moves[state] * emitted[place] * ahead[place]
        state = int(reached.argmax())
        states.append(state)
        if place == 0:
            scale += log(float(reached[state]))
    return states, scale


def _spell_best(automaton: Automaton, each: Floats) -> tuple[tuple[int, ...], float]:
    states, weight = _best_run(automaton, each.max(axis=2))
    return tuple(int(each[place, state].argmax()) for place, state in enumerate(states)), weight


def read_field(positions: Sequence[int], automaton: Automaton, seen: Floats) -> Part:
    """A field that no check digit covers, character by character through the automaton."""
    each = automaton.kinds[None] * seen[list(positions)][:, None, :]  # n × states × 37
    count = len(each)
    summed, highest = each.sum(axis=2), each.max(axis=2)
    moves = automaton.moves
    ahead, ahead_top = np.ones_like(summed), np.ones_like(summed)
    for place in range(count - 1, 0, -1):
        ahead[place - 1] = moves @ (summed[place] * ahead[place])
        ahead_top[place - 1] = (moves * (highest[place] * ahead_top[place])).max(axis=1)
        ahead[place - 1] /= ahead[place - 1].max()
        ahead_top[place - 1] /= ahead_top[place - 1].max()
    state = np.zeros(len(moves))
    state[0] = 1.0
    top = state
    total, shares, rivals = 0.0, np.empty((count, each.shape[2])), np.empty((count, each.shape[2]))
    for place in range(count):
        entered, entered_top = state @ moves, (top[:, None] * moves).max(axis=0)
        shares[place] = (entered * ahead[place]) @ each[place]
        shares[place] /= shares[place].sum()
        rivals[place] = ((entered_top * ahead_top[place])[:, None] * each[place]).max(axis=0)
        rivals[place] /= rivals[place].max()
        state, top = entered * summed[place], entered_top * highest[place]
        scale = state.sum()
        total += log(float(scale))
        state, top = state / scale, top / top.max()
    best, best_weight = _spell_best(automaton, each)
    rivals[np.arange(count), list(best)] = 0.0
    place, symbol = np.unravel_index(int(rivals.argmax()), rivals.shape)
    fixed = each.copy()
    fixed[place] = 0.0
    fixed[place, :, symbol] = each[place, :, symbol]
    second, second_weight = _spell_best(automaton, fixed)
    return Part(tuple(positions), total, best, best_weight, second, second_weight, shares)
