"""What the API refuses before a use case is asked."""

from models.errors import CodedError


class NotAcceptable(CodedError):
    code = "notAcceptable"
    status = 406
    message = "This address answers with {media_type} only."
    remedy = "Leave out the header Accept, or name that type in it."


class UnsupportedMediaType(CodedError):
    code = "unsupportedMediaType"
    status = 415
    message = "This address takes a body of the type {media_type} only."
    remedy = "Send the body in that type, and name it in the header Content-Type."


class BodyTooLarge(CodedError):
    code = "payloadTooLarge"
    status = 413
    message = "The body has more than {limit} bytes."
    remedy = "Send less: only what the API's description names."


class PreconditionRequired(CodedError):
    """A change without If-Match might overwrite what somebody else has just entered."""

    code = "preconditionRequired"
    status = 428
    message = "This change needs the header If-Match."
    remedy = "Read the resource first, and send its ETag back in If-Match."


class PreconditionFailed(CodedError):
    code = "preconditionFailed"
    status = 412
    message = "This has been changed since you read it."
    remedy = "Read the resource again, and repeat the change if it still holds."


class IdempotencyKeyReused(CodedError):
    code = "idempotencyKeyReused"
    status = 422
    message = "This idempotency key was used for another call."
    remedy = "Make a new key for every new call; repeat a key only with the same body."
