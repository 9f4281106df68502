"""Tell a container engine whether the web server answers and reaches the database.

The worker and the broker have checks of their own; a web server is not ill because they are.
"""

import json
import os
import sys
import urllib.error
import urllib.request


def main() -> int:
    """Return 0 when this container does its own part of the work."""
    host = os.environ["ALLOWED_HOSTS"].split(",")[0].lstrip(".")
    port = os.environ.get("PORT", "8000")
    question = urllib.request.Request(f"http://127.0.0.1:{port}/health/", headers={"Host": host})
    try:
        with urllib.request.urlopen(question, timeout=8) as response:  # noqa: S310 -- http, written above
            answer = json.load(response)
    except urllib.error.HTTPError as refusal:
        answer = json.load(refusal)
    print(answer)
    return 0 if answer["database"] == "ok" else 1


if __name__ == "__main__":
    sys.exit(main())
