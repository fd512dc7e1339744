"""The words everyone speaks: the types that stages hand to one another. Standard library only."""
