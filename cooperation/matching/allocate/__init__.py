"""Allocation: who supplies whom, the most first, then at the least cost, exactly.

- ``network``: a flow network and its two solvers (OR-Tools, and whole numbers of any size)
- ``transport``: supplies, demands and arcs between them
- ``reading``: plain data (a JSON file) as a transport problem, and its answer as plain data
"""
