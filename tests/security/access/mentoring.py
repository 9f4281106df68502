"""Who gets what at the project's own addresses."""

from tests.security.access import Access, everybody

ACCESS = {
    "home": Access(answers=everybody(200)),
    # Without a worker the answer is «not whole», to everybody alike.
    "health": Access(answers=everybody(503, anonymous=503)),
}
