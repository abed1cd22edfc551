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


class CaseTaken(CodedError):
    code = "caseTaken"
    status = 409
    message = "A colleague has this case open."
    remedy = "Take another one. The case is free again when the colleague leaves it."


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


class NoteNeeded(CodedError):
    """`grounds` are the codes of what the decision goes against."""

    code = "noteNeeded"
    status = 400
    message = "This decision goes against what the machine found, so it needs a note."
    remedy = "Write down why it is right all the same."

    def __init__(self, grounds: list[str] | None = None) -> None:
        self.grounds = grounds or []
        super().__init__()


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


class NumbersNotMergeable(CodedError):
    code = "numbersNotMergeable"
    status = 409
    message = "Two active numbers of candidates are needed, neither of them under correction."
    remedy = "Open the case again, and choose the number that stays and the one that gives way."


class SecondReviewerNeeded(CodedError):
    code = "secondReviewerNeeded"
    status = 403
    message = "Whoever made a decision does not confirm it."
    remedy = "Leave it to a colleague who may confirm."


class NothingToConfirm(CodedError):
    code = "nothingToConfirm"
    status = 409
    message = "No decision on this case waits for a second reviewer."
    remedy = "Open the case again: it may have been confirmed, sent back or taken back meanwhile."


class UndoTooLate(CodedError):
    code = "undoTooLate"
    status = 409
    message = "This decision has been carried out, and the requester has been told."
    remedy = "Report the number as wrong if it is: it can be corrected, but not undone."


class DecisionNotYours(CodedError):
    code = "decisionNotYours"
    status = 403
    message = "Only whoever made a decision takes it back."
    remedy = "Ask the colleague, or send it back as the second reviewer."
