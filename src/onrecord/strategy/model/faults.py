"""Faults in a model file or in a question asked of a model: one sentence, with the place and what to do."""

from __future__ import annotations

from onrecord.core.problem import OnRecordError

MOST_SAID = 600


class ModelFault(OnRecordError):
    """A model file cannot be read as a model."""

    def __init__(self, path: str, place: str, words: str) -> None:
        told = " ".join(words.split())  # names in the file may hold line breaks
        told = told if len(told) <= MOST_SAID else told[: MOST_SAID - 5] + " ..."
        super().__init__(f"{path}: {' '.join(place.split())}: {told}" if place else f"{path}: {told}")


class NoSuchState(OnRecordError):
    """A question names a state that the model does not have."""

    def __init__(self, state: object, example: object) -> None:
        super().__init__(f"the model has no state '{state}'; name one as the file does, such as '{example}'.")


class NoPresent(OnRecordError):
    """A question starts from the present, and the model does not say what that is."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: nothing says what the present is; add `status_quo`, or name where to start.")


class NoSuchParty(OnRecordError):
    """A question names a party that the model does not have."""

    def __init__(self, party: str, parties: tuple[str, ...]) -> None:
        super().__init__(f"the model has no party '{party}'; its parties are {', '.join(parties)}.")


class NoSuchOption(OnRecordError):
    """A question names an option that the model does not have."""

    def __init__(self, option: str, options: tuple[str, ...]) -> None:
        super().__init__(f"the model has no option '{option}'; its options are {', '.join(options)}.")


class NoSuchConcept(OnRecordError):
    """A question names a solution concept that is not one of ours."""

    def __init__(self, concept: str, known: tuple[str, ...]) -> None:
        super().__init__(f"there is no solution concept '{concept}'; choose among {', '.join(known)}.")


class OnlySolved(OnRecordError):
    """What is asked is not worked out by a concept that looks moves ahead."""

    def __init__(self, concept: str, known: tuple[str, ...]) -> None:
        super().__init__(
            f"'{concept}' looks moves ahead, and this is not worked out by it; choose among {', '.join(known)} "
            "(`model solve` and `model why` of one party answer by it)."
        )


class TooLarge(OnRecordError):
    """A question cannot be answered for a model of this size."""

    def __init__(self, what: str, size: int, limit: int) -> None:
        super().__init__(f"{what} takes a model of at most {limit:,} states; this one has {size:,}.")


class Unranked(OnRecordError):
    """A full ranking is needed where the model leaves a party's preference partial."""

    def __init__(self, party: str) -> None:
        super().__init__(
            f"the preferences of {party} are partial, so no single solution exists; "
            "ask for what is necessary and possible instead."
        )
