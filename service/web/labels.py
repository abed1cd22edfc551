"""What the portal calls things: codes of the service to message ids of the catalogues."""

from service.web.i18n import mark

FIELDS = {
    "familyName": mark("Family name"),
    "givenNames": mark("Given names"),
    "birthDate": mark("Date of birth"),
    "placeOfBirth": mark("Place of birth"),
    "gender": mark("Sex"),
    "nationality": mark("Nationality"),
    "documentNumber": mark("Document number"),
    "documentIssuer": mark("Issuing country"),
    "expiryDate": mark("Expiry date"),
}
ANCHORS = {
    **{name: f"person-{name}" for name in [*FIELDS][:6]},
    "documentNumber": "document-number",
    "documentIssuer": "document-issuer",
    "expiryDate": "document-expiryDate",
}
"""Field → the id of its input in the form."""
GENDERS = {"2": mark("Female"), "1": mark("Male"), "0": mark("Not stated or X")}
STATES = {
    "draft": (mark("Draft"), "grey"),
    "submitted": (mark("Sent"), "blue"),
    "processing": (mark("In progress"), "blue"),
    "numberAssigned": (mark("Number assigned"), "green"),
    "underReview": (mark("Under review"), "blue"),
    "moreInformationNeeded": (mark("Your answer is needed"), "orange"),
    "refused": (mark("Refused"), "red"),
    "cancelled": (mark("Cancelled"), "grey"),
    "expired": (mark("Expired"), "grey"),
}
"""State → its name and the colour of its tag."""
NUMBER_STATES = {
    "underCorrection": (mark("Under correction"), "orange"),
    "cancelled": (mark("Number cancelled"), "red"),
}
"""How a number that was given stands, where that is worth a tag."""
NUMBER_VALID = mark("Valid")
NEWS = {
    "numberUnderCorrection": mark("Number reported as wrong"),
    "numberConfirmed": mark("Number confirmed"),
    "numberReplaced": mark("Number replaced"),
    "numberCancelled": mark("Number cancelled"),
}
"""What happened to a number after it was given, by the code of the event."""
COLUMNS = {
    **FIELDS,
    "ssin": mark("Identification number"),
    "state": mark("State"),
    "numberState": mark("State of the number"),
    "requester": mark("Requester"),
    "createdAt": mark("Begun on"),
    "submittedAt": mark("Sent on"),
    "updatedAt": mark("Last change"),
    "deadline": mark("Answer by"),
    "id": mark("Request"),
}
"""Headings of an exported history."""
REPORTS = {
    "otherPerson": mark("The number belongs to somebody else."),
    "secondNumber": mark("The worker has another number already."),
    "dataWrong": mark("The data behind the number are wrong."),
}
CORRECTIONS = {
    "numberRight": mark("The number is right"),
    "otherNumber": mark("The request gets the number of another person"),
    "newNumber": mark("The request gets a new number"),
    "replaced": mark("The number is replaced by another number of the same person"),
    "cancelled": mark("The number is cancelled"),
}
"""How a report of a wrong number can end."""
STATUSES = {
    "verified": (mark("Verified"), "green"),
    "read": (mark("Read once, please check"), "blue"),
    "conflict": (mark("Two readings, please choose"), "orange"),
    "absent": (mark("Not read"), "grey"),
}
NEWS_TO = {
    "requester": mark("The requester"),
    "mailbox": mark("The shared mailbox"),
    "both": mark("The requester and the shared mailbox"),
    "mandatory": mark("Nobody: only mails that are mandatory are sent"),
}
"""Who of a company gets the mails that need no answer."""
OWN_NEWS = {
    "all": mark("Every step of my requests"),
    "mandatory": mark("Only what I must know or answer"),
}
DELIVERY_STATES = {
    "queued": (mark("Being sent"), "blue"),
    "delivered": (mark("Delivered"), "green"),
    "parked": (mark("Given up"), "red"),
}
DELIVERY_ERRORS = {
    "addressNotPublic": mark("The address does not lead to a public server."),
    "timedOut": mark("The server did not answer in time."),
    "tlsFailed": mark("The server's certificate is not trusted."),
    "connectionFailed": mark("The server could not be reached."),
    "redirectNotFollowed": mark("The server leads elsewhere; redirections are not followed."),
    "statusNotAccepted": mark("The server refused the message."),
}
"""Why a message to a webhook was not delivered."""
OTHER_DELIVERY_ERROR = mark("The message could not be sent.")
PING = mark("Test message")
ROLES = {
    "employer": (mark("Employer"), mark("Asks for numbers for the company's workers.")),
    "companyAdmin": (mark("Company administrator"), mark("Also decides who may act for the company.")),
    "reviewer": (mark("Reviewer"), mark("Decides what the machine leaves open.")),
    "seniorReviewer": (mark("Senior reviewer"), mark("Decides cases, and confirms what others decided.")),
    "dataScientist": (mark("Data scientist"), mark("Sees counts and pseudonyms, and no person.")),
    "auditor": (mark("Auditor"), mark("Sees the log of who did what, and no request.")),
}
AUDIT_ACTIONS = {
    "view": mark("Request looked at"),
    "viewCase": mark("Case looked at"),
    "viewQueue": mark("Queue looked at"),
    "viewPerson": mark("Person of the registry looked at"),
    "viewReading": mark("Reading looked at"),
    "viewUpload": mark("Uploaded page looked at"),
    "viewPage": mark("Page of a scan looked at"),
    "viewCrop": mark("Piece of a scan looked at"),
    "viewLog": mark("Log looked at"),
    "upload": mark("Scan uploaded"),
    "removePage": mark("Page removed"),
    "turnPage": mark("Page turned"),
    "search": mark("Registry searched"),
    "assign": mark("Number assigned"),
    "refuse": mark("Request refused"),
    "decideCase": mark("Case decided"),
    "confirmDecision": mark("Decision confirmed"),
    "undoDecision": mark("Decision taken back"),
    "sendBackDecision": mark("Decision sent back"),
    "mergeNumbers": mark("Two numbers made one"),
    "viewFigures": mark("Figures looked at"),
    "exportFigures": mark("Figures exported"),
    "reportNumber": mark("Wrong number reported"),
    "viewCorrection": mark("Correction looked at"),
    "settleCorrection": mark("Correction settled"),
    "searchPersons": mark("Persons of the registry searched"),
    "viewNumber": mark("Number looked up"),
    "searchRequests": mark("Requests searched"),
    "exportRequests": mark("Requests exported"),
    "signIn": mark("Signed in"),
    "chooseOrganisation": mark("Organisation chosen"),
    "askAccess": mark("Access asked for"),
    "approveAccess": mark("Access approved"),
    "changeRole": mark("Role changed"),
    "revokeAccess": mark("Access revoked"),
    "invite": mark("Person invited"),
    "withdrawInvitation": mark("Invitation withdrawn"),
    "askMandate": mark("Mandate asked for"),
    "grantMandate": mark("Mandate given"),
    "approveMandate": mark("Mandate approved"),
    "revokeMandate": mark("Mandate revoked"),
    "makeToken": mark("Token made"),
    "revokeToken": mark("Token revoked"),
    "createWebhook": mark("Webhook made"),
    "rotateWebhookSecret": mark("Webhook's secret replaced"),
    "erase": mark("Data erased"),
    "placeHold": mark("Legal hold placed"),
    "liftHold": mark("Legal hold lifted"),
    "export": mark("Data handed out"),
    "disableWebhook": mark("Webhook switched off"),
    "changeNotifications": mark("Notifications changed"),
    "askEmail": mark("New e-mail address asked for"),
    "changeEmail": mark("E-mail address changed"),
    "changeProfile": mark("Profile changed"),
}
AUDIT_PURPOSES = {
    "requestHandling": mark("Handling a request"),
    "assignment": mark("Assigning a number"),
    "answer": mark("Answering a question"),
    "review": mark("Review"),
    "correction": mark("Correction"),
    "duplicates": mark("Looking for duplicates"),
    "helpdesk": mark("Helpdesk"),
    "audit": mark("Audit"),
    "administration": mark("Administration"),
    "statistics": mark("Statistics"),
    "operation": mark("Operation"),
    "dataSubject": mark("At the worker's request"),
    "retention": mark("Kept long enough"),
}
"""Why it was done; other codes say what was decided."""
AUDIT_OBJECTS = {
    "request": mark("Request"),
    "extraction": mark("Scan"),
    "person": mark("Person"),
    "queue": mark("Queue"),
    "log": mark("Log"),
    "figures": mark("Figures"),
    "correction": mark("Correction"),
    "registry": mark("Registry"),
    "requestSearch": mark("Search in the requests"),
    "account": mark("Account"),
    "access": mark("Access"),
    "invitation": mark("Invitation"),
    "mandate": mark("Mandate"),
    "token": mark("Token"),
    "webhook": mark("Webhook"),
    "organisation": mark("Organisation"),
}
SERVICE_PROVIDER = mark("Service provider")
"""The capacity in which somebody acts under a mandate."""
KINDS = {
    "passport": mark("Passport"),
    "identityCard": mark("Identity card"),
    "residencePermit": mark("Residence permit"),
    "drivingLicence": mark("Driving licence"),
}
BATCH_STATES = {
    "reading": (mark("Being read"), "blue"),
    "unreadable": (mark("Could not be read"), "red"),
    "incomplete": (mark("Something is missing"), "orange"),
    "ready": (mark("Ready to be sent"), "green"),
    "sending": (mark("Being sent"), "blue"),
    "failed": (mark("Could not be sent"), "red"),
}
"""How a worker of a batch stands before there is a request."""
STAGES = {
    "queued": mark("Waiting for a free place"),
    "started": mark("Starting"),
    "intake": mark("Opening the pages"),
    "locate": mark("Finding the document"),
    "assess": mark("Checking the picture's quality"),
    "read": mark("Reading the text"),
    "mrz": mark("Checking the machine-readable zone"),
    "fields": mark("Finding the personal data"),
    "reconcile": mark("Comparing the readings"),
}
SHOWN_STAGES = ("intake", "locate", "assess", "read", "mrz", "fields", "reconcile")
ZONES = {
    "mrz": mark("Machine-readable zone"),
    "visual": mark("Printed text"),
    "barcode": mark("Barcode"),
}
OUTCOMES = {
    "existingPerson": (mark("Number at once"), "green"),
    "newPerson": (mark("New number at once"), "green"),
    "review": (mark("Goes to a reviewer"), "blue"),
    "refused": (mark("Refused before sending"), "orange"),
}
ITEMS = {
    "betterScan": mark("a sharper scan of the document"),
    "otherSide": mark("a scan of the other side of the document"),
    "validDocument": mark("a scan of a document that is still valid"),
    "confirmFamilyName": mark("the family name as printed on the document"),
    "confirmGivenNames": mark("the given names as printed on the document"),
    "confirmBirthDate": mark("the date of birth as printed on the document"),
    "confirmPlaceOfBirth": mark("the place of birth as printed on the document"),
    "confirmGender": mark("the sex as printed on the document"),
    "confirmNationality": mark("the nationality"),
    "completeAddress": mark("the complete address"),
}
REFUSALS = {
    "documentNotAccepted": mark("This kind of document is not accepted."),
    "documentNotGenuine": mark("The document could not be accepted as genuine."),
    "identityNotEstablished": mark("The identity could not be established."),
    "notForThisRoute": mark("This person takes another route."),
}
WARNINGS = {
    "documentExpired": mark("The document has expired. Use one that is still valid."),
    "mrzInvalid": mark("The machine-readable zone contains an error. Check every value with care."),
    "notAnIdentityDocument": mark(
        "No passport, identity card or driving licence was recognised on the scan."
    ),
    "specimen": mark("This is a specimen, not a genuine document."),
    "severalDocuments": mark("More than one document was found. They must belong to the same person."),
    "severalPersons": mark(
        "The documents do not seem to be one person's. Upload the documents of one worker only."
    ),
    "frontWithoutBack": mark("The back of the card is missing. Scan both sides."),
}
ISSUES = {
    "blurred": mark("The picture is not sharp."),
    "glare": mark("A bright spot covers part of the document."),
    "dark": mark("The picture is too dark."),
    "overexposed": mark("The picture is too bright."),
    "lowContrast": mark("The text hardly stands out."),
    "lowResolution": mark("The picture is too small."),
    "fieldsMissing": mark("Not all personal data could be found."),
    "motionBlur": mark("The picture is blurred by movement."),
    "tilted": mark("The document is seen at an angle."),
    "cutOff": mark("Part of the document lies outside the picture."),
    "covered": mark("Something covers part of the document."),
    "screen": mark("This looks like a picture of a screen."),
    "blackAndWhite": mark("This looks like a black-and-white copy."),
    "compressed": mark("The picture has lost detail because it was made smaller."),
    "hardToRead": mark("The text is hard to read."),
}
OTHER_ISSUE = mark("Something about this picture makes it hard to read.")
SEVERITIES = {
    "error": (mark("Better taken again"), "red"),
    "warning": (mark("Could be better"), "orange"),
    "info": (mark("Good to know"), "blue"),
}
"""How bad an issue is, and the colour of its tag."""
REASONS = {
    "uniqueStrongMatch": mark("One person of the registry matches, and nobody else comes near."),
    "nobodyAlike": mark("Nobody in the registry resembles the person."),
    "uncertain": mark("A person of the registry may be meant, but the evidence does not suffice."),
    "severalAlike": mark("More than one person of the registry may be meant."),
    "similarPersonExists": mark("Somebody in the registry is too similar to make a new number at once."),
    "pendingRequest": mark("Another request, not yet answered, may concern the same person."),
    "minimalDataMissing": mark("The minimal identification data for a new number are not there."),
    "nameIncomplete": mark("A single name or an initial is never enough for an automatic answer."),
    "birthDateIncomplete": mark("An incomplete birth date, or 1 January, needs the same document beside it."),
    "familyNameConflict": mark("The family names contradict each other."),
    "givenNamesConflict": mark(
        "The given names contradict each other: this may be a twin or another relative."
    ),
    "patronymicConflict": mark("The patronymics contradict each other."),
    "genderConflict": mark("The sexes contradict each other."),
    "birthDateConflict": mark(
        "The birth dates contradict each other: this may be a parent or another relative."
    ),
    "documentConflict": mark("The document is known as another person's."),
    "numberCancelled": mark("The number found has been cancelled."),
    "evidenceInsufficient": mark("The data are not verified on an acceptable document."),
    "registrationRefused": mark("The registry of persons makes no number for this person."),
    "numberUnderCorrection": mark("The number found is being corrected."),
    "decisionGivenUp": mark("The machine's decision broke down again and again, and was given up."),
    "registryAway": mark("The registry of persons gave no answer for as long as it was asked."),
    "instantAnswersUsedUp": mark("The account has had its share of instant answers for today."),
}
"""Why the machine decided as it did; vetoes use the same codes."""
EVIDENCE = {
    **FIELDS,
    "document": mark("Document"),
    "givenNameFurther": mark("Second given name"),
    "nameOrder": mark("Order of the names"),
    "patronymic": mark("Patronymic"),
    "residence": mark("Residence"),
    "family": mark("Counted once for relatives"),
    "countryOfBirth": mark("Country of birth"),
    "address": mark("Address"),
}
STEPS = {
    "prior": mark("Before the comparison"),
    "rivals": mark("Other candidates"),
    "posterior": mark("After the comparison"),
}
"""The steps of a waterfall that are no field's."""
COMPLETED = {
    **FIELDS,
    "countryOfBirth": mark("Country of birth"),
    "residenceAddress": mark("Official residence"),
}
"""What a known person's registry entry may complete."""
REGISTRY_STATUSES = {
    "active": mark("active"),
    "cancelled": mark("cancelled"),
    "replaced": mark("replaced by another number"),
}
