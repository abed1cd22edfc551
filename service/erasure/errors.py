"""Why something is not erased."""

from models.errors import CodedError


class RequestHeld(CodedError):
    code = "requestHeld"
    status = 409
    message = "A legal hold is on this request."
    remedy = "Have the hold lifted first: belgianidpro hold lift."


class RequestStillOpen(CodedError):
    code = "requestStillOpen"
    status = 409
    message = "This request is not at its end, or its number is being corrected."
    remedy = "Cancel or decide it first."


class HoldUnknown(CodedError):
    code = "holdUnknown"
    status = 404
    message = "No legal hold is on this request."
    remedy = "Look for its id in the audit log."
