"""How many attempts the doors of the account allow."""

from pacte.throttling import Limit

LOGIN = Limit("login", "30/5m", field="login", by_field="8/5m")
LINK = Limit("login-link", "20/10m", field="email", by_field="3/10m")
RESET = Limit("reset", "20/10m", field="email", by_field="3/10m")
SIGN_UP = Limit("sign-up", "10/10m", field="email", by_field="3/10m")
