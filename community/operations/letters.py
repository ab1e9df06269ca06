"""A mail that may bring an entry for the reader's calendar along (RFC 6047)."""

import re
from email.message import EmailMessage
from typing import Any

from django.core.mail import EmailMultiAlternatives

METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.M)


class Letter(EmailMultiAlternatives):
    """`calendar` goes along twice: as a part that mail programs act on, and as a file for those that do not."""

    def __init__(self, *args: Any, calendar: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calendar = calendar

    def message(self, **options: Any) -> EmailMessage:
        made = super().message(**options)
        if self.calendar:
            found = METHOD.search(self.calendar)
            params = {"method": found[1]} if found else {}
            made.add_alternative(self.calendar, subtype="calendar", charset="utf-8", params=params)
            content = self.calendar.encode()
            made.add_attachment(content, maintype="application", subtype="ics", filename="meeting.ics")
        return made
