"""Each method of the record tells a fault of its file in our words: a caller need catch `OnRecordError` alone."""

from __future__ import annotations

from functools import wraps
from inspect import isfunction, signature
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from onrecord.core.problem import OnRecordError
from onrecord.record.connect import understood

if TYPE_CHECKING:
    from collections.abc import Callable

Made = TypeVar("Made")
Given = ParamSpec("Given")
Class = TypeVar("Class", bound=type[object])


def told(kind: Class) -> Class:
    """Return a class, each of whose public methods tells what is wrong with its file as an `OnRecordError`.

    A generator is not run when it is called: the methods that make one guard it themselves.
    """
    for name, member in tuple(vars(kind).items()):
        if name.startswith("_"):
            continue
        if isfunction(member):
            setattr(kind, name, _told(member))
        elif isinstance(member, property) and member.fget:
            setattr(kind, name, property(_told(member.fget), doc=member.__doc__))
    return kind


def _told(method: Callable[Given, Made]) -> Callable[Given, Made]:
    @wraps(method)
    def guarded(*given: Given.args, **named: Given.kwargs) -> Made:
        record = given[0]
        try:
            with understood(getattr(record, "path", "the record")):
                return method(*given, **named)
        except OnRecordError as error:
            if isinstance(error.__cause__, TypeError):
                signature(method).bind(*given, **named)  # what was called wrongly is told as Python tells it
            raise

    return guarded
