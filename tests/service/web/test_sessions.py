"""A session that is about to end: told in time, lengthened when asked for, and never past its longest."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from service.auth.models import SignInSession
from service.auth.service import COOKIE
from service.db import now, transaction


@pytest.fixture
def form(sign_in, employer):
    return sign_in(employer)


@pytest.fixture
def session_row(client, form):
    """Changes the browser's session in the database, or reads when it ends."""

    def change(**values):
        with transaction(client.app.state.services.engine) as session:
            row = session.scalars(select(SignInSession).order_by(SignInSession.created_at.desc())).first()
            for name, value in values.items():
                setattr(row, name, value)
            return row.expires_at

    return change


def test_the_page_warns_only_when_the_end_is_near(client, form, session_row):
    assert 'class="app-session"' not in client.get("/requests").text
    session_row(expires_at=now() + timedelta(minutes=5))
    page = client.get("/requests").text
    assert 'class="app-session"' in page
    assert 'action="/session"' in page


def test_staying_gives_the_hours_anew_and_leads_back(client, form, session_row):
    session_row(expires_at=now() + timedelta(minutes=5))
    answer = client.post("/session", data={**form, "next": "/requests/new"})
    assert answer.headers["location"] == "/requests/new"
    assert COOKIE in answer.headers["set-cookie"]
    assert session_row() > now() + timedelta(hours=9)
    told = client.post("/session", data=form, headers={"Accept": "application/json"}).json()
    # An hour without a call ends it before.
    assert 50 * 60 < told["seconds"] <= 60 * 60


def test_no_session_outlives_its_longest(client, form, session_row):
    end = now() + timedelta(minutes=5)
    session_row(expires_at=end, created_at=now() - timedelta(hours=23, minutes=55))
    client.post("/session", data=form)
    assert session_row() < now() + timedelta(minutes=6)


def test_another_site_lengthens_nothing_and_nobody_else_does(client, form):
    assert client.post("/session", data={"csrfToken": "wrong"}).status_code == 403
    client.cookies.clear()
    assert client.post("/session").status_code in {303, 401}
