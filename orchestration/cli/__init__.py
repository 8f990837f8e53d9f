"""The command line `jixiao`.

Belongs here: arguments, what is printed, exit codes (0 done, 1 blocked or failed, 2 wrong use). Does not belong here:
anything a run does (`nightly`). What is slow to import is imported inside the command that needs it.
"""
