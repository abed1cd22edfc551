"""Settings: a page that is whole, and errors that name the variable and never its value."""

import json
import os
import subprocess
import sys

import pytest

from service.settings import Settings, load_settings
from service.settings_errors import SettingInvalid, unknown_variables
from service.settings_table import TABLE, draw_table


def test_the_page_is_what_the_settings_say_and_every_setting_is_described():
    assert TABLE.read_text(encoding="utf-8") == draw_table(), "python -m service.settings_table --update"
    assert str(TABLE.parents[1]) not in draw_table()


@pytest.mark.parametrize(
    ("variable", "value", "named"),
    [
        ("BELGIANIDPRO_PORT", "sesame", "BELGIANIDPRO_PORT"),
        ("BELGIANIDPRO_PORT", "70000", "BELGIANIDPRO_PORT"),
        ("BELGIANIDPRO_SWEEP_SECONDS", "-1", "BELGIANIDPRO_SWEEP_SECONDS"),
        ("BELGIANIDPRO_DEMO", "sesame", "BELGIANIDPRO_DEMO"),
        ("BELGIANIDPRO_ALLOWED_HOSTS", "sesame.example", "BELGIANIDPRO_ALLOWED_HOSTS"),
        ("BELGIANIDPRO_LOG_LEVEL", "sesame", "BELGIANIDPRO_LOG_LEVEL"),
        ("BELGIANIDPRO_OIDC__LEEWAY_SECONDS", "sesame", "BELGIANIDPRO_OIDC__ISSUER"),
        ("BELGIANIDPRO_S3_URL", "sesame", "BELGIANIDPRO_S3_URL"),
        ("BELGIANIDPRO_S3_URL", "http://sesame", "BELGIANIDPRO_S3_ACCESS_KEY"),
        ("BELGIANIDPRO_MASTER_KEY", "sesame", "BELGIANIDPRO_MASTER_KEY"),
        ("BELGIANIDPRO_SMTP_USERNAME", "sesame", "BELGIANIDPRO_SMTP_PASSWORD"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_its_remedy_and_without_its_value(
    monkeypatch, variable, value, named
):
    monkeypatch.setenv(variable, value)
    load_settings.cache_clear()
    try:
        with pytest.raises(SettingInvalid) as raised:
            load_settings()
    finally:
        load_settings.cache_clear()
    told = json.dumps(raised.value.as_dict())
    assert raised.value.context["variable"] == named
    assert named in raised.value.advice
    assert "sesame" not in told
    assert raised.value.__suppress_context__ or raised.value.__context__ is None


@pytest.mark.parametrize("command", ["serve", "web", "worker", "beat"])
def test_the_start_ends_with_it(command, tmp_path):
    environment = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    environment |= {"BELGIANIDPRO_MASTER_KEY": "sesame", "BELGIANIDPRO_DATA_DIR": str(tmp_path / "data")}
    ended = subprocess.run(
        [sys.executable, "-m", "service", command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert json.loads(ended.stderr)["error"]["code"] == "settingInvalid"
    assert "sesame" not in ended.stderr + ended.stdout
    assert not (tmp_path / "data").exists(), "nothing is touched before"


def test_a_misspelt_variable_is_found():
    given = {
        "BELGIANIDPRO_S3_URI": "x",
        "BELGIANIDPRO_OIDC__CLAIMS__ROLES": "x",
        "BELGIANIDPRO_PORT": "1",
        "PATH": "",
    }
    assert unknown_variables(Settings, given) == ["BELGIANIDPRO_S3_URI"]
