"""Who may do what here. This file is the whole answer."""

from kernel.access import declare

declare({})
