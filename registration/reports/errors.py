"""Why something cannot be done with a report, in words for the person who tried."""


class ReportRefusal(Exception):
    """The report stays as it is; the message says why and what to do."""


class NotYours(ReportRefusal):
    """The person does not write the reports of this area today."""
