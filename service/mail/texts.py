"""What mails say, by template and language. Nothing personal: no name, no number, only where to look."""

SUBJECTS = {
    "numberAssigned": {
        "nl": "Uw aanvraag is beantwoord",
        "fr": "Votre demande a reçu une réponse",
        "de": "Ihr Antrag wurde beantwortet",
        "en": "Your request has been answered",
    },
    "underReview": {
        "nl": "Uw aanvraag wordt nagekeken",
        "fr": "Votre demande est examinée",
        "de": "Ihr Antrag wird geprüft",
        "en": "Your request is being reviewed",
    },
    "moreInformationNeeded": {
        "nl": "Uw aanvraag: wij hebben nog iets nodig",
        "fr": "Votre demande : il nous faut encore quelque chose",
        "de": "Ihr Antrag: wir brauchen noch etwas",
        "en": "Your request: we need more",
    },
    "refused": {
        "nl": "Uw aanvraag is geweigerd",
        "fr": "Votre demande a été refusée",
        "de": "Ihr Antrag wurde abgelehnt",
        "en": "Your request was refused",
    },
    "cancelled": {
        "nl": "Uw aanvraag is geannuleerd",
        "fr": "Votre demande a été annulée",
        "de": "Ihr Antrag wurde storniert",
        "en": "Your request was cancelled",
    },
}
BODIES = {
    "numberAssigned": {
        "nl": "Het identificatienummer is toegekend. U vindt het in uw overzicht:\n{url}\n",
        "fr": "Le numéro d'identification a été attribué. Vous le trouvez dans votre aperçu :\n{url}\n",
        "de": "Die Erkennungsnummer wurde zugeteilt. Sie finden sie in Ihrer Übersicht:\n{url}\n",
        "en": "The identification number has been assigned. You find it in your overview:\n{url}\n",
    },
    "underReview": {
        "nl": "Een medewerker kijkt uw aanvraag na. U hoort van ons zodra ze beantwoord is:\n{url}\n",
        "fr": (
            "Un gestionnaire examine votre demande. Vous aurez de nos nouvelles dès qu'elle "
            "aura reçu une réponse :\n{url}\n"
        ),
        "de": "Ein Sachbearbeiter prüft Ihren Antrag. Sie hören von uns, sobald er beantwortet ist:\n{url}\n",
        "en": "A reviewer is looking at your request. You will hear from us when it is answered:\n{url}\n",
    },
    "moreInformationNeeded": {
        "nl": "Om uw aanvraag te beantwoorden hebben wij nodig, uiterlijk op {deadline}:\n{items}\n\n{url}\n",
        "fr": "Pour répondre à votre demande, il nous faut, au plus tard le {deadline} :\n{items}\n\n{url}\n",
        "de": "Um Ihren Antrag zu beantworten, brauchen wir spätestens am {deadline}:\n{items}\n\n{url}\n",
        "en": "To answer your request we need, by {deadline} at the latest:\n{items}\n\n{url}\n",
    },
    "refused": {
        "nl": "Uw aanvraag kon niet worden ingewilligd: {reason}\n{url}\n",
        "fr": "Votre demande n'a pas pu être acceptée : {reason}\n{url}\n",
        "de": "Ihrem Antrag konnte nicht entsprochen werden: {reason}\n{url}\n",
        "en": "Your request could not be granted: {reason}\n{url}\n",
    },
    "cancelled": {
        "nl": "De aanvraag werd geannuleerd.\n{url}\n",
        "fr": "La demande a été annulée.\n{url}\n",
        "de": "Der Antrag wurde storniert.\n{url}\n",
        "en": "The request was cancelled.\n{url}\n",
    },
}
ITEMS = {
    "betterScan": {
        "nl": "een scherpere scan, zonder schittering en met alle randen zichtbaar",
        "fr": "un scan plus net, sans reflet et avec tous les bords visibles",
        "de": "ein schärferer Scan, ohne Glanzstelle und mit allen Rändern",
        "en": "a sharper scan, without glare and with all edges visible",
    },
    "otherSide": {
        "nl": "de andere kant van het document",
        "fr": "l'autre côté du document",
        "de": "die andere Seite des Dokuments",
        "en": "the other side of the document",
    },
    "validDocument": {
        "nl": "een document dat nog geldig is",
        "fr": "un document encore valable",
        "de": "ein Dokument, das noch gültig ist",
        "en": "a document that is still valid",
    },
    "confirmFamilyName": {
        "nl": "de familienaam zoals gedrukt",
        "fr": "le nom de famille tel qu'imprimé",
        "de": "der Familienname, wie gedruckt",
        "en": "the family name as printed",
    },
    "confirmGivenNames": {
        "nl": "de voornamen zoals gedrukt",
        "fr": "les prénoms tels qu'imprimés",
        "de": "die Vornamen, wie gedruckt",
        "en": "the given names as printed",
    },
    "confirmBirthDate": {
        "nl": "de geboortedatum zoals gedrukt",
        "fr": "la date de naissance telle qu'imprimée",
        "de": "das Geburtsdatum, wie gedruckt",
        "en": "the date of birth as printed",
    },
    "confirmPlaceOfBirth": {
        "nl": "de geboorteplaats zoals gedrukt",
        "fr": "le lieu de naissance tel qu'imprimé",
        "de": "der Geburtsort, wie gedruckt",
        "en": "the place of birth as printed",
    },
    "confirmGender": {
        "nl": "het geslacht zoals gedrukt",
        "fr": "le sexe tel qu'imprimé",
        "de": "das Geschlecht, wie gedruckt",
        "en": "the sex as printed",
    },
    "confirmNationality": {
        "nl": "de nationaliteit",
        "fr": "la nationalité",
        "de": "die Staatsangehörigkeit",
        "en": "the nationality",
    },
    "completeAddress": {
        "nl": "het volledige adres",
        "fr": "l'adresse complète",
        "de": "die vollständige Adresse",
        "en": "the complete address",
    },
}
REFUSALS = {
    "documentNotAccepted": {
        "nl": "dit soort document wordt niet aanvaard; gebruik een paspoort, identiteitskaart of rijbewijs.",
        "fr": (
            "ce type de document n'est pas accepté ; utilisez un passeport, une carte "
            "d'identité ou un permis de conduire."
        ),
        "de": (
            "diese Art von Dokument wird nicht angenommen; verwenden Sie einen Reisepass, "
            "Personalausweis oder Führerschein."
        ),
        "en": "this kind of document is not accepted; use a passport, identity card or driving licence.",
    },
    "documentNotGenuine": {
        "nl": "het document kon niet als echt worden aanvaard; dien het origineel in.",
        "fr": "le document n'a pas pu être accepté comme authentique ; présentez l'original.",
        "de": "das Dokument konnte nicht als echt angenommen werden; reichen Sie das Original ein.",
        "en": "the document could not be accepted as genuine; submit the original.",
    },
    "identityNotEstablished": {
        "nl": "de identiteit kon niet worden vastgesteld; dien een ander document in.",
        "fr": "l'identité n'a pas pu être établie ; présentez un autre document.",
        "de": "die Identität konnte nicht festgestellt werden; reichen Sie ein anderes Dokument ein.",
        "en": "the identity could not be established; submit another document.",
    },
    "notForThisRoute": {
        "nl": "deze persoon volgt een andere weg; neem contact op met uw sociaal secretariaat.",
        "fr": "cette personne relève d'une autre voie ; contactez votre secrétariat social.",
        "de": "für diese Person gilt ein anderer Weg; wenden Sie sich an Ihr Sozialsekretariat.",
        "en": "this person takes another route; contact your social secretariat.",
    },
}
