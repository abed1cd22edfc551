"""What a reviewer's decision refuses."""

from models.errors import CodedError


class CaseAlreadyDecided(CodedError):
    code = "caseAlreadyDecided"
    status = 409
    message = "This case has been decided or withdrawn meanwhile."
    remedy = "Go back to the queue and take the next one."


class CaseChanged(CodedError):
    code = "caseChanged"
    status = 409
    message = "This case has changed since you opened it."
    remedy = "Open the case again before you decide."


class CandidatesChanged(CodedError):
    code = "candidatesChanged"
    status = 409
    message = "Somebody like this person has come into the registry since you opened the case."
    remedy = "Open the case again and compare with the new candidate."


class RoundsUsedUp(CodedError):
    code = "roundsUsedUp"
    status = 409
    message = "The requester has been asked {limit} times already."
    remedy = "Assign a number, or refuse the request."


class NothingAsked(CodedError):
    code = "nothingAsked"
    status = 400
    message = "A question names at least one thing that is needed."
    remedy = "Choose what the requester should give."


class NumberUnderCorrection(CodedError):
    code = "numberUnderCorrection"
    status = 409
    message = "This number is under correction and is not given to anybody."
    remedy = "Wait until the correction is settled, then decide."


class NumberNotAssignable(CodedError):
    code = "numberNotAssignable"
    status = 409
    message = "This number has been cancelled or does not exist."
    remedy = "Choose another candidate, or make a new number."
