"""What a batch refuses, and its limits."""

from models.errors import CodedError

MOST_WORKERS = 50
MOST_FILES = 200
MOST_BYTES = 400 * 1024 * 1024
MOST_OPEN = 20
"""Batches of one person that are still collected or checked."""


class TooManyFiles(CodedError):
    code = "tooManyFiles"
    status = 409
    message = "A batch holds at most {limit} files."
    remedy = "Finish this batch and begin another one for the rest."


class BatchTooLarge(CodedError):
    code = "batchTooLarge"
    status = 413
    message = "The files of a batch have at most {limit_mb} MB together."
    remedy = "Finish this batch and begin another one for the rest."


class TooManyBatches(CodedError):
    code = "tooManyBatches"
    status = 409
    message = "You have {limit} batches that are not finished."
    remedy = "Finish or drop one of them first."


class TooManyWorkers(CodedError):
    code = "tooManyWorkers"
    status = 409
    message = "The files show more than {limit} workers."
    remedy = "Take some files out and sort the rest; send the others in a batch of their own."


class TooManyPagesForOne(CodedError):
    code = "tooManyPagesForOne"
    status = 409
    message = "One worker can have at most {limit} pages."
    remedy = "Leave out pages that show the same document again."


class BatchHasMovedOn(CodedError):
    """Something else was done meanwhile, perhaps in another window."""

    code = "batchHasMovedOn"
    status = 409
    message = "The batch no longer allows this."
    remedy = "Load the page again to see how it stands."


class NothingToSend(CodedError):
    code = "nothingToSend"
    status = 400
    message = "No worker of the batch is ready to be sent."
    remedy = "Complete what the table names, then send."
