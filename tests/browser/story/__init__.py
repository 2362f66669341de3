"""The story of the exchange, told by who acts in it."""
