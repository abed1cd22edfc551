"""What mails say, by template and language. Nothing personal: no name, no number, only where to look.

Bodies are paragraphs with an empty line between them; `{items}` and `{url}` are paragraphs of their own.
"""

from service.mail.access_texts import ACCESS_BODIES, ACCESS_SUBJECTS

SUBJECTS = {
    **ACCESS_SUBJECTS,
    "confirmEmail": {
        "nl": "Bevestig dit e-mailadres",
        "fr": "Confirmez cette adresse e-mail",
        "de": "Bestätigen Sie diese E-Mail-Adresse",
        "en": "Confirm this e-mail address",
    },
    "emailChanged": {
        "nl": "Uw e-mailadres is gewijzigd",
        "fr": "Votre adresse e-mail a été modifiée",
        "de": "Ihre E-Mail-Adresse wurde geändert",
        "en": "Your e-mail address was changed",
    },
    "numberAssigned": {
        "nl": "Uw aanvraag is beantwoord",
        "fr": "Votre demande a reçu une réponse",
        "de": "Ihr Antrag wurde beantwortet",
        "en": "Your request has been answered",
    },
    "underReview": {
        "nl": "Uw aanvraag wordt bekeken",
        "fr": "Votre demande est à l'examen",
        "de": "Ihr Antrag wird geprüft",
        "en": "Your request is being reviewed",
    },
    "moreInformationNeeded": {
        "nl": "Uw aanvraag: wij hebben nog iets nodig",
        "fr": "Votre demande : il nous faut encore quelque chose",
        "de": "Ihr Antrag: Wir brauchen noch etwas",
        "en": "Your request: we need something more",
    },
    "reminder": {
        "nl": "Herinnering: uw aanvraag wacht op uw antwoord",
        "fr": "Rappel : votre demande attend votre réponse",
        "de": "Erinnerung: Ihr Antrag wartet auf Ihre Antwort",
        "en": "Reminder: your request waits for your answer",
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
        "de": "Ihr Antrag wurde annulliert",
        "en": "Your request was cancelled",
    },
    "expired": {
        "nl": "Uw aanvraag is vervallen",
        "fr": "Votre demande a expiré",
        "de": "Ihr Antrag ist verfallen",
        "en": "Your request has expired",
    },
    "draftReminder": {
        "nl": "Herinnering: u hebt een ontwerp dat nog niet verzonden is",
        "fr": "Rappel : vous avez un brouillon qui n'est pas encore envoyé",
        "de": "Erinnerung: Sie haben einen Entwurf, der noch nicht abgesendet ist",
        "en": "Reminder: you have a draft that is not yet sent",
    },
    "draftExpired": {
        "nl": "Uw ontwerp is vervallen",
        "fr": "Votre brouillon a expiré",
        "de": "Ihr Entwurf ist verfallen",
        "en": "Your draft has expired",
    },
    "numberUnderCorrection": {
        "nl": "Een identificatienummer dat u kreeg, wordt nagekeken",
        "fr": "Un numéro d'identification que vous avez reçu est en cours de vérification",
        "de": "Eine Erkennungsnummer, die Sie erhalten haben, wird überprüft",
        "en": "An identification number that you received is being checked",
    },
    "numberConfirmed": {
        "nl": "Een identificatienummer dat u kreeg, is bevestigd",
        "fr": "Un numéro d'identification que vous avez reçu a été confirmé",
        "de": "Eine Erkennungsnummer, die Sie erhalten haben, ist bestätigt",
        "en": "An identification number that you received is confirmed",
    },
    "numberReplaced": {
        "nl": "Een identificatienummer dat u kreeg, is vervangen",
        "fr": "Un numéro d'identification que vous avez reçu a été remplacé",
        "de": "Eine Erkennungsnummer, die Sie erhalten haben, ist ersetzt",
        "en": "An identification number that you received is replaced",
    },
    "numberCancelled": {
        "nl": "Een identificatienummer dat u kreeg, is geannuleerd",
        "fr": "Un numéro d'identification que vous avez reçu a été annulé",
        "de": "Eine Erkennungsnummer, die Sie erhalten haben, ist annulliert",
        "en": "An identification number that you received is cancelled",
    },
}
BODIES = {
    **ACCESS_BODIES,
    "confirmEmail": {
        "nl": (
            "Iemand wil berichten van belgianIDpro op dit adres ontvangen. Was u het, meld u dan aan en "
            "bevestig het binnen 24 uur via deze link. Was u het niet, dan hoeft u niets te doen.\n\n{url}"
        ),
        "fr": (
            "Quelqu'un souhaite recevoir les e-mails de belgianIDpro à cette adresse. Si c'est vous, "
            "connectez-vous et confirmez-la dans les 24 heures via ce lien. Sinon, vous n'avez rien à faire."
            "\n\n{url}"
        ),
        "de": (
            "Jemand möchte Nachrichten von belgianIDpro an diese Adresse erhalten. Wenn Sie es waren, melden "
            "Sie sich an und bestätigen Sie die Adresse innerhalb von 24 Stunden über diesen Link. "
            "Andernfalls brauchen Sie nichts zu tun.\n\n{url}"
        ),
        "en": (
            "Somebody wants to receive the messages of belgianIDpro at this address. If it was you, sign in "
            "and confirm it within 24 hours by this link. If it was not, you need do nothing.\n\n{url}"
        ),
    },
    "emailChanged": {
        "nl": (
            "Voor uw account geldt voortaan een ander e-mailadres; dit adres krijgt geen berichten meer. "
            "Hebt u dat niet gevraagd, verwittig dan de beheerder van uw bedrijf.\n\n{url}"
        ),
        "fr": (
            "Votre compte utilise désormais une autre adresse e-mail ; cette adresse-ci ne recevra plus "
            "d'e-mails. Si vous ne l'avez pas demandé, avertissez l'administrateur de votre entreprise."
            "\n\n{url}"
        ),
        "de": (
            "Für Ihr Konto gilt künftig eine andere E-Mail-Adresse; diese Adresse erhält keine Nachrichten "
            "mehr. Wenn Sie das nicht veranlasst haben, benachrichtigen Sie den Verwalter Ihres "
            "Unternehmens.\n\n{url}"
        ),
        "en": (
            "Another e-mail address holds for your account from now on; this one gets no more messages. "
            "If you did not ask for it, tell the administrator of your company.\n\n{url}"
        ),
    },
    "numberAssigned": {
        "nl": "Het identificatienummer is toegekend. U vindt het in uw overzicht:\n\n{url}",
        "fr": "Le numéro d'identification a été attribué. Vous le trouverez sur le portail :\n\n{url}",
        "de": "Die Erkennungsnummer wurde zugeteilt. Sie finden sie in Ihrer Übersicht:\n\n{url}",
        "en": "The identification number has been assigned. You can find it in your overview:\n\n{url}",
    },
    "underReview": {
        "nl": "Een beoordelaar bekijkt uw aanvraag. U hoort van ons zodra ze beantwoord is:\n\n{url}",
        "fr": (
            "Un gestionnaire examine votre demande. Vous aurez de nos nouvelles dès qu'elle "
            "aura reçu une réponse :\n\n{url}"
        ),
        "de": "Ein Sachbearbeiter prüft Ihren Antrag. Sie hören von uns, sobald er beantwortet ist:\n\n{url}",
        "en": "A reviewer is looking at your request. You will hear from us when it is answered:\n\n{url}",
    },
    "moreInformationNeeded": {
        "nl": (
            "Om uw aanvraag te beantwoorden hebben wij nog iets nodig, uiterlijk op "
            "{deadline}:\n\n{items}\n\n"
            "Antwoordt u niet, dan vervalt de aanvraag na die dag. Antwoorden kunt u hier:\n\n{url}"
        ),
        "fr": (
            "Pour répondre à votre demande, il nous faut encore ceci, au plus tard le {deadline} :\n\n{items}"
            "\n\nSans réponse de votre part, la demande expire après cette date. Répondez ici :\n\n{url}"
        ),
        "de": (
            "Um Ihren Antrag zu beantworten, brauchen wir noch etwas, spätestens am "
            "{deadline}:\n\n{items}\n\n"
            "Antworten Sie nicht, so verfällt der Antrag nach diesem Tag. Antworten können Sie hier:\n\n{url}"
        ),
        "en": (
            "To answer your request we need something more, by {deadline} at the latest:\n\n{items}\n\n"
            "Without your answer the request expires after that day. Answer here:\n\n{url}"
        ),
    },
    "reminder": {
        "nl": (
            "Uw aanvraag wacht op uw antwoord en vervalt na {deadline}. Wij hebben dit nodig:\n\n{items}\n\n"
            "Antwoorden kunt u hier:\n\n{url}"
        ),
        "fr": (
            "Votre demande attend votre réponse et expire après le {deadline}. Il nous faut :\n\n{items}\n\n"
            "Répondez ici :\n\n{url}"
        ),
        "de": (
            "Ihr Antrag wartet auf Ihre Antwort und verfällt nach dem {deadline}. Wir "
            "brauchen:\n\n{items}\n\n"
            "Antworten können Sie hier:\n\n{url}"
        ),
        "en": (
            "Your request waits for your answer and expires after {deadline}. We need:\n\n{items}\n\n"
            "Answer here:\n\n{url}"
        ),
    },
    "refused": {
        "nl": "Uw aanvraag kon niet worden ingewilligd: {reason}\n\n{url}",
        "fr": "Votre demande n'a pas pu être acceptée : {reason}\n\n{url}",
        "de": "Ihrem Antrag konnte nicht entsprochen werden: {reason}\n\n{url}",
        "en": "Your request could not be granted: {reason}\n\n{url}",
    },
    "cancelled": {
        "nl": "De aanvraag werd geannuleerd.\n\n{url}",
        "fr": "La demande a été annulée.\n\n{url}",
        "de": "Der Antrag wurde annulliert.\n\n{url}",
        "en": "The request was cancelled.\n\n{url}",
    },
    "expired": {
        "nl": (
            "Wij kregen geen antwoord binnen de termijn; daarom is uw aanvraag vervallen. "
            "Hebt u het nummer nog nodig, dien dan een nieuwe aanvraag in.\n\n{url}"
        ),
        "fr": (
            "Nous n'avons pas reçu de réponse dans le délai ; votre demande a donc expiré. "
            "Si vous avez encore besoin du numéro, introduisez une nouvelle demande.\n\n{url}"
        ),
        "de": (
            "Wir haben innerhalb der Frist keine Antwort erhalten; Ihr Antrag ist daher verfallen. "
            "Brauchen Sie die Nummer noch, so stellen Sie einen neuen Antrag.\n\n{url}"
        ),
        "en": (
            "No answer reached us in time, so your request has expired. "
            "If you still need the number, make a new request.\n\n{url}"
        ),
    },
    "draftReminder": {
        "nl": "U bent een aanvraag begonnen en hebt ze niet verzonden. Ze vervalt na {deadline}:\n\n{url}",
        "fr": (
            "Vous avez commencé une demande et ne l'avez pas envoyée. "
            "Elle expire après le {deadline} :\n\n{url}"
        ),
        "de": (
            "Sie haben einen Antrag begonnen und nicht abgesendet. Er verfällt nach dem {deadline}:\n\n{url}"
        ),
        "en": "You began a request and did not send it. It expires after {deadline}:\n\n{url}",
    },
    "draftExpired": {
        "nl": "Het ontwerp werd niet verzonden en is vervallen. U kunt altijd opnieuw beginnen.\n\n{url}",
        "fr": (
            "Le brouillon n'a pas été envoyé et a expiré. Vous pouvez recommencer à tout moment.\n\n{url}"
        ),
        "de": (
            "Der Entwurf wurde nicht abgesendet und ist verfallen. "
            "Sie können jederzeit neu beginnen.\n\n{url}"
        ),
        "en": "The draft was not sent and has expired. You can begin again at any time.\n\n{url}",
    },
    "numberUnderCorrection": {
        "nl": (
            "Er is gemeld dat het nummer van deze aanvraag misschien fout is. Gebruik het niet voor nieuwe "
            "aangiften tot het nagekeken is; u hoort van ons.\n\n{url}"
        ),
        "fr": (
            "On nous a signalé que le numéro de cette demande est peut-être erroné. Ne l'utilisez "
            "pas pour de "
            "nouvelles déclarations avant qu'il soit vérifié ; vous aurez de nos nouvelles.\n\n{url}"
        ),
        "de": (
            "Uns wurde gemeldet, dass die Nummer dieses Antrags vielleicht falsch ist. Verwenden "
            "Sie sie nicht "
            "für neue Meldungen, bis sie überprüft ist; Sie hören von uns.\n\n{url}"
        ),
        "en": (
            "We were told that the number of this request may be wrong. Do not use it for new declarations "
            "until it has been checked; you will hear from us.\n\n{url}"
        ),
    },
    "numberConfirmed": {
        "nl": "Het nummer van deze aanvraag is nagekeken en is juist. U kunt het weer gebruiken.\n\n{url}",
        "fr": (
            "Le numéro de cette demande a été vérifié et est correct. "
            "Vous pouvez de nouveau l'utiliser.\n\n{url}"
        ),
        "de": (
            "Die Nummer dieses Antrags wurde überprüft und ist richtig. "
            "Sie können sie wieder verwenden.\n\n{url}"
        ),
        "en": "The number of this request has been checked and is right. You can use it again.\n\n{url}",
    },
    "numberReplaced": {
        "nl": (
            "Voor deze aanvraag geldt voortaan een ander identificatienummer. Gebruik het nieuwe, "
            "en verbeter "
            "wat u met het oude hebt aangegeven:\n\n{url}"
        ),
        "fr": (
            "Cette demande a désormais un autre numéro d'identification. Utilisez le nouveau numéro et "
            "corrigez ce que vous avez déclaré avec l'ancien :\n\n{url}"
        ),
        "de": (
            "Für diesen Antrag gilt künftig eine andere Erkennungsnummer. Verwenden Sie die neue, und "
            "berichtigen Sie, was Sie mit der alten gemeldet haben:\n\n{url}"
        ),
        "en": (
            "Another identification number holds for this request from now on. Use the new one, and correct "
            "what you declared with the old one:\n\n{url}"
        ),
    },
    "numberCancelled": {
        "nl": (
            "Het nummer van deze aanvraag is geannuleerd. Gebruik het niet meer, en dien een nieuwe aanvraag "
            "in als u een nummer nodig hebt:\n\n{url}"
        ),
        "fr": (
            "Le numéro de cette demande a été annulé. Ne l'utilisez plus, et introduisez une "
            "nouvelle demande "
            "si vous avez besoin d'un numéro :\n\n{url}"
        ),
        "de": (
            "Die Nummer dieses Antrags wurde annulliert. Verwenden Sie sie nicht mehr, und stellen Sie einen "
            "neuen Antrag, wenn Sie eine Nummer brauchen:\n\n{url}"
        ),
        "en": (
            "The number of this request has been cancelled. Do not use it any more, and make a "
            "new request if "
            "you need a number:\n\n{url}"
        ),
    },
}
