"""PDFs: of one country, and yearly volumes of all of them."""

from tipetl.documents.pdf.text import parse_pdf

__all__ = ["parse_pdf"]
