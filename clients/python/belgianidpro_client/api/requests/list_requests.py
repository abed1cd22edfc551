import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.list_requests_sort import ListRequestsSort
from ...models.list_requests_state_item import ListRequestsStateItem
from ...models.problem import Problem
from ...models.request_collection import RequestCollection
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    state: list[ListRequestsStateItem] | Unset = UNSET,
    requester: UUID | Unset = UNSET,
    created_from: datetime.date | Unset = UNSET,
    created_to: datetime.date | Unset = UNSET,
    search: UUID | Unset = UNSET,
    sort: ListRequestsSort | Unset = ListRequestsSort.VALUE_1,
    page: int | Unset = 1,
    page_size: int | Unset = 25,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_state: list[str] | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = []
        for state_item_data in state:
            state_item = state_item_data.value
            json_state.append(state_item)

    params["state"] = json_state

    json_requester: str | Unset = UNSET
    if not isinstance(requester, Unset):
        json_requester = str(requester)
    params["requester"] = json_requester

    json_created_from: str | Unset = UNSET
    if not isinstance(created_from, Unset):
        json_created_from = created_from.isoformat()
    params["createdFrom"] = json_created_from

    json_created_to: str | Unset = UNSET
    if not isinstance(created_to, Unset):
        json_created_to = created_to.isoformat()
    params["createdTo"] = json_created_to

    json_search: str | Unset = UNSET
    if not isinstance(search, Unset):
        json_search = str(search)
    params["search"] = json_search

    json_sort: str | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = sort.value

    params["sort"] = json_sort

    params["page"] = page

    params["pageSize"] = page_size

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/requests",
        "params": params,
    }

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
    state: list[ListRequestsStateItem] | Unset = UNSET,
    requester: UUID | Unset = UNSET,
    created_from: datetime.date | Unset = UNSET,
    created_to: datetime.date | Unset = UNSET,
    search: UUID | Unset = UNSET,
    sort: ListRequestsSort | Unset = ListRequestsSort.VALUE_1,
    page: int | Unset = 1,
    page_size: int | Unset = 25,
) -> Response[Problem | RequestCollection]:
    """The company's requests, page by page

     Sorted by date, requester, state or worker; a minus in front turns the order round.

    Needs the permission `request:read`.

    Args:
        state (list[ListRequestsStateItem] | Unset): One or several states.
        requester (UUID | Unset): The account that asked.
        created_from (datetime.date | Unset):
        created_to (datetime.date | Unset):
        search (UUID | Unset): The `searchId` that a search answered with.
        sort (ListRequestsSort | Unset):  Default: ListRequestsSort.VALUE_1.
        page (int | Unset): Counts from 1. Default: 1.
        page_size (int | Unset):  Default: 25.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RequestCollection]
    """

    kwargs = _get_kwargs(
        state=state,
        requester=requester,
        created_from=created_from,
        created_to=created_to,
        search=search,
        sort=sort,
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
    state: list[ListRequestsStateItem] | Unset = UNSET,
    requester: UUID | Unset = UNSET,
    created_from: datetime.date | Unset = UNSET,
    created_to: datetime.date | Unset = UNSET,
    search: UUID | Unset = UNSET,
    sort: ListRequestsSort | Unset = ListRequestsSort.VALUE_1,
    page: int | Unset = 1,
    page_size: int | Unset = 25,
) -> Problem | RequestCollection | None:
    """The company's requests, page by page

     Sorted by date, requester, state or worker; a minus in front turns the order round.

    Needs the permission `request:read`.

    Args:
        state (list[ListRequestsStateItem] | Unset): One or several states.
        requester (UUID | Unset): The account that asked.
        created_from (datetime.date | Unset):
        created_to (datetime.date | Unset):
        search (UUID | Unset): The `searchId` that a search answered with.
        sort (ListRequestsSort | Unset):  Default: ListRequestsSort.VALUE_1.
        page (int | Unset): Counts from 1. Default: 1.
        page_size (int | Unset):  Default: 25.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RequestCollection
    """

    return sync_detailed(
        client=client,
        state=state,
        requester=requester,
        created_from=created_from,
        created_to=created_to,
        search=search,
        sort=sort,
        page=page,
        page_size=page_size,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    state: list[ListRequestsStateItem] | Unset = UNSET,
    requester: UUID | Unset = UNSET,
    created_from: datetime.date | Unset = UNSET,
    created_to: datetime.date | Unset = UNSET,
    search: UUID | Unset = UNSET,
    sort: ListRequestsSort | Unset = ListRequestsSort.VALUE_1,
    page: int | Unset = 1,
    page_size: int | Unset = 25,
) -> Response[Problem | RequestCollection]:
    """The company's requests, page by page

     Sorted by date, requester, state or worker; a minus in front turns the order round.

    Needs the permission `request:read`.

    Args:
        state (list[ListRequestsStateItem] | Unset): One or several states.
        requester (UUID | Unset): The account that asked.
        created_from (datetime.date | Unset):
        created_to (datetime.date | Unset):
        search (UUID | Unset): The `searchId` that a search answered with.
        sort (ListRequestsSort | Unset):  Default: ListRequestsSort.VALUE_1.
        page (int | Unset): Counts from 1. Default: 1.
        page_size (int | Unset):  Default: 25.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RequestCollection]
    """

    kwargs = _get_kwargs(
        state=state,
        requester=requester,
        created_from=created_from,
        created_to=created_to,
        search=search,
        sort=sort,
        page=page,
        page_size=page_size,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    state: list[ListRequestsStateItem] | Unset = UNSET,
    requester: UUID | Unset = UNSET,
    created_from: datetime.date | Unset = UNSET,
    created_to: datetime.date | Unset = UNSET,
    search: UUID | Unset = UNSET,
    sort: ListRequestsSort | Unset = ListRequestsSort.VALUE_1,
    page: int | Unset = 1,
    page_size: int | Unset = 25,
) -> Problem | RequestCollection | None:
    """The company's requests, page by page

     Sorted by date, requester, state or worker; a minus in front turns the order round.

    Needs the permission `request:read`.

    Args:
        state (list[ListRequestsStateItem] | Unset): One or several states.
        requester (UUID | Unset): The account that asked.
        created_from (datetime.date | Unset):
        created_to (datetime.date | Unset):
        search (UUID | Unset): The `searchId` that a search answered with.
        sort (ListRequestsSort | Unset):  Default: ListRequestsSort.VALUE_1.
        page (int | Unset): Counts from 1. Default: 1.
        page_size (int | Unset):  Default: 25.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RequestCollection
    """

    return (
        await asyncio_detailed(
            client=client,
            state=state,
            requester=requester,
            created_from=created_from,
            created_to=created_to,
            search=search,
            sort=sort,
            page=page,
            page_size=page_size,
        )
    ).parsed
