"""The assignment problem, solved by scipy. Only the job of matching loads this module.

The web processes never import it: scipy costs them 60 MB and a second of start.
"""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

# Costs are 100 minus the score; a forbidden pair costs more than any number of allowed ones,
# so the most pairs are made first and the best of them chosen. Each further place of the same
# mentor costs a little, so that the load is shared where people fit equally well.
BEST = 100
FORBIDDEN = 10_000_000
NEXT_PLACE = 3


def solve(scores: Sequence[Sequence[int | None]], places: Sequence[int]) -> list[tuple[int, int]]:
    """Choose (row, column) so that each row has at most one column and a column its places."""
    if not scores:
        return []
    allowed = np.array(
        [[FORBIDDEN if score is None else BEST - score for score in row] for row in scores]
    )
    columns = [
        (column, copy)
        for column, count in enumerate(places)
        for copy in range(min(count, len(scores)))
    ]
    if not columns:
        return []
    cost = np.stack([allowed[:, column] + NEXT_PLACE * copy for column, copy in columns], axis=1)
    rows, chosen = linear_sum_assignment(cost)
    return [
        (int(row), columns[place][0])
        for row, place in zip(rows, chosen, strict=True)
        if cost[row, place] < FORBIDDEN
    ]
