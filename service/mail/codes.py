"""What mails say of the codes: of each item that was asked for the defect and its remedy, and of refusals."""

DEFECTS = {
    "betterScan": {
        "nl": "De scan is niet goed leesbaar.",
        "fr": "Le scan n'est pas assez lisible.",
        "de": "Der Scan ist nicht gut lesbar.",
        "en": "The scan cannot be read well.",
    },
    "otherSide": {
        "nl": "Een kant van het document ontbreekt.",
        "fr": "Il manque un côté du document.",
        "de": "Eine Seite des Dokuments fehlt.",
        "en": "One side of the document is missing.",
    },
    "validDocument": {
        "nl": "Het document is niet geldig.",
        "fr": "Le document n'est pas valable.",
        "de": "Das Dokument ist nicht gültig.",
        "en": "The document is not valid.",
    },
    "confirmFamilyName": {
        "nl": "De familienaam is niet zeker.",
        "fr": "Le nom de famille n'est pas certain.",
        "de": "Der Familienname ist nicht sicher.",
        "en": "The family name is not certain.",
    },
    "confirmGivenNames": {
        "nl": "De voornamen zijn niet zeker.",
        "fr": "Les prénoms ne sont pas certains.",
        "de": "Die Vornamen sind nicht sicher.",
        "en": "The given names are not certain.",
    },
    "confirmBirthDate": {
        "nl": "De geboortedatum is niet zeker.",
        "fr": "La date de naissance n'est pas certaine.",
        "de": "Das Geburtsdatum ist nicht sicher.",
        "en": "The date of birth is not certain.",
    },
    "confirmPlaceOfBirth": {
        "nl": "De geboorteplaats is niet zeker.",
        "fr": "Le lieu de naissance n'est pas certain.",
        "de": "Der Geburtsort ist nicht sicher.",
        "en": "The place of birth is not certain.",
    },
    "confirmGender": {
        "nl": "Het geslacht is niet zeker.",
        "fr": "Le sexe n'est pas certain.",
        "de": "Das Geschlecht ist nicht sicher.",
        "en": "The sex is not certain.",
    },
    "confirmNationality": {
        "nl": "De nationaliteit is niet zeker.",
        "fr": "La nationalité n'est pas certaine.",
        "de": "Die Staatsangehörigkeit ist nicht sicher.",
        "en": "The nationality is not certain.",
    },
    "completeAddress": {
        "nl": "Het adres is niet volledig.",
        "fr": "L'adresse n'est pas complète.",
        "de": "Die Adresse ist nicht vollständig.",
        "en": "The address is not complete.",
    },
}
AS_PRINTED = {
    "nl": "Vergelijk met het document en vul in wat erop gedrukt staat.",
    "fr": "Comparez avec le document et indiquez ce qui y est imprimé.",
    "de": "Vergleichen Sie mit dem Dokument und geben Sie an, was darauf gedruckt steht.",
    "en": "Compare with the document and enter what is printed on it.",
}
REMEDIES = {
    "betterScan": {
        "nl": "Maak een scherpere scan, zonder lichtvlek en met alle randen zichtbaar.",
        "fr": "Faites un scan plus net, sans reflet et avec tous les bords visibles.",
        "de": "Machen Sie einen schärferen Scan, ohne Spiegelung, auf dem alle Ränder sichtbar sind.",
        "en": "Make a sharper scan, without glare and with all edges visible.",
    },
    "otherSide": {
        "nl": "Voeg een scan van de andere kant toe.",
        "fr": "Ajoutez un scan de l'autre côté du document.",
        "de": "Fügen Sie einen Scan der anderen Seite hinzu.",
        "en": "Add a scan of the other side.",
    },
    "validDocument": {
        "nl": "Gebruik een paspoort, identiteitskaart of rijbewijs dat nog geldig is.",
        "fr": "Utilisez un passeport, une carte d'identité ou un permis de conduire encore valable.",
        "de": "Verwenden Sie einen Reisepass, Personalausweis oder Führerschein, der noch gültig ist.",
        "en": "Use a passport, identity card or driving licence that is still valid.",
    },
    "confirmFamilyName": AS_PRINTED,
    "confirmGivenNames": AS_PRINTED,
    "confirmBirthDate": AS_PRINTED,
    "confirmPlaceOfBirth": AS_PRINTED,
    "confirmGender": AS_PRINTED,
    "confirmNationality": AS_PRINTED,
    "completeAddress": {
        "nl": "Vul straat, huisnummer, postcode, gemeente en land aan.",
        "fr": "Complétez la rue, le numéro, le code postal, la commune et le pays.",
        "de": "Ergänzen Sie Straße, Hausnummer, Postleitzahl, Gemeinde und Land.",
        "en": "Complete street, house number, postcode, town and country.",
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
            "Diese Art von Dokument wird nicht angenommen; verwenden Sie einen Reisepass, "
            "Personalausweis oder Führerschein."
        ),
        "en": "this kind of document is not accepted; use a passport, identity card or driving licence.",
    },
    "documentNotGenuine": {
        "nl": "het document kon niet als echt worden aanvaard; dien het origineel in.",
        "fr": "le document n'a pas pu être accepté comme authentique ; présentez l'original.",
        "de": "Das Dokument konnte nicht als echt anerkannt werden; reichen Sie das Original ein.",
        "en": "the document could not be accepted as genuine; submit the original.",
    },
    "identityNotEstablished": {
        "nl": "de identiteit kon niet worden vastgesteld; dien een ander document in.",
        "fr": "l'identité n'a pas pu être établie ; présentez un autre document.",
        "de": "Die Identität konnte nicht festgestellt werden; reichen Sie ein anderes Dokument ein.",
        "en": "the identity could not be established; submit another document.",
    },
    "notForThisRoute": {
        "nl": "voor deze persoon geldt een andere procedure; neem contact op met uw sociaal secretariaat.",
        "fr": "cette personne relève d'une autre procédure ; contactez votre secrétariat social.",
        "de": "Für diese Person gilt ein anderes Verfahren; wenden Sie sich an Ihr Sozialsekretariat.",
        "en": "this person takes another route; contact your social secretariat.",
    },
}
