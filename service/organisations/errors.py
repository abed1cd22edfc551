"""What the administration of rights refuses."""

from models.errors import CodedError


class OrganisationUnknown(CodedError):
    code = "organisationUnknown"
    status = 404
    message = "No organisation with this enterprise number uses this service."
    remedy = "Check the ten digits, or ask the company to register first."


class NotServiceProvider(CodedError):
    code = "notServiceProvider"
    status = 409
    message = "This organisation is not registered as a service provider."
    remedy = "Check the enterprise number of your social secretariat."


class AlreadyThere(CodedError):
    code = "alreadyThere"
    status = 409
    message = "This right was given or asked for already."
    remedy = "Look at the list; revoke what is there before you give it anew."


class NotWaiting(CodedError):
    code = "notWaiting"
    status = 409
    message = "This was approved, revoked or withdrawn meanwhile."
    remedy = "Load the page again to see how it stands."


class LastAdministrator(CodedError):
    code = "lastAdministrator"
    status = 409
    message = "The company would be left without an administrator."
    remedy = "Make somebody else administrator first."


class RoleNotAssignable(CodedError):
    code = "roleNotAssignable"
    status = 400
    message = "This role does not exist in your organisation."
    remedy = "Choose a role from the list."


class AddressNotValid(CodedError):
    code = "addressNotValid"
    status = 400
    message = "This is not an e-mail address."
    remedy = "Write it like name@company.be."


class DatesNotValid(CodedError):
    code = "datesNotValid"
    status = 400
    message = "These are not two days in order, the last one today or later."
    remedy = "Give the first and the last day of the mandate."
