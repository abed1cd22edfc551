"""Lines of the log: machine-readable, with the id of their call, and never with a person in them."""

import json
import logging
import sys

import pytest

from service.operations.logs import EXTRA, Filled, JsonLines, PlainLines, set_up_logging
from service.trace import choose_trace, current_trace, trace_headers, tracing

TRACE = "4bf92f35-77b3-4da6-a3ce-929d0e0e4736"


@pytest.fixture
def headers(api_token):
    return {"Authorization": f"Bearer {api_token}"}


@pytest.fixture
def lines():
    """What the formatter makes of a logger's records."""
    found = []

    class Keep(logging.Handler):
        def emit(self, record):
            found.append(json.loads(JsonLines().format(record)))

    handler = Keep()
    handler.addFilter(Filled())
    root = logging.getLogger()
    root.addHandler(handler)
    yield found
    root.removeHandler(handler)


def test_a_line_says_when_who_what_and_for_which_call(lines):
    with tracing(TRACE):
        logging.getLogger("service.x").warning("job %s", 7, extra={EXTRA: {"kind": "extraction"}})
    [line] = lines
    assert line.pop("at").endswith("+00:00")
    assert line.pop("process")
    assert line == {
        "level": "warning",
        "logger": "service.x",
        "message": "job 7",
        "traceId": TRACE,
        "kind": "extraction",
    }


@pytest.mark.parametrize("formatter", [JsonLines(), PlainLines()])
def test_what_an_exception_says_is_not_written_but_where_it_was(formatter):
    try:
        raise ValueError("Secretname")
    except ValueError:
        record = logging.getLogger("service").makeRecord(
            "service", logging.ERROR, "", 1, "broke", (), exc_info=sys.exc_info()
        )
    line = formatter.format(record)
    assert "ValueError" in line
    assert "test_logs.py" in line
    assert "Secretname" not in line


def test_what_another_package_puts_into_its_message_is_left_out(lines):
    logging.getLogger("celery.x").error("Task %s raised: %r", "run", ValueError("Secretname"))
    assert [line["message"] for line in lines] == ["Task %s raised: %r"]


def test_levels_and_form_are_the_settings(settings, capsys):
    before = logging.getLogger().handlers[:], logging.getLogger("service").level
    try:
        set_up_logging(settings.model_copy(update={"log_level": "error", "log_format": "json"}))
        logging.getLogger("service.x").warning("quiet")
        logging.getLogger("service.x").error("loud")
        set_up_logging(settings.model_copy(update={"log_level": "debug", "log_format": "text"}))
        logging.getLogger("service.x").debug("low")
        logging.getLogger("httpx").info("noise")
    finally:
        logging.getLogger().handlers[:] = before[0]
        logging.getLogger("service").setLevel(before[1])
    first, second = capsys.readouterr().out.splitlines()
    assert json.loads(first)["message"] == "loud"
    assert second.endswith("DEBUG service.x: low")


def test_the_log_of_calls_names_routes_and_ids_and_no_address(client, headers, caplog):
    unknown = "5f0c8b1e-8f2a-4a59-9f43-3f8b1f2d7a10"
    with caplog.at_level(logging.DEBUG, logger="service.operations.access"):
        client.get(f"/v1/requests/{unknown}?name=Secretname", headers=headers)
        client.get("/Secretname/elsewhere")
        client.get("/static/Secretname.css")
        client.request("SECRETNAME", "/health")
    told = [getattr(record, EXTRA) for record in caplog.records]
    assert [(one["method"], one["route"], one["status"]) for one in told] == [
        ("GET", "/v1/requests/{requestId}", 400),  # a parameter that it does not know
        ("GET", "unmatched", 404),
        ("GET", "/static/{path}", 404),
        ("other", "/health", 405),
    ]
    assert [record.levelname for record in caplog.records] == ["INFO", "INFO", "INFO", "DEBUG"]
    assert told[0]["requestId"] == unknown
    assert "Secretname" not in str(told)
    assert "SECRETNAME" not in str(told)


def test_only_hexadecimal_ids_are_taken_over():
    assert choose_trace(TRACE, "") == TRACE
    parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    assert choose_trace("", parent) == "4bf92f3577b34da6a3ce929d0e0e4736"
    assert choose_trace("Jan Janssens", parent) == "4bf92f3577b34da6a3ce929d0e0e4736"
    for bad in ("Jan.Janssens.of.Antwerp", "85071200206", "a" * 65, "-" * 20, ""):
        own = choose_trace(bad, parent.replace("-00f0", "-xxxx"))
        assert own not in {bad, choose_trace(bad, "")}
    assert current_trace() is None


def test_the_id_is_handed_on_in_both_forms():
    headers = trace_headers(TRACE)
    assert headers["BelGov-Trace-Id"] == TRACE
    assert headers["traceparent"].split("-")[1] == TRACE.replace("-", "")
    assert trace_headers("0123456789abcdef") == {"BelGov-Trace-Id": "0123456789abcdef"}
    assert trace_headers(None) == {}
