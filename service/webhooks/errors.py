"""What a webhook refuses, beside an address (`service.webhooks.address`)."""

from models.errors import CodedError


class TooManyWebhooks(CodedError):
    code = "tooManyWebhooks"
    status = 409
    message = "Your organisation has {limit} webhooks already."
    remedy = "Switch off one that is no longer needed."


class WebhookDisabled(CodedError):
    code = "webhookDisabled"
    status = 409
    message = "This webhook is switched off."
    remedy = "Make a new one."


class MessageNotParked(CodedError):
    code = "messageNotParked"
    status = 409
    message = "This message was delivered, or is still being tried."
    remedy = "Wait for its delivery; only parked messages are sent again on demand."
