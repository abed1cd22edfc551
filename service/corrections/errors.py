"""What a correction refuses."""

from models.errors import CodedError


class NumberNotReportable(CodedError):
    code = "numberNotReportable"
    status = 409
    message = "This request has no number that can be reported, or the number is under correction already."
    remedy = "Look at the request again; it shows how its number stands."


class CorrectionSettled(CodedError):
    code = "correctionSettled"
    status = 409
    message = "This correction has been settled meanwhile."
    remedy = "Go back to the corrections and take the next one."


class MakerIsNotChecker(CodedError):
    code = "makerIsNotChecker"
    status = 403
    message = "Whoever reported the number or decided on it before does not settle the correction."
    remedy = "Leave this correction to a colleague."


class RightNumberUnusable(CodedError):
    code = "rightNumberUnusable"
    status = 409
    message = "The number that should take its place does not exist, is not active, or is the same number."
    remedy = "Enter another number of eleven digits."


class NumberAlreadyMade(CodedError):
    code = "numberAlreadyMade"
    status = 409
    message = "A number was already made for this request; a second one would be a duplicate."
    remedy = "Choose another outcome, or enter the right number."


class NumberStandsNoMore(CodedError):
    code = "numberStandsNoMore"
    status = 409
    message = "The registry has cancelled or replaced this number meanwhile."
    remedy = "Settle the correction as cancelled, or as replaced by the number that stands today."
