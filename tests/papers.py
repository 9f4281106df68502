"""What a made paper says, for assertions."""

from io import BytesIO

import pdfplumber


def text_of_pdf(content):
    """The text of all pages."""
    with pdfplumber.open(BytesIO(content)) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)
