"""What a request refuses."""

from models.errors import CodedError
from service.problems import make_issue
from service.requests.schemas import CheckIssue

IN_BODY = {"scan": "extractionId"}
"""Findings whose name is the form's, by the names that bodies have for it."""


class TransitionRefused(CodedError):
    """The request is not in a state that allows this; somebody may have been quicker."""

    code = "transitionRefused"
    status = 409
    message = "This request can no longer do that: its state is {state}."
    remedy = "Look at the request again; it may have changed meanwhile."


class NotAskedFor(CodedError):
    """A new scan while the reviewer asked for something else."""

    code = "notAskedFor"
    status = 409
    message = "Only what was asked for can be changed now."
    remedy = "Answer what the request lists; the rest stays as it was sent."


class RequestIncomplete(CodedError):
    """Data are missing or wrong; `findings` says which."""

    code = "badRequest"
    status = 400
    message = "The request cannot be sent yet."
    remedy = "Correct the fields that are listed."

    def __init__(self, findings: list[CheckIssue]) -> None:
        self.findings = findings
        self.issues = [as_issue(finding) for finding in findings]
        super().__init__()


def as_issue(finding: CheckIssue) -> dict[str, object]:
    """The finding as an issue of the federal guide."""
    name = IN_BODY.get(finding.name, finding.name)
    issue = make_issue(finding.type, "body", name, finding.detail)
    if finding.names:
        issue["inputs"] = [{"in": "body", "name": name} for name in finding.names]
    return issue
