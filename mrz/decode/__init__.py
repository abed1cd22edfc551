"""Reading by constraint: from the recogniser's probabilities and the formats to the most probable zone, its
posterior and its runner-up.

`geometry` says where characters stand, `lattice` what they may be, `pixels` how far to trust that; `zone`
weighs a format's fields (`part`, `codes`, `options`) and check digits (`chain`, `steps`) by the `priors`;
`choose` finds the format.
"""

from mrz.decode.choose import Decoded, decode, decode_copies

__all__ = ["Decoded", "decode", "decode_copies"]
