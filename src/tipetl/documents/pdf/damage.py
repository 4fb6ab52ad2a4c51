"""Check that the streams of a PDF file are intact.

The PDF reader recovers what it can from a damaged page without reporting the damage.
"""

from __future__ import annotations

import re
import zlib

_STREAM = re.compile(rb"<<(?P<keys>(?:(?!endobj).){0,600}?)>>\s*stream\r?\n", re.DOTALL)
_ASCII85 = re.compile(rb"[!-uz\s]*(?:~>\s*)?")
_OTHERS = re.compile(rb"/Image|ASCIIHex|LZW|RunLength|DCT|JPX|CCITT")
_MOST = 30_000_000


def damaged_streams(data: bytes) -> int:
    """Count the compressed streams (page contents, fonts) that cannot be unpacked.

    Returns 0 for an encrypted file, because its streams cannot be inspected. The streams of pictures are not checked.
    """
    if b"/Encrypt" in data:
        return 0
    damaged = unpacked = 0
    for match in _STREAM.finditer(data):
        keys = match["keys"]
        if b"FlateDecode" not in keys or _OTHERS.search(keys) or unpacked > _MOST:
            continue
        end = data.find(b"endstream", match.end())
        packed = data[match.end() : end if end >= 0 else len(data)]
        if b"ASCII85" in keys:
            damaged += end < 0 or _ASCII85.fullmatch(packed) is None
            continue
        reader = zlib.decompressobj()
        try:
            unpacked += len(reader.decompress(packed, _MOST))
        except zlib.error:
            damaged += 1
        else:
            damaged += end < 0
    return damaged
