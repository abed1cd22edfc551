"""What can go wrong while drawing."""

from models.errors import CodedError


class FontMissingError(CodedError):
    """A font needed for drawing is not installed."""

    code = "fontMissing"
    status = 500
    message = "The font {font} is not installed."
    remedy = "Install it (Debian, Ubuntu: apt-get install {package}); it is needed for drawing only."


class TextTooWideError(CodedError):
    """A text does not fit into the space the layout gives it."""

    code = "textTooWide"
    status = 500
    message = (
        "A text of {characters} characters needs {needed:.1f} mm; the layout gives it {available:.1f} mm."
    )
    remedy = "Draw another person, or give the field more room in the layout."
