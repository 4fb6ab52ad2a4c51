"""Read PDFs: narratives of a single country, and yearly volumes of all countries."""

from tipetl.documents.pdf.boxes import PdfBoxes, boxes
from tipetl.documents.pdf.text import parse_pdf

__all__ = ["PdfBoxes", "boxes", "parse_pdf"]
