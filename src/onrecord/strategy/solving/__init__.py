"""The solution concepts: fast engines, the literal definitions they are held to, and partial preferences."""
