"""What the reviewer's desk calls things: codes to message ids of the catalogues."""

from service.web.i18n import mark

DECISIONS = {
    "same": mark("Same person"),
    "new": mark("New person"),
    "merge": mark("Two numbers of one person"),
    "ask": mark("Question to the requester"),
    "refuse": mark("Refusal"),
}
DONE = {
    "same": mark("The number of the known person is given in a moment."),
    "new": mark("The new number is made in a moment."),
    "merge": mark("A second reviewer decides whether the two numbers become one."),
    "toConfirm": mark("A second reviewer confirms the new number."),
    "ask": mark("The question goes out in a moment."),
    "refuse": mark("The refusal goes out in a moment."),
    "undone": mark("The decision was taken back. Nothing has gone out."),
    "confirmed": mark("The decision of your colleague is carried out in a moment."),
    "sentBack": mark("The case is back in the queue, with your note."),
    "released": mark("The case is free for your colleagues."),
    "none": mark("No case is left that a colleague does not have open."),
}
STATES = {
    "toConfirm": (mark("Waits for a second reviewer"), "orange"),
    "waiting": (mark("Can still be taken back"), "blue"),
    "done": (mark("Carried out"), "green"),
    "undone": (mark("Taken back"), "grey"),
    "sentBack": (mark("Sent back by the second reviewer"), "orange"),
    "failed": (mark("Could not be carried out"), "red"),
    "overtaken": (mark("The request was withdrawn before"), "grey"),
}
GROUNDS = {
    "veto": mark("A veto stands against this candidate."),
    "lowEvidence": mark("The evidence for this candidate does not suffice by itself."),
    "conflict": mark("Two readings of a name or of the date of birth contradict each other."),
    "similarPerson": mark("Somebody in the registry resembles the person."),
    "minimalDataMissing": mark("The minimal identification data for a new number are not there."),
    "merge": mark("Two numbers become one: whoever has the other number is told."),
}
"""What a decision goes against; each needs a note."""
RELATIONS = {
    "equal": ("=", mark("the same")),
    "spelled": ("≈", mark("written otherwise")),
    "differs": ("≠", mark("differs")),
}
"""The sign beside a value, and the same for who does not see it."""
KEYS = (
    ("n", mark("Next case")),
    ("1 … 9", mark("Choose a candidate; Enter then assigns its number")),
    ("c", mark("New person")),
    ("a", mark("Ask the requester")),
    ("r", mark("Refuse")),
    ("m", mark("Two numbers of one person")),
    ("u", mark("Take back the last decision")),
    ("q", mark("Back to the cases")),
    ("+  −  0", mark("Scan: larger, smaller, whole")),
    ("t", mark("Scan: turn")),
    ("k  i", mark("Scan: contrast, invert")),
    ("[  ]", mark("Scan: page before, page after")),
    ("b", mark("Scan: boxes on or off")),
    ("?", mark("This list")),
)
"""Single keys, none of which works while a field has the focus."""
EVENTS = {
    None: mark("Begun"),
    "submitted": mark("Sent"),
    "processing": mark("Read by the machine"),
    "underReview": mark("Given to the reviewers"),
    "moreInformationNeeded": mark("Requester asked"),
    "numberAssigned": mark("Number given"),
    "refused": mark("Refused"),
    "cancelled": mark("Cancelled"),
    "expired": mark("Expired"),
    "draft": mark("Begun"),
}
EDIT_NOTE = mark("Write down why this is right all the same.")
CHOOSE_ITEM = mark("Choose at least one thing to ask for.")
CHOOSE_REASON = mark("Choose the reason for the refusal.")
CHOOSE_PERSON = mark("Choose the person of the registry who is meant.")
CHOOSE_NUMBERS = mark("Choose the number that stays and the one that gives way.")
EXPLAIN = mark("Write down why you do not agree.")
