"""What a solved model tells: witnesses, paths, what would change it, tables and drawings."""
