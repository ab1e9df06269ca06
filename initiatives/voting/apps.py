from django.apps import AppConfig


class VotingConfig(AppConfig):
    name = "initiatives.voting"
    label = "voting"
    verbose_name = "Voting"
