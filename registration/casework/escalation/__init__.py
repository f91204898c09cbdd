"""Who is warned that a step falls due, long before it is late: nothing relies on someone looking.

`moments` says when (from the rule set), `raising` writes the warnings that are due (a job, every few minutes), `lists`
shows them to those whom they address, `digest` sends a daily letter of counts. A warning that is no longer true is
withdrawn by the move that made it so (`turn`), and by the job.
"""
