"""What an entry is about, and on which side of it: the one place where a sign is worked out."""

from onrecord.resolvers.propositions.resolver import Propositions

__all__ = ["Propositions"]
