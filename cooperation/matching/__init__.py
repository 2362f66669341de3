"""The pure core: from a frozen network to explained suggestions.

No framework, no I/O, no clock: ``today`` is passed in, and two runs on the same
network give the same list, whatever the order of its rows.

- ``types``: the network, as frozen rows
- ``engine``: :func:`~cooperation.matching.engine.suggest_all`,
  :func:`~cooperation.matching.engine.suggest_for`, :func:`~cooperation.matching.engine.best_for`
- ``explain``: why a suggestion, as codes and evidence
- ``graph`` and ``measures``: the network as a graph, drawn and measured
- ``reference``: the slow, obvious truth that the engine equals
"""
