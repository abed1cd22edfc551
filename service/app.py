"""The web application: parts, middleware, routes."""

import importlib
import importlib.util
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles
from sqlalchemy.orm import Session

from service import health
from service.api.description import describe, operation_id
from service.auth.oidc.provider import Provider
from service.context import Services
from service.corrections import routes as corrections
from service.db import create_database_engine
from service.demo.samples_index import SampleIndex, load_samples
from service.embedded import resolve_database_url
from service.extractions import routes as extractions
from service.extractions.uploads import LimitBody
from service.jobs.broker import create_wake
from service.limits.dependencies import count_call, weigh_refusal
from service.middleware import AddHeaders, AnswerUnforeseen, CheckHost, KeepInside
from service.operations.access import WatchCalls
from service.operations.health import HealthMonitor
from service.operations.parts import list_checks
from service.operations.web_figures import WebFigures
from service.problems import ErrorPage, install_handlers
from service.registry import routes as registry
from service.registry.port import Registry
from service.registry.remote import RemoteRegistry, RemoteSource
from service.registry.repository import SqlRegistry
from service.registry.warming import Warming
from service.requests import routes as requests
from service.reviews import routes as reviews
from service.seals import seal_with
from service.settings import Settings, load_settings
from service.storage.vault import open_vault
from service.webhooks import routes as webhooks

API = (
    extractions.router,
    requests.router,
    reviews.router,
    corrections.router,
    registry.router,
    webhooks.router,
)
STATIC = Path(__file__).parent / "web" / "static"


def create_services(settings: Settings, database_url: str) -> Services:
    """The parts of the house, for a web process or a worker."""
    engine, vault = create_database_engine(database_url), open_vault(settings)
    seal_with(engine, vault.keys)
    return Services(
        settings=settings,
        engine=engine,
        vault=vault,
        samples=load_samples(settings.demo_samples_dir) if settings.demo else SampleIndex(),
        wake=create_wake(settings),
        registry=choose_registry(settings),
        provider=Provider(settings.oidc, settings.public_url) if settings.oidc else None,
    )


def choose_registry(settings: Settings) -> Callable[[Session], Registry]:
    """The registry that the settings name: another service's, or the tables of our own database."""
    if settings.registry_url is None:
        return SqlRegistry
    return partial(RemoteRegistry, RemoteSource(settings))


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application. Without `DATABASE_URL` it joins the embedded server in the data folder."""
    settings = settings or load_settings()
    url, embedded = resolve_database_url(settings)
    services = create_services(settings, url)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        warming = Warming(services.engine)
        warming.start()
        yield
        warming.give_up()
        services.engine.dispose()
        if embedded is not None:
            embedded.stop()

    app = FastAPI(
        title="belgianIDpro",
        version="1",
        lifespan=lifespan,
        dependencies=[Depends(count_call)],
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        generate_unique_id_function=operation_id,
    )
    app.state.services = services
    app.state.health = HealthMonitor(list_checks(services), settings.health_seconds)
    for router in (health.router, *API):
        app.include_router(router)
    app.openapi = partial(describe, app)  # type: ignore[method-assign]
    app.add_middleware(AnswerUnforeseen, respond=install_handlers(app, _include_portal(app), weigh_refusal))
    app.add_middleware(LimitBody, limit=settings.max_upload_bytes)
    app.add_middleware(CheckHost, hosts=settings.allowed_hosts)
    if settings.demo:
        app.add_middleware(KeepInside)
    app.state.web_figures = WebFigures()
    app.add_middleware(WatchCalls, figures=app.state.web_figures)
    app.add_middleware(AddHeaders, secure=settings.is_secure)
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
