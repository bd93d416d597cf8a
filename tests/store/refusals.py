"""A refusal, looked at from every side: its code, its words in both languages, and what must not be in it."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from placement.errors import InputError, PlacementError, StoreError
from placement.service.failures import ERRORS, say_error


@contextmanager
def refused(code: str, *secret: str | bytes) -> Iterator[None]:
    """The block is refused with this code; none of the secrets is in anything that could be shown or logged."""
    with pytest.raises((StoreError, InputError)) as caught:
        yield
    error = caught.value
    assert codes(error) == [code]
    assert code in ERRORS
    assert error.exit_code == 2
    for text in everything_said_by(error):
        for one in secret:
            assert not shows(text, one)


def codes(error: PlacementError) -> list[str]:
    return [problem.code for problem in error.problems] if isinstance(error, InputError) else [error.code]


def everything_said_by(error: PlacementError) -> list[str]:
    told = [line for lang in ("nb", "en") for line in say_error(error, lang)]
    linked: list[BaseException] = [error]
    while (cause := linked[-1].__cause__ or linked[-1].__context__) is not None:
        linked.append(cause)
    texts = [text for one in linked for text in (str(one), repr(one), repr(one.args), repr(vars(one)))]
    return [*told, *texts, *traceback.format_exception(error)]


def shows(text: str, secret: str | bytes) -> bool:
    if isinstance(secret, str):
        return secret in text
    return secret.hex() in text.lower() or repr(secret)[2:-1] in text
