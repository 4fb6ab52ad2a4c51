"""The bytes of a source to what they hold, whatever form they have.

What belongs here: which reader a form gets. What a form is, its reader knows.
"""

from __future__ import annotations

from tipetl.documents.text import canonical, decode
from tipetl.errors import SourceError
from tipetl.model import Issue, Parsed, Part, Source
from tipetl.sniff import sniff

__all__ = ["parse", "parse_text"]

_AS_TEXT = "Save it as plain text (.txt, UTF-8), a web page or a PDF, and give that file."


def parse(source: Source) -> Parsed:
    """The parts, metadata and tables of a source; its form is told by its bytes, not by its name.

    Raises SourceError with the outcome that the source ends in. HTML and PDF readers are loaded when they are needed.
    """
    form = sniff(source.data, source.name)
    if form == "html":
        from tipetl.documents.html import parse_html

        return parse_html(source.data, content_type=source.hints.content_type)
    if form == "pdf":
        from tipetl.documents.pdf import parse_pdf

        return parse_pdf(source.data)
    if form == "zip":
        raise SourceError(
            "This is an archive or an office document.",
            outcome="unsupported",
            advice="Give a .zip of reports by its name, or save the document as plain text.",
        )
    return parse_text(source.data)


def parse_text(data: bytes) -> Parsed:
    """A plain text as the one part of its source. Raises SourceError like ``decode``."""
    decoded = decode(data)
    issues = []
    if decoded.how == "fallback":
        issues.append(
            Issue("documents", "encoding_guessed", f"The bytes are not UTF-8; read as {decoded.encoding}.", "info")
        )
    if "\ufffd" in decoded.text:
        issues.append(Issue("documents", "undecodable_bytes", "Some bytes could not be decoded and read as U+FFFD."))
    return Parsed(
        form="text",
        parts=(Part(canonical(decoded.text)),),
        encoding=decoded.encoding,
        encoding_from=decoded.how,
        issues=tuple(issues),
    )
