"""The one error readers raise."""


class ReadError(Exception):
    """A file that cannot be read as a document. The message is the reason, in words a person understands."""
