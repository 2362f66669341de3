from hypothesis import HealthCheck, settings

# A busy machine is no failure: laws are judged on what they find, not on how long it took.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
