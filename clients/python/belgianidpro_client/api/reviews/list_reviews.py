from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.list_reviews_sort import ListReviewsSort
from ...models.problem import Problem
from ...models.review_collection import ReviewCollection
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    kind: str | Unset = UNSET,
    sort: ListReviewsSort | Unset = ListReviewsSort.DEADLINE,
    free: bool | Unset = False,
    to_confirm: bool | Unset = False,
    page: int | Unset = 1,
    page_size: int | Unset = 25,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["kind"] = kind

    json_sort: str | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = sort.value

    params["sort"] = json_sort

    params["free"] = free

    params["toConfirm"] = to_confirm

    params["page"] = page

    params["pageSize"] = page_size

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/reviews",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | ReviewCollection | None:
    if response.status_code == 200:
        response_200 = ReviewCollection.from_dict(response.json())

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
) -> Response[Problem | ReviewCollection]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    kind: str | Unset = UNSET,
    sort: ListReviewsSort | Unset = ListReviewsSort.DEADLINE,
    free: bool | Unset = False,
    to_confirm: bool | Unset = False,
    page: int | Unset = 1,
    page_size: int | Unset = 25,
) -> Response[Problem | ReviewCollection]:
    """Open cases of every organisation

     What waits for a reviewer, of all kinds or of one; with `toConfirm` what waits for a second one.

    Needs the permission `case:read`.

    Args:
        kind (str | Unset): A case's first reason.
        sort (ListReviewsSort | Unset): By deadline, or by the day of sending. Default:
            ListReviewsSort.DEADLINE.
        free (bool | Unset): Without those that a colleague has open. Default: False.
        to_confirm (bool | Unset): Those that wait for a second reviewer instead. Default: False.
        page (int | Unset): Counts from 1. Default: 1.
        page_size (int | Unset):  Default: 25.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | ReviewCollection]
    """

    kwargs = _get_kwargs(
        kind=kind,
        sort=sort,
        free=free,
        to_confirm=to_confirm,
        page=page,
        page_size=page_size,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    kind: str | Unset = UNSET,
    sort: ListReviewsSort | Unset = ListReviewsSort.DEADLINE,
    free: bool | Unset = False,
    to_confirm: bool | Unset = False,
    page: int | Unset = 1,
    page_size: int | Unset = 25,
) -> Problem | ReviewCollection | None:
    """Open cases of every organisation

     What waits for a reviewer, of all kinds or of one; with `toConfirm` what waits for a second one.

    Needs the permission `case:read`.

    Args:
        kind (str | Unset): A case's first reason.
        sort (ListReviewsSort | Unset): By deadline, or by the day of sending. Default:
            ListReviewsSort.DEADLINE.
        free (bool | Unset): Without those that a colleague has open. Default: False.
        to_confirm (bool | Unset): Those that wait for a second reviewer instead. Default: False.
        page (int | Unset): Counts from 1. Default: 1.
        page_size (int | Unset):  Default: 25.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | ReviewCollection
    """

    return sync_detailed(
        client=client,
        kind=kind,
        sort=sort,
        free=free,
        to_confirm=to_confirm,
        page=page,
        page_size=page_size,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    kind: str | Unset = UNSET,
    sort: ListReviewsSort | Unset = ListReviewsSort.DEADLINE,
    free: bool | Unset = False,
    to_confirm: bool | Unset = False,
    page: int | Unset = 1,
    page_size: int | Unset = 25,
) -> Response[Problem | ReviewCollection]:
    """Open cases of every organisation

     What waits for a reviewer, of all kinds or of one; with `toConfirm` what waits for a second one.

    Needs the permission `case:read`.

    Args:
        kind (str | Unset): A case's first reason.
        sort (ListReviewsSort | Unset): By deadline, or by the day of sending. Default:
            ListReviewsSort.DEADLINE.
        free (bool | Unset): Without those that a colleague has open. Default: False.
        to_confirm (bool | Unset): Those that wait for a second reviewer instead. Default: False.
        page (int | Unset): Counts from 1. Default: 1.
        page_size (int | Unset):  Default: 25.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | ReviewCollection]
    """

    kwargs = _get_kwargs(
        kind=kind,
        sort=sort,
        free=free,
        to_confirm=to_confirm,
        page=page,
        page_size=page_size,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    kind: str | Unset = UNSET,
    sort: ListReviewsSort | Unset = ListReviewsSort.DEADLINE,
    free: bool | Unset = False,
    to_confirm: bool | Unset = False,
    page: int | Unset = 1,
    page_size: int | Unset = 25,
) -> Problem | ReviewCollection | None:
    """Open cases of every organisation

     What waits for a reviewer, of all kinds or of one; with `toConfirm` what waits for a second one.

    Needs the permission `case:read`.

    Args:
        kind (str | Unset): A case's first reason.
        sort (ListReviewsSort | Unset): By deadline, or by the day of sending. Default:
            ListReviewsSort.DEADLINE.
        free (bool | Unset): Without those that a colleague has open. Default: False.
        to_confirm (bool | Unset): Those that wait for a second reviewer instead. Default: False.
        page (int | Unset): Counts from 1. Default: 1.
        page_size (int | Unset):  Default: 25.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | ReviewCollection
    """

    return (
        await asyncio_detailed(
            client=client,
            kind=kind,
            sort=sort,
            free=free,
            to_confirm=to_confirm,
            page=page,
            page_size=page_size,
        )
    ).parsed
