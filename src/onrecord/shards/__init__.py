"""A build cut into shards: each writes its part by itself, and `gather` makes the record of all parts."""
