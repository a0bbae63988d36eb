"""The compiler, where there is one: without it the same functions run as plain Python, slower, to the same answers."""

import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, TypeVar, cast

try:
    import numba as _numba
except ImportError:  # the engine works without it
    numba: Any = None
else:
    numba = _numba

__all__ = ["COMPILED", "WITHOUT", "compiled", "say_if_slow", "threads"]

Function = TypeVar("Function", bound=Callable[..., Any])

COMPILED: bool = numba is not None and not numba.config.DISABLE_JIT
"""Whether the inner loops are machine code."""

WITHOUT = "no compiler (numba) here: the answers are the same, and take longer"


def compiled(function: Function) -> Function:
    """Compile a function over arrays, once per machine; it frees the interpreter while it runs.

    Examples
    --------
    >>> @compiled
    ... def doubled(number):
    ...     return 2 * number
    >>> doubled(4)
    8
    """
    if not COMPILED:
        return function
    try:
        return cast("Function", numba.njit(cache=True, nogil=True, error_model="numpy")(function))
    except RuntimeError:  # no folder to keep it in: it is compiled anew by each process
        return cast("Function", numba.njit(nogil=True, error_model="numpy")(function))


@cache
def say_if_slow() -> None:
    """Say once where there is no compiler."""
    if not COMPILED:
        logging.getLogger("matching").warning(WITHOUT)


def threads() -> ThreadPoolExecutor:
    """Workers for blocks of rows. Threads of our own, for those of the compiler do not survive a fork."""
    return ThreadPoolExecutor(max_workers=max(1, len(os.sched_getaffinity(0))))
