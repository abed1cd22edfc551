"""The pauses between attempts, whatever is attempted."""

from service.backoff import backoff


def test_pauses_grow_are_never_alike_and_stay_below_the_limit():
    pauses = [[backoff(attempt, 2, 300).total_seconds() for _ in range(50)] for attempt in range(1, 40)]
    assert all(1 <= seconds <= 2 for seconds in pauses[0])
    assert all(4 <= seconds <= 8 for seconds in pauses[2])
    assert all(150 <= seconds <= 300 for some in pauses[8:] for seconds in some)
    assert all(len(set(some)) > 1 for some in pauses)


def test_no_number_of_attempts_is_too_large():
    assert backoff(10**9, 2, 3600).total_seconds() <= 3600
