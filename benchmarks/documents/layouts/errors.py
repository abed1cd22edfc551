"""What can go wrong between a layout's data and a drawn document."""

from models.errors import CodedError


class UnknownLayoutError(CodedError):
    """No layout of that name."""

    code = "unknownLayout"
    status = 404
    message = "There is no {kind} of {state} among the layouts."
    remedy = "Choose from the list that `python -m benchmarks.documents list` prints."


class LayoutTooTightError(CodedError):
    """A layout's rows do not fit its area, however small they are set."""

    code = "layoutTooTight"
    status = 500
    message = "The rows of an area need {needed:.1f} mm; the layout gives them {available:.1f} mm."
    remedy = "Give the area more room, or take rows out of it."


class LayoutInvalidError(CodedError):
    """A layout's data contradict themselves."""

    code = "layoutInvalid"
    status = 500
    message = "The layout data do not fit together: {reason}."
    remedy = "Correct the file of the state, family or language."


class GlyphMissingError(CodedError):
    """A font lacks a letter that is to be printed: a box would be drawn in its place."""

    code = "glyphMissing"
    status = 500
    message = "The font {font} has no glyph for U+{codepoint:04X}."
    remedy = "Write the text in letters that DejaVu Sans has, or leave the line out of the layout."
