"""Refusals that more than one domain raises. Domains keep their own beside their code."""

from models.errors import CodedError


class ResourceNotFound(CodedError):
    """Does not exist, or is not the caller's: the two must look alike."""

    code = "resourceNotFound"
    status = 404
    message = "This does not exist, or you may not see it."
    remedy = "Go back to the overview and choose it from there."


class MissingPermission(CodedError):
    code = "missingPermission"
    status = 403
    message = "Your role does not allow this."
    remedy = "Ask the administrator of your organisation for the right role."


class NotActing(CodedError):
    """Signed in, but for no organisation: the portal leads to the page where one is chosen."""

    code = "organisationNotChosen"
    status = 403
    message = "You have not chosen the organisation that you act for."
    remedy = "Choose an organisation, or ask for access to one."


class AccessEnded(NotActing):
    code = "accessEnded"
    message = "Your access to this organisation was revoked."
    remedy = "Choose another organisation, or ask its administrator for access."


class MandateEnded(NotActing):
    code = "mandateEnded"
    message = "There is no valid mandate for this employer any more."
    remedy = "Ask the employer for a new mandate, or choose another organisation."


class NoAccessToken(CodedError):
    code = "noAccessToken"
    status = 401
    message = "This call carries neither a token nor a session."
    remedy = "Send the header Authorization: Bearer with your token, or sign in."


class InvalidAccessToken(CodedError):
    code = "invalidAccessToken"
    status = 401
    message = "This token is not valid."
    remedy = "Check that it was copied whole, or make a new one."


class ExpiredAccessToken(CodedError):
    code = "expiredAccessToken"
    status = 401
    message = "This token or session has expired."
    remedy = "Sign in again, or make a new token."


class SignInNeeded(NoAccessToken):
    """A page was asked for without a session; the portal leads to the sign-in page."""

    message = "You are not signed in."
    remedy = "Sign in and try again."


class CsrfRefused(CodedError):
    code = "csrfRefused"
    status = 403
    message = "This form did not come from our own page, or it is too old."
    remedy = "Load the page again and repeat the step."


class HostRefused(CodedError):
    code = "hostRefused"
    status = 400
    message = "This address is not one of ours."
    remedy = "Use the address that was printed at the start."


class FromElsewhere(CodedError):
    code = "demonstrationNotPublic"
    status = 403
    message = "The demonstration answers only who sits at this computer."
    remedy = "Open it in a browser on the same computer, without a proxy or tunnel in between."


class PayloadTooLarge(CodedError):
    code = "payloadTooLarge"
    status = 413
    message = "The upload has more than {limit_mb} MB."
    remedy = "Upload smaller pictures, for example JPEG at 300 dots per inch."


class InvalidInput(CodedError):
    """The body, query or path is not as documented; `issues` follow the federal guide."""

    code = "badRequest"
    status = 400
    message = "The input is not valid."
    remedy = "Correct the fields that are listed."

    def __init__(self, issues: list[dict[str, object]]) -> None:
        self.issues = issues
        super().__init__()


class ServiceUnavailable(CodedError):
    code = "serviceUnavailable"
    status = 503
    message = "A part of the service does not answer."
    remedy = "Try again in a few minutes."


class InternalError(CodedError):
    code = "internalServerError"
    status = 500
