"""What comes back from other programs."""
