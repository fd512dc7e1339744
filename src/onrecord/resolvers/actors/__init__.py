"""Mentions to actors: whom a name, a title or a pronoun of a report stands for."""

from onrecord.resolvers.actors.resolver import ActorResolver

__all__ = ["ActorResolver"]
