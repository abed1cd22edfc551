"""What storage refuses."""

from models.errors import CodedError


class ObjectNotFound(CodedError):
    """There is no object of that name (never stored, or erased)."""

    code = "objectNotFound"
    status = 404
    message = "This file is no longer there."
    remedy = "Upload the document again."


class StorageFull(CodedError):
    """The disk or the S3 server refused the bytes; nothing was kept."""

    code = "storageUnavailable"
    status = 503
    message = "The file could not be stored."
    remedy = "Try again in a few minutes."


class StorageAway(CodedError):
    """The store does not answer, or does not let us in."""

    code = "storageUnavailable"
    status = 503
    message = "The store of files does not answer."
    remedy = "Try again in a few minutes."


class KeyUnusable(CodedError):
    """A key or an object was tampered with, or belongs to another master key."""

    code = "storageUnavailable"
    status = 503
    message = "A stored file cannot be decrypted."
    remedy = "Restore the folder of keys that belongs to this data."


class KeyMissing(CodedError):
    """No key for data that were not erased: it is lost, or the keys are older than the data."""

    code = "storageUnavailable"
    status = 503
    message = "The key of these data is not there."
    remedy = "Restore the keys that belong to this data."


class KeyErased(CodedError):
    """What belongs to this key was erased for good: nothing is stored under it again."""

    code = "dataErased"
    status = 410
    message = "These data were erased."
    remedy = "Make a new request."


class MasterKeyInvalid(CodedError):
    """The master key in the environment is not 32 bytes in base64."""

    code = "masterKeyInvalid"
    status = 500
    message = "The master key is not 32 bytes in base64."
    remedy = "Make one with: openssl rand -base64 32"


class RotationUnfinished(CodedError):
    """A master key from before is still there."""

    code = "rotationUnfinished"
    status = 409
    message = "The last rotation of the master key is not finished."
    remedy = "Run: belgianidpro keys retire"


class RotationElsewhere(CodedError):
    """The master key comes from the environment, so it is replaced there."""

    code = "rotationElsewhere"
    status = 409
    message = "The master key comes from the environment."
    remedy = (
        "Set BELGIANIDPRO_PREVIOUS_MASTER_KEY to the old key and BELGIANIDPRO_MASTER_KEY to a new one, "
        "restart every process, run: belgianidpro keys rewrap, and take the old key away."
    )
