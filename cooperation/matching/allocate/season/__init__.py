"""The season's plan: many producers, many kitchens, month by month and product by product.

- ``request``: what is planned, and on which assumptions
- ``stocks``: the offers and the needs of a network, as monthly quantities in columns
- ``merging``: one month of one family of products as a flow network of communes
- ``sharing``: its answer, brought back to organisations
- ``unmerged``: the same problem with one node an organisation: the slow, obvious truth
- ``planning``: every problem of a plan, one after the other
- ``summary`` and ``gaps``: coverage, shares, kilometres; what is missing and who could give it
- ``changes``: a network in which something was tried out
"""
