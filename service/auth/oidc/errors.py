"""Why nobody was signed in."""

from models.errors import CodedError


class ProviderUnavailable(CodedError):
    """No answer in time, or none that makes sense."""

    code = "identityProviderUnavailable"
    status = 503
    message = "The service that signs people in does not answer."
    remedy = "Try again in a few minutes. Your account and your requests are safe."


class LoginNotStarted(CodedError):
    """No attempt of this browser belongs to this answer: forged, too old, or used before."""

    code = "loginNotStarted"
    status = 400
    message = "This sign-in was not begun in this browser, or too long ago."
    remedy = "Begin again on the sign-in page."


class LoginRefused(CodedError):
    """The provider refused, the person turned back, or what the provider said does not hold."""

    code = "loginRefused"
    status = 403
    message = "The sign-in was refused or broken off."
    remedy = "Begin again on the sign-in page. If it keeps failing, tell the operator the code of this page."


class AssuranceTooLow(CodedError):
    code = "assuranceTooLow"
    status = 403
    message = "The means that you signed in with is not strong enough for this service."
    remedy = "Begin again, and choose a stronger means such as your eID card or itsme."


class ClockSkew(CodedError):
    code = "clockSkew"
    status = 502
    message = "Our clock and that of the service that signs people in differ too much."
    remedy = "Try again later. The operator must set the clock of the server."


class ClaimsMissing(CodedError):
    code = "claimsMissing"
    status = 403
    message = "The service that signs people in did not tell us your e-mail address."
    remedy = "Allow that it is passed on, or give your address to that service, and begin again."


class PersonUnknown(CodedError):
    code = "personUnknown"
    status = 403
    message = "We know who you are, but no organisation here expects you."
    remedy = "Ask the administrator of your company to invite you by your e-mail address."


class DecryptionKeyUnusable(CodedError):
    code = "decryptionKeyUnusable"
    status = 500
    message = "The file holds no private RSA or EC key."
    remedy = "Give a private key in PEM, a JWK, or a JWK set."
