"""What mails say, by template and language. Nothing personal: no name, no number, only where to look."""

SUBJECTS = {
    "numberAssigned": {"nl": "Uw aanvraag is beantwoord", "en": "Your request has been answered"},
    "underReview": {"nl": "Uw aanvraag wordt nagekeken", "en": "Your request is being reviewed"},
    "moreInformationNeeded": {
        "nl": "Uw aanvraag: wij hebben nog iets nodig",
        "en": "Your request: we need more",
    },
    "refused": {"nl": "Uw aanvraag is geweigerd", "en": "Your request was refused"},
    "cancelled": {"nl": "Uw aanvraag is geannuleerd", "en": "Your request was cancelled"},
}
BODIES = {
    "numberAssigned": {
        "nl": "Het identificatienummer is toegekend. U vindt het in uw overzicht:\n{url}\n",
        "en": "The identification number has been assigned. You find it in your overview:\n{url}\n",
    },
    "underReview": {
        "nl": "Een medewerker kijkt uw aanvraag na. U hoort van ons zodra ze beantwoord is:\n{url}\n",
        "en": "A reviewer is looking at your request. You will hear from us when it is answered:\n{url}\n",
    },
    "moreInformationNeeded": {
        "nl": "Om uw aanvraag te beantwoorden hebben wij nodig, uiterlijk op {deadline}:\n{items}\n\n{url}\n",
        "en": "To answer your request we need, by {deadline} at the latest:\n{items}\n\n{url}\n",
    },
    "refused": {
        "nl": "Uw aanvraag kon niet worden ingewilligd: {reason}\n{url}\n",
        "en": "Your request could not be granted: {reason}\n{url}\n",
    },
    "cancelled": {
        "nl": "De aanvraag werd geannuleerd.\n{url}\n",
        "en": "The request was cancelled.\n{url}\n",
    },
}
ITEMS = {
    "betterScan": {
        "nl": "een scherpere scan, zonder schittering en met alle randen zichtbaar",
        "en": "a sharper scan, without glare and with all edges visible",
    },
    "otherSide": {"nl": "de andere kant van het document", "en": "the other side of the document"},
    "validDocument": {"nl": "een document dat nog geldig is", "en": "a document that is still valid"},
    "confirmFamilyName": {"nl": "de familienaam zoals gedrukt", "en": "the family name as printed"},
    "confirmGivenNames": {"nl": "de voornamen zoals gedrukt", "en": "the given names as printed"},
    "confirmBirthDate": {"nl": "de geboortedatum zoals gedrukt", "en": "the date of birth as printed"},
    "confirmPlaceOfBirth": {"nl": "de geboorteplaats zoals gedrukt", "en": "the place of birth as printed"},
    "confirmGender": {"nl": "het geslacht zoals gedrukt", "en": "the sex as printed"},
    "confirmNationality": {"nl": "de nationaliteit", "en": "the nationality"},
    "completeAddress": {"nl": "het volledige adres", "en": "the complete address"},
}
REFUSALS = {
    "documentNotAccepted": {
        "nl": "dit soort document wordt niet aanvaard; gebruik een paspoort, identiteitskaart of rijbewijs.",
        "en": "this kind of document is not accepted; use a passport, identity card or driving licence.",
    },
    "documentNotGenuine": {
        "nl": "het document kon niet als echt worden aanvaard; dien het origineel in.",
        "en": "the document could not be accepted as genuine; submit the original.",
    },
    "identityNotEstablished": {
        "nl": "de identiteit kon niet worden vastgesteld; dien een ander document in.",
        "en": "the identity could not be established; submit another document.",
    },
    "notForThisRoute": {
        "nl": "deze persoon volgt een andere weg; neem contact op met uw sociaal secretariaat.",
        "en": "this person takes another route; contact your social secretariat.",
    },
}
