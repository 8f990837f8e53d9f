"""The one error extraction raises."""


class NotAReport(Exception):
    """A document that is no self-evaluation, or lacks what a report needs. The message is the reason."""
