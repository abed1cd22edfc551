from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.ask import Ask
from ...models.assign_existing import AssignExisting
from ...models.create_new import CreateNew
from ...models.decided import Decided
from ...models.merge_numbers import MergeNumbers
from ...models.problem import Problem
from ...models.refuse import Refuse
from ...types import UNSET, Response, Unset


def _get_kwargs(
    request_id: UUID,
    *,
    body: Ask | AssignExisting | CreateNew | MergeNumbers | Refuse,
    if_match: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/reviews/{request_id}/decisions".format(
            request_id=quote(str(request_id), safe=""),
        ),
    }

    if (
        isinstance(body, AssignExisting)
        or isinstance(body, CreateNew)
        or isinstance(body, MergeNumbers)
        or isinstance(body, Ask)
    ):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Decided | Problem | None:
    if response.status_code == 200:
        response_200 = Decided.from_dict(response.json())

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

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 406:
        response_406 = Problem.from_dict(response.json())

        return response_406

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

    if response.status_code == 412:
        response_412 = Problem.from_dict(response.json())

        return response_412

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if response.status_code == 428:
        response_428 = Problem.from_dict(response.json())

        return response_428

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    if response.status_code == 500:
        response_500 = Problem.from_dict(response.json())

        return response_500

    if response.status_code == 502:
        response_502 = Problem.from_dict(response.json())

        return response_502

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Decided | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    request_id: UUID,
    *,
    client: AuthenticatedClient,
    body: Ask | AssignExisting | CreateNew | MergeNumbers | Refuse,
    if_match: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Decided | Problem]:
    """Decide a case

     Assigns a candidate's number, makes a new one, makes two one, asks the requester, or refuses: at
    once.
    Only a new number beside a strong candidate and two numbers made one wait, for a second reviewer
    (`secondReviewer`).

    Needs the permission `case:decide`.

    Args:
        request_id (UUID):
        if_match (str | Unset): The ETag of the resource as the caller read it; 412 when it has
            changed since.
        idempotency_key (str | Unset): Made by the caller, new for every new call. The same key
            with the same body within 24 hours gives the same answer and has no second effect.
        body (Ask | AssignExisting | CreateNew | MergeNumbers | Refuse):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Decided | Problem]
    """

    kwargs = _get_kwargs(
        request_id=request_id,
        body=body,
        if_match=if_match,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    request_id: UUID,
    *,
    client: AuthenticatedClient,
    body: Ask | AssignExisting | CreateNew | MergeNumbers | Refuse,
    if_match: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Decided | Problem | None:
    """Decide a case

     Assigns a candidate's number, makes a new one, makes two one, asks the requester, or refuses: at
    once.
    Only a new number beside a strong candidate and two numbers made one wait, for a second reviewer
    (`secondReviewer`).

    Needs the permission `case:decide`.

    Args:
        request_id (UUID):
        if_match (str | Unset): The ETag of the resource as the caller read it; 412 when it has
            changed since.
        idempotency_key (str | Unset): Made by the caller, new for every new call. The same key
            with the same body within 24 hours gives the same answer and has no second effect.
        body (Ask | AssignExisting | CreateNew | MergeNumbers | Refuse):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Decided | Problem
    """

    return sync_detailed(
        request_id=request_id,
        client=client,
        body=body,
        if_match=if_match,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    request_id: UUID,
    *,
    client: AuthenticatedClient,
    body: Ask | AssignExisting | CreateNew | MergeNumbers | Refuse,
    if_match: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Decided | Problem]:
    """Decide a case

     Assigns a candidate's number, makes a new one, makes two one, asks the requester, or refuses: at
    once.
    Only a new number beside a strong candidate and two numbers made one wait, for a second reviewer
    (`secondReviewer`).

    Needs the permission `case:decide`.

    Args:
        request_id (UUID):
        if_match (str | Unset): The ETag of the resource as the caller read it; 412 when it has
            changed since.
        idempotency_key (str | Unset): Made by the caller, new for every new call. The same key
            with the same body within 24 hours gives the same answer and has no second effect.
        body (Ask | AssignExisting | CreateNew | MergeNumbers | Refuse):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Decided | Problem]
    """

    kwargs = _get_kwargs(
        request_id=request_id,
        body=body,
        if_match=if_match,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    request_id: UUID,
    *,
    client: AuthenticatedClient,
    body: Ask | AssignExisting | CreateNew | MergeNumbers | Refuse,
    if_match: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Decided | Problem | None:
    """Decide a case

     Assigns a candidate's number, makes a new one, makes two one, asks the requester, or refuses: at
    once.
    Only a new number beside a strong candidate and two numbers made one wait, for a second reviewer
    (`secondReviewer`).

    Needs the permission `case:decide`.

    Args:
        request_id (UUID):
        if_match (str | Unset): The ETag of the resource as the caller read it; 412 when it has
            changed since.
        idempotency_key (str | Unset): Made by the caller, new for every new call. The same key
            with the same body within 24 hours gives the same answer and has no second effect.
        body (Ask | AssignExisting | CreateNew | MergeNumbers | Refuse):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Decided | Problem
    """

    return (
        await asyncio_detailed(
            request_id=request_id,
            client=client,
            body=body,
            if_match=if_match,
            idempotency_key=idempotency_key,
        )
    ).parsed
