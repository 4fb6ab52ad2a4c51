"""Read PDFs: single countries' narratives, and yearly volumes with all countries."""

from tipetl.documents.pdf.boxes import box_finder, boxes
from tipetl.documents.pdf.text import parse_pdf

__all__ = ["box_finder", "boxes", "parse_pdf"]
