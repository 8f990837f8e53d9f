"""How a reason begins that is the end of a worker, not a fault found in the file: it may be the machine's."""

STOPPED = "reading was stopped: "
