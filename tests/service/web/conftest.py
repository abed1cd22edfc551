"""Browsers of the portal over HTTP."""

import pytest

from service.auth.service import COOKIE, actor_of_cookie, csrf_token, sign_in_demo
from service.db import transaction


@pytest.fixture
def sign_in(client):
    """Signs an actor in; returns the form field every form of the session needs."""

    def make(actor):
        services = client.app.state.services
        client.cookies.set(COOKIE, sign_in_demo(services, actor.account_id))
        with transaction(services.engine) as session:
            return {
                "csrfToken": csrf_token(services, actor_of_cookie(services, session, client.cookies[COOKIE]))
            }

    return make
