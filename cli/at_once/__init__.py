"""Many files, each a piece of work by itself, done side by side by several processes.

A *plan* says which job may begin, and takes what came of it; *hands* are the processes
that work. With one hand all is done here, one job after the other, by the same plan.

    carry_out(plan, work, hands=hands_for(files, asked=None))
"""

from cli.at_once.carrying import Died, Plan, carry_out, why_died
from cli.at_once.hands import hands_for, jobs_option, octets

__all__ = [
    "Died",
    "Plan",
    "carry_out",
    "hands_for",
    "jobs_option",
    "octets",
    "why_died",
]
