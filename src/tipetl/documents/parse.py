"""Parse the bytes of a source with the reader for their format.

Each format's reader recognizes its own format.
"""

from __future__ import annotations

from dataclasses import replace

from tipetl.blocked import walled
from tipetl.documents.disturbed import disturbances
from tipetl.documents.ending import broken_end
from tipetl.documents.instead import instead_issues
from tipetl.documents.text import canonical, decode
from tipetl.errors import SourceError
from tipetl.model import Issue, Parsed, Part, Source
from tipetl.sniff import sniff

_LONGEST_TITLE = 80
_AS_TEXT = "Save it as plain text (.txt, UTF-8), a web page or a PDF, and give that file."


def parse(source: Source) -> Parsed:
    """Return the parts, metadata and tables of a source. The bytes of a source, not its name, decide its format.

    Raises SourceError with the source's outcome, such as ``not_a_report`` if a site shows another page instead of a
    report. HTML and PDF readers are loaded on demand.
    """
    parsed = _parsed(source)
    return replace(parsed, issues=(*parsed.issues, *_instead_issues(parsed), *_end_issues(parsed)))


def _parsed(source: Source) -> Parsed:
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


def _instead_issues(parsed: Parsed) -> list[Issue]:
    """Return the issues from ``instead_issues`` for a text or PDF. The HTML reader has already checked its own
    sources."""
    if parsed.form == "html":
        return []
    text = "\n".join(part.text for part in parsed.parts)
    return instead_issues(parsed.metadata.title or text.lstrip().partition("\n")[0][:_LONGEST_TITLE], text)


def _end_issues(parsed: Parsed) -> list[Issue]:
    """Report an issue if the last narrative ends in mid-sentence, unless such an issue has been reported already."""
    if any(issue.code == "breaks_off" for issue in parsed.issues):
        return []
    end = broken_end(parsed.parts[-1].text)
    if end is None:
        return []
    return [Issue("documents", "breaks_off", f"The text ends in the middle of a sentence: “{end}”.")]


def parse_text(data: bytes) -> Parsed:
    """Parse a plain text as the single part of its source. Raises the same SourceErrors as ``decode``."""
    decoded = decode(data)
    issues = []
    if kind := walled(decoded.text.splitlines()):
        issues.append(Issue("documents", "walled", f"{kind.says} {kind.advice}"))
    if decoded.how == "fallback":
        issues.append(
            Issue("documents", "encoding_guessed", f"The bytes are not UTF-8; read as {decoded.encoding}.", "info")
        )
    if "\ufffd" in decoded.text:
        issues.append(Issue("documents", "undecodable_bytes", "Some bytes could not be decoded and read as U+FFFD."))
    return Parsed(
        form="text",
        parts=(Part(canonical(decoded.text), disturbances=disturbances(decoded.text)),),
        encoding=decoded.encoding,
        encoding_from=decoded.how,
        issues=tuple(issues),
    )
