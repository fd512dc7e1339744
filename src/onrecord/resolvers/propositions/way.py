"""What was met on the way from the words that name a matter up to the head of what was said."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core.proposition import Sign


@dataclass(slots=True)
class Walk:
    """What was met on the way.

    Attributes:
        turns: How often the side is turned.
        top: The last word on the way.
        will: A word says that it shall be, or judges it.
        others: It is another's will or refusal that is told, not the speaker's.
        demanded: It is what another demands or proposes ("rejected the demand for a withdrawal").
        presupposed: It is taken for granted by what is said of it.
        planned: It is what somebody plans or wants to do.
        handled: It is what one fights, watches or talks about, and taken for granted.
        debated: It is to be talked about.
        opaque: Another's words or view are told of, and not which.
        condition: "if" or "unless", where the matter stands in a condition.
        background: The matter stands in a clause that says something else.
        depth: How many words the way has.
        own: A verb on the way is the speaker's own doing that is still to come.
        conditional: What is said of it is tied to a condition, or to a time that has not come.
        may: A verb on the way is what the speaker may do.
        done: A verb on the way is the speaker's own doing.
        spoken: A verb of saying stands on the way ("confirm involvement in the raid").
    """

    turns: int = 0
    top: int = -1
    will: bool = False
    others: bool = False
    demanded: bool = False
    opaque: bool = False
    presupposed: bool = False
    planned: bool = False
    handled: bool = False
    debated: bool = False
    denied: bool = False
    condition: str = ""
    background: bool = False
    depth: int = 0
    own: bool = False
    conditional: bool = False
    may: bool = False
    done: bool = False
    spoken: bool = False

    @property
    def positive(self) -> bool:
        """The side is turned an even number of times."""
        return self.turns % 2 == 0

    @property
    def tells_a_side(self) -> bool:
        """Something on the way tells a side, or ties it."""
        return bool(self.turns or self.will or self.own or self.done or self.condition)

    @property
    def sign(self) -> Sign:
        """The side, by the turns alone."""
        return Sign.FOR if self.positive else Sign.AGAINST
