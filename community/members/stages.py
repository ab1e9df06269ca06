from typing import Any

from allauth.account.stages import EmailVerificationStage


class AddressStage(EmailVerificationStage):
    """Asks for the mailed code only where there is an address to mail it to: the desk opens accounts without one."""

    def handle(self) -> tuple[Any, bool]:
        user = self.login.user
        if user is not None and not user.email:
            return None, True
        return super().handle()
