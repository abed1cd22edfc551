"""What is written for machines that the tests do not have: checked against its schema and against our own
code."""

import copy
import json
import re
import shlex
import tomllib
from pathlib import Path, PurePath

import jsonschema_rs
import pytest
import yaml

from models.manifest import entries
from service.cli import app
from service.operations.figures import COUNTERS, HISTOGRAMS
from service.settings import Settings
from service.settings_errors import is_secret, unknown_variables, variable_of

ROOT = Path(__file__).parents[2]
COMPOSE, DOCKERFILE, DEPLOY = ROOT / "compose.yaml", ROOT / "Dockerfile", ROOT / "deploy"
SCHEMA = json.loads((Path(__file__).with_name("compose-spec.json")).read_text(encoding="utf-8"))
"""Of the Compose specification, as check-jsonschema 0.39.0 (PyPI) brings it; Apache-2.0, see
LICENSE.compose-spec."""
OURS = {"migrate", "web-1", "web-2", "worker", "beat"}


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's, continued lines joined."""
    text = re.sub(r"^#.*\n", "", DOCKERFILE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = text.replace("\\\n", " ").splitlines()
    return [(line.split(None, 1)[0], line.split(None, 1)[1].strip()) for line in lines if line.strip()]


@pytest.mark.parametrize("path", [COMPOSE, DOCKERFILE, DEPLOY / "Caddyfile"], ids=lambda path: path.name)
def test_it_says_at_its_top_that_nobody_has_run_it_here(path):
    assert path.read_text(encoding="utf-8").startswith("# NOT RUN HERE")


def test_compose_keeps_the_schema_of_the_specification(compose):
    validator = jsonschema_rs.Draft202012Validator(SCHEMA)
    assert [str(error) for error in validator.iter_errors(compose)] == []
    wrong = copy.deepcopy(compose)
    wrong["services"]["worker"]["deploy"]["replicas"] = []
    wrong["services"]["worker"]["comand"] = []
    assert len([*validator.iter_errors(wrong)]) == 2, "the schema refuses what is none"


def test_compose_names_nothing_that_is_not_there(compose):
    services = compose["services"]
    for name, service in services.items():
        assert set(service.get("depends_on", {})) <= set(services), name
        assert set(service.get("networks", [])) <= set(compose["networks"]), name
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            there = (
                source in compose["volumes"]
                or (ROOT / source).exists()
                or (ROOT / f"{source}.example").exists()
            )
            assert there, (name, volume)
        for needed, how in service.get("depends_on", {}).items():
            if how["condition"] == "service_healthy":
                assert "test" in services[needed].get("healthcheck", {}), needed


def test_all_parts_are_there_and_only_the_proxy_is_reached_from_outside(compose):
    services = compose["services"]
    assert set(services) == OURS | {"proxy", "database", "broker", "s3", "clamav"}
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert services["worker"]["deploy"]["replicas"] >= 2
    assert compose["networks"]["inside"]["internal"]
    for name in ("database", "broker", "s3", "worker", "migrate"):
        assert services[name]["networks"] == ["inside"], name
    assert "max_size" in (DEPLOY / "Caddyfile").read_text()


def test_our_own_services_have_no_root_and_write_nowhere_but_to_their_volumes(compose):
    for name in OURS:
        service = compose["services"][name]
        assert service["read_only"], name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert not service["user"].startswith(("0", "root")), name


def read_settings(monkeypatch, given: dict[str, str]) -> Settings:
    """As a process reads them that is started with these variables."""
    with monkeypatch.context() as patch:
        for variable, value in given.items():
            patch.setenv(variable, value)
        return Settings()


def test_our_own_services_run_commands_and_settings_that_exist_and_carry_no_secret(compose, monkeypatch):
    commands = {command.name or command.callback.__name__ for command in app.registered_commands}
    secrets = {
        variable_of([name]) for name, field in Settings.model_fields.items() if is_secret(field.annotation)
    }
    assert "BELGIANIDPRO_MASTER_KEY" in secrets
    for name in OURS:
        service = compose["services"][name]
        assert service["command"][0] in commands, name
        given = service["environment"]
        assert not [*unknown_variables(Settings, given)], name
        assert not secrets & set(given), name
        assert given["BELGIANIDPRO_DEMO"] == "false", name
        read_settings(monkeypatch, given)


def test_the_image_is_built_in_two_stages_and_runs_without_root(instructions):
    kinds = [kind for kind, _ in instructions]
    assert kinds.count("FROM") == 2
    last = instructions[len(kinds) - 1 - kinds[::-1].index("FROM") :]
    assert dict(last)["USER"] == "10001:10001"
    assert "HEALTHCHECK" in dict(last)
    assert dict(last)["ENTRYPOINT"] == '["belgianidpro"]'
    assert "gcc" not in str(last)
    assert not any(kind == "ADD" for kind in kinds)
    health = json.loads(dict(last)["HEALTHCHECK"].split("CMD ", 1)[1])
    assert health[:2] == ["belgianidpro", "health"]


def test_the_image_copies_what_is_there_and_no_secret(instructions):
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    for kind, rest in instructions:
        if kind == "COPY" and "--from" not in rest:
            *sources, _ = shlex.split(rest)
            for source in sources:
                assert (ROOT / source).exists(), source
                assert source in allowed, source
        if kind in {"ENV", "ARG"}:
            assert not re.search(r"(KEY|SECRET|PASSWORD|TOKEN)\w*=", rest)


def test_alerts_ask_for_figures_that_are_served_and_the_runbook_knows_each():
    rules = yaml.safe_load((DEPLOY / "alerts.yaml").read_text(encoding="utf-8"))["groups"][0]["rules"]
    source = "".join(path.read_text() for path in (ROOT / "service" / "operations").glob("*.py"))
    runbook = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    known = {*COUNTERS, *HISTOGRAMS}
    for rule in rules:
        assert f"### {rule['alert']}\n" in runbook, rule["alert"]
        for name in re.findall(r"belgianidpro_\w+", rule["expr"]):
            base = re.sub(r"_(total|bucket|count|sum)$", "", name)
            outbox = re.sub(r"belgianidpro_(mail|webhook)_", "", base)
            assert base in known or f'"{base}"' in source or f'"{outbox}"' in source, name
    scrape = yaml.safe_load((DEPLOY / "prometheus.yaml").read_text(encoding="utf-8"))
    assert scrape["scrape_configs"][0]["static_configs"][0]["targets"] == ["web-1:9108", "web-2:9108"]


def test_every_bucket_may_be_written_by_the_application():
    """Also the one that remembers which keys were destroyed."""
    granted = json.loads((DEPLOY / "s3.json.example").read_text(encoding="utf-8"))["identities"][0]["actions"]
    environment = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["x-service"]["environment"]
    keys_bucket = environment["BELGIANIDPRO_S3_KEYS_BUCKET"]
    buckets = {Settings().s3_bucket, Settings().s3_erased_bucket, keys_bucket}
    assert {*granted} == {f"{right}:{one}" for right in ("Admin", "Read", "Write", "List") for one in buckets}


def test_the_web_processes_believe_their_own_proxy(compose, monkeypatch):
    """Else everybody behind it is one address to the limits."""
    subnet = compose["networks"]["front"]["ipam"]["config"][0]["subnet"]
    for name in ("web-1", "web-2"):
        told = read_settings(monkeypatch, compose["services"][name]["environment"])
        assert told.trusted_proxies == [subnet]


def test_every_model_that_is_committed_travels_in_a_wheel():
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"][
        "package-data"
    ]
    for model in entries().values():
        file = PurePath(model.file)
        if model.committed:
            of_package = [*patterns["*"], *patterns.get(f"models.{file.parent}", [])]
            assert any(file.match(pattern) for pattern in of_package), model.file
