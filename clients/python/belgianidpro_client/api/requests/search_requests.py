from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.criteria import Criteria
from ...models.problem import Problem
from ...models.request_collection import RequestCollection
from ...types import Response


def _get_kwargs(
    *,
    body: Criteria,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/requests/query",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | RequestCollection | None:
    if response.status_code == 200:
        response_200 = RequestCollection.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 406:
        response_406 = Problem.from_dict(response.json())

        return response_406

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    if response.status_code == 500:
        response_500 = Problem.from_dict(response.json())

        return response_500

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | RequestCollection]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: Criteria,
) -> Response[Problem | RequestCollection]:
    """Search requests by personal data, which stand in no URL

     The first page. Its links hold an opaque id that is good for an hour, for this organisation only.

    Needs the permission `request:read`.

    Args:
        body (Criteria): What is searched by; all that is given must hold.

            Names hold where they contain what is given, in whatever case and with or without
            diacritics; a birth date
            is an IncompleteDate.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RequestCollection]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: Criteria,
) -> Problem | RequestCollection | None:
    """Search requests by personal data, which stand in no URL

     The first page. Its links hold an opaque id that is good for an hour, for this organisation only.

    Needs the permission `request:read`.

    Args:
        body (Criteria): What is searched by; all that is given must hold.

            Names hold where they contain what is given, in whatever case and with or without
            diacritics; a birth date
            is an IncompleteDate.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RequestCollection
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: Criteria,
) -> Response[Problem | RequestCollection]:
    """Search requests by personal data, which stand in no URL

     The first page. Its links hold an opaque id that is good for an hour, for this organisation only.

    Needs the permission `request:read`.

    Args:
        body (Criteria): What is searched by; all that is given must hold.

            Names hold where they contain what is given, in whatever case and with or without
            diacritics; a birth date
            is an IncompleteDate.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RequestCollection]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: Criteria,
) -> Problem | RequestCollection | None:
    """Search requests by personal data, which stand in no URL

     The first page. Its links hold an opaque id that is good for an hour, for this organisation only.

    Needs the permission `request:read`.

    Args:
        body (Criteria): What is searched by; all that is given must hold.

            Names hold where they contain what is given, in whatever case and with or without
            diacritics; a birth date
            is an IncompleteDate.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RequestCollection
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
