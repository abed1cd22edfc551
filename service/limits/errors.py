"""What is said to whoever asks too often."""

from models.errors import CodedError


class TooManyCalls(CodedError):
    code = "tooManyRequests"
    status = 429
    message = "This was asked for too often in a short time."
    remedy = "Try again in {retryAfterSec} seconds."
