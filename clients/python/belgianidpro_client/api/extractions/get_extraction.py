from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.extraction_resource import ExtractionResource
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    extraction_id: UUID,
    *,
    prefer: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(prefer, Unset):
        headers["prefer"] = prefer

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/extractions/{extraction_id}".format(
            extraction_id=quote(str(extraction_id), safe=""),
        ),
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | ExtractionResource | Problem | None:
    if response.status_code == 200:
        response_200 = ExtractionResource.from_dict(response.json())

        return response_200

    if response.status_code == 303:
        response_303 = cast(Any, None)
        return response_303

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 406:
        response_406 = Problem.from_dict(response.json())

        return response_406

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

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
) -> Response[Any | ExtractionResource | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    extraction_id: UUID,
    *,
    client: AuthenticatedClient,
    prefer: str | Unset = UNSET,
) -> Response[Any | ExtractionResource | Problem]:
    """How far an extraction is

     200 while processing or failed, 303 to the result when done.

    Needs the permission `request:read`.

    Args:
        extraction_id (UUID):
        prefer (str | Unset): `wait=N` holds the answer back until the reading is done, 30 seconds
            at most.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | ExtractionResource | Problem]
    """

    kwargs = _get_kwargs(
        extraction_id=extraction_id,
        prefer=prefer,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    extraction_id: UUID,
    *,
    client: AuthenticatedClient,
    prefer: str | Unset = UNSET,
) -> Any | ExtractionResource | Problem | None:
    """How far an extraction is

     200 while processing or failed, 303 to the result when done.

    Needs the permission `request:read`.

    Args:
        extraction_id (UUID):
        prefer (str | Unset): `wait=N` holds the answer back until the reading is done, 30 seconds
            at most.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | ExtractionResource | Problem
    """

    return sync_detailed(
        extraction_id=extraction_id,
        client=client,
        prefer=prefer,
    ).parsed


async def asyncio_detailed(
    extraction_id: UUID,
    *,
    client: AuthenticatedClient,
    prefer: str | Unset = UNSET,
) -> Response[Any | ExtractionResource | Problem]:
    """How far an extraction is

     200 while processing or failed, 303 to the result when done.

    Needs the permission `request:read`.

    Args:
        extraction_id (UUID):
        prefer (str | Unset): `wait=N` holds the answer back until the reading is done, 30 seconds
            at most.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | ExtractionResource | Problem]
    """

    kwargs = _get_kwargs(
        extraction_id=extraction_id,
        prefer=prefer,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    extraction_id: UUID,
    *,
    client: AuthenticatedClient,
    prefer: str | Unset = UNSET,
) -> Any | ExtractionResource | Problem | None:
    """How far an extraction is

     200 while processing or failed, 303 to the result when done.

    Needs the permission `request:read`.

    Args:
        extraction_id (UUID):
        prefer (str | Unset): `wait=N` holds the answer back until the reading is done, 30 seconds
            at most.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | ExtractionResource | Problem
    """

    return (
        await asyncio_detailed(
            extraction_id=extraction_id,
            client=client,
            prefer=prefer,
        )
    ).parsed
