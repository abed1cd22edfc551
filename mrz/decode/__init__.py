"""Reading by constraint: from the recogniser's probabilities and the formats to the most probable zone, its
posterior and its runner-up.

`geometry` says where characters stand, `lattice` what they may be, `pixels` how far to trust that. `plan`
cuts a format into parts: fields that stand alone (`part`, `codes`) and a chain under check digits (`chain`,
`steps`; `certain` is its short way), which `hypotheses` reads under each way in which the digits may have
been made. `zone` puts the parts together by the numbers in `priors`; `choose` finds format and lines.
"""

from mrz.decode.choose import Decoded, decode, decode_copies

__all__ = ["Decoded", "decode", "decode_copies"]
