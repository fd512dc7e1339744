"""Numbers: how many and how much, with bounds, what is counted, and whose claim."""
