"""Who may see the project's own pages."""

from kernel.access import Rule, declare, signed_in

declare({"mentoring.home": Rule(signed_in)})
