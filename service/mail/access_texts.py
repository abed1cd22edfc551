"""What mails say about who may act for an organisation. Its name stands in the body, no person's does."""

ACCESS_SUBJECTS = {
    "invitation": {
        "nl": "U bent uitgenodigd voor belgianIDpro",
        "fr": "Vous êtes invité(e) sur belgianIDpro",
        "de": "Sie sind zu belgianIDpro eingeladen",
        "en": "You are invited to belgianIDpro",
    },
    "accessAsked": {
        "nl": "Iemand vraagt toegang",
        "fr": "Quelqu'un demande un accès",
        "de": "Jemand beantragt Zugang",
        "en": "Somebody asks for access",
    },
    "accessApproved": {
        "nl": "Uw toegang is goedgekeurd",
        "fr": "Votre accès est approuvé",
        "de": "Ihr Zugang ist genehmigt",
        "en": "Your access is approved",
    },
    "accessRefused": {
        "nl": "Uw vraag om toegang is afgewezen",
        "fr": "Votre demande d'accès est refusée",
        "de": "Ihr Antrag auf Zugang ist abgelehnt",
        "en": "Your request for access is refused",
    },
    "accessRevoked": {
        "nl": "Uw toegang is beëindigd",
        "fr": "Votre accès a pris fin",
        "de": "Ihr Zugang ist beendet",
        "en": "Your access has ended",
    },
}
ACCESS_BODIES = {
    "invitation": {
        "nl": (
            "{organisation} nodigt u uit om in haar naam identificatienummers aan te vragen of op te volgen. "
            "Meld u uiterlijk op {deadline} aan met dit e-mailadres; daarna vervalt de "
            "uitnodiging:\n\n{url}\n\n"
            "Verwacht u deze uitnodiging niet, dan hoeft u niets te doen."
        ),
        "fr": (
            "{organisation} vous invite à demander ou à suivre des numéros d'identification en son nom. "
            "Connectez-vous avec cette adresse e-mail au plus tard le {deadline} ; ensuite, "
            "l'invitation expire :\n\n{url}\n\n"
            "Si vous n'attendiez pas cette invitation, vous n'avez rien à faire."
        ),
        "de": (
            "{organisation} lädt Sie ein, in ihrem Namen Erkennungsnummern zu beantragen oder zu verfolgen. "
            "Melden Sie sich spätestens am {deadline} mit dieser E-Mail-Adresse an; danach verfällt "
            "die Einladung:\n\n{url}\n\n"
            "Erwarten Sie diese Einladung nicht, so brauchen Sie nichts zu tun."
        ),
        "en": (
            "{organisation} invites you to ask for identification numbers in its name, or to follow them. "
            "Sign in with this e-mail address by {deadline}; after that day the invitation ends:\n\n{url}\n\n"
            "If you do not expect this invitation, you need not do anything."
        ),
    },
    "accessAsked": {
        "nl": "Iemand vraagt om voor {organisation} op te treden. U beslist hier:\n\n{url}",
        "fr": "Quelqu'un demande à pouvoir agir pour {organisation}. Décidez ici :\n\n{url}",
        "de": "Jemand beantragt, für {organisation} handeln zu dürfen. Sie entscheiden hier:\n\n{url}",
        "en": "Somebody asks to act for {organisation}. You decide here:\n\n{url}",
    },
    "accessApproved": {
        "nl": "U kunt voortaan voor {organisation} optreden:\n\n{url}",
        "fr": "Vous pouvez désormais agir pour {organisation} :\n\n{url}",
        "de": "Sie können von nun an für {organisation} handeln:\n\n{url}",
        "en": "You can act for {organisation} from now on:\n\n{url}",
    },
    "accessRefused": {
        "nl": (
            "Uw vraag om voor {organisation} op te treden is afgewezen. Hebt u vragen, richt u dan tot de "
            "beheerder van het bedrijf.\n\n{url}"
        ),
        "fr": (
            "Votre demande d'agir pour {organisation} est refusée. Pour toute question, adressez-vous à "
            "l'administrateur de l'entreprise.\n\n{url}"
        ),
        "de": (
            "Ihr Antrag, für {organisation} handeln zu dürfen, ist abgelehnt. Bei Fragen wenden Sie sich an "
            "den Verwalter des Unternehmens.\n\n{url}"
        ),
        "en": (
            "Your request to act for {organisation} is refused. If you have questions, ask the company's "
            "administrator.\n\n{url}"
        ),
    },
    "accessRevoked": {
        "nl": (
            "U kunt niet meer voor {organisation} optreden. Hebt u vragen, richt u dan tot de beheerder van "
            "het bedrijf.\n\n{url}"
        ),
        "fr": (
            "Vous ne pouvez plus agir pour {organisation}. Pour toute question, adressez-vous à "
            "l'administrateur de l'entreprise.\n\n{url}"
        ),
        "de": (
            "Sie können nicht mehr für {organisation} handeln. Bei Fragen wenden Sie sich an den Verwalter "
            "des Unternehmens.\n\n{url}"
        ),
        "en": (
            "You can no longer act for {organisation}. If you have questions, ask the company's "
            "administrator.\n\n{url}"
        ),
    },
}
PLACES = {
    "invitation": "/sign-in",
    "accessAsked": "/organisation/users",
    "accessApproved": "/organisations",
    "accessRefused": "/organisations",
    "accessRevoked": "/organisations",
}
"""Where each of them leads."""
