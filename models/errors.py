"""The base of every refusal and failure in the house.

It stands in the lowest room so that each library can use it. The service turns any `CodedError` into a
response in one place, and translates `message` and `remedy` there (they are message ids of the catalogues).
"""

from typing import ClassVar


class CodedError(Exception):
    """An error a person can act on.

    Subclasses set the class attributes. `context` fills the braces of `message` and `remedy`; it holds
    numbers and codes only, never personal data, for errors reach logs and responses.
    """

    code: ClassVar[str] = "internalError"
    status: ClassVar[int] = 500
    message: ClassVar[str] = "Something went wrong on our side."
    remedy: ClassVar[str] = "Try again in a few minutes."

    def __init__(self, **context: object) -> None:
        self.context = context
        super().__init__(f"{self.code}: {self.detail}")

    @property
    def detail(self) -> str:
        """The message in English with its numbers filled in."""
        return self.message.format(**self.context)

    @property
    def advice(self) -> str:
        """The remedy in English with its numbers filled in."""
        return self.remedy.format(**self.context)

    def as_dict(self) -> dict[str, object]:
        """`{"code", "detail", "remedy"}`: what the command line prints."""
        return {"code": self.code, "detail": self.detail, "remedy": self.advice}
