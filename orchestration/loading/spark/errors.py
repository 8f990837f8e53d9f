"""What goes wrong with a cluster, as one kind of error."""

from __future__ import annotations


class ClusterFailed(Exception):
    """The cluster cannot be reached, is not fit for the work, or gave up on it. The message says which.

    No content is to blame, none has a verdict from it, and all of them are due again.
    """
