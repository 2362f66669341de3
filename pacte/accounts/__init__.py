"""The person's account: log in, prove who one is, keep it safe (allauth, in our words)."""
