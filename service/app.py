"""The web application: parts, middleware, routes."""

import importlib
import importlib.util
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from service import health
from service.auth.oidc.provider import Provider
from service.context import Services
from service.db import create_database_engine
from service.demo.samples_index import SampleIndex, load_samples
from service.embedded import resolve_database_url
from service.extractions import routes as extractions
from service.extractions.uploads import LimitBody
from service.jobs.broker import create_wake
from service.middleware import AddHeaders, AnswerUnforeseen, CheckHost
from service.problems import ErrorPage, install_handlers
from service.settings import Settings, load_settings
from service.storage.vault import open_vault

STATIC = Path(__file__).parent / "web" / "static"


def create_services(settings: Settings, database_url: str) -> Services:
    """The parts of the house, for a web process or a worker."""
    return Services(
        settings=settings,
        engine=create_database_engine(database_url),
        vault=open_vault(settings),
        samples=load_samples(settings.demo_samples_dir) if settings.demo else SampleIndex(),
        wake=create_wake(settings),
        provider=Provider(settings.oidc, settings.public_url) if settings.oidc else None,
    )


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application. Without `DATABASE_URL` it joins the embedded server in the data folder."""
    settings = settings or load_settings()
    url, embedded = resolve_database_url(settings)
    services = create_services(settings, url)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        services.engine.dispose()
        if embedded is not None:
            embedded.stop()

    app = FastAPI(
        title="belgianIDpro",
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    app.state.services = services
    app.include_router(health.router)
    app.include_router(extractions.router)
    app.add_middleware(AnswerUnforeseen, respond=install_handlers(app, _include_portal(app)))
    app.add_middleware(LimitBody, limit=settings.max_upload_bytes)
    app.add_middleware(CheckHost, hosts=settings.allowed_hosts)
    app.add_middleware(AddHeaders)
    if STATIC.is_dir():
        app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


def _include_portal(app: FastAPI) -> ErrorPage | None:
    """Adds the portal's pages, and returns what draws its error page."""
    if importlib.util.find_spec("service.web.pages") is None:
        return None
    pages = importlib.import_module("service.web.pages")  # the API also runs without its pages
    app.include_router(pages.router, include_in_schema=False)
    render: ErrorPage = pages.render_error
    return render
