"""What could hold: a strategic model of the dispute, its solution concepts, and what they rest on.

A conditional reasoning layer: given these options and these preferences, which states are stable. Never a
forecast.
"""
