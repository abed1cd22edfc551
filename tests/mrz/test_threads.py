"""The limit on linear algebra's threads: one inside, lifted by the last who leaves, whatever the order."""

from threadpoolctl import threadpool_info

from mrz.threads import one_blas_thread


def blas_threads() -> set[int]:
    return {int(pool["num_threads"]) for pool in threadpool_info() if pool["user_api"] == "blas"}


def test_the_limit_is_lifted_by_the_last_to_leave() -> None:
    before = blas_threads()
    first, second = one_blas_thread(), one_blas_thread()
    first.__enter__()
    second.__enter__()
    assert blas_threads() == {1}
    first.__exit__(None, None, None)
    assert blas_threads() == {1}
    second.__exit__(None, None, None)
    assert blas_threads() == before
