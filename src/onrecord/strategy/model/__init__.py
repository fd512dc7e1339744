"""What a model is: its options, conditions, states and moves."""
