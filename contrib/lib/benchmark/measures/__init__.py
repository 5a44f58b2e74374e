"""Each module measures one thing: `measure(effort)` returns its figures.

`effort` is how many times to do what is done many times, as a part of the full number: 1 for real
figures, less to see that the measurement works.
"""
