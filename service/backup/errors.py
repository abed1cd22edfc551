"""Why a backup or a restore does not go on."""

from models.errors import CodedError


class BackupPlaceTaken(CodedError):
    code = "backupPlaceTaken"
    status = 409
    message = "There is something in this folder already."
    remedy = "Give a folder that is empty or does not exist."


class BackupDamaged(CodedError):
    code = "backupDamaged"
    status = 422
    message = "This is no whole backup: files are missing or were changed."
    remedy = "Take another backup."


class RestoreTargetTaken(CodedError):
    code = "restoreTargetTaken"
    status = 409
    message = "There are data in this installation already; nothing was restored."
    remedy = "Restore into an empty database and an empty data folder."


class DatabaseToolFailed(CodedError):
    code = "databaseToolFailed"
    status = 500
    message = "PostgreSQL's {tool} ended with an error."
    remedy = "Look at what it printed above; its version must be that of the server or newer."
