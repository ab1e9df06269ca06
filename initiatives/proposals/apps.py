from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "initiatives.proposals"
    label = "proposals"
    verbose_name = "Proposals"
