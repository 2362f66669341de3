"""The door of the API: what is read, refused, run and answered."""
