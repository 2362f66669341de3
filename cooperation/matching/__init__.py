"""The pure core: from a frozen network to explained suggestions.

No framework, no I/O, no clock: ``today`` is passed in, and two runs on the same
network give the same list, whatever the order of its rows.
"""
