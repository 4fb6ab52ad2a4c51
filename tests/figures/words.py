"""Write numbers in English words, independently of the package's own reader, so that the two can disagree."""

from __future__ import annotations

ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def number_words(n: int, *, joined: str = " ") -> str:
    """Return the words for ``n`` (0 to 999,999,999); ``joined`` separates a hundred from the rest (" " or " and ")."""
    if n < 20:
        return ONES[n]
    if n < 100:
        tens, ones = divmod(n, 10)
        return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")
    for size, name in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if n >= size:
            count, rest = divmod(n, size)
            between = joined if rest < 100 else " "
            return f"{number_words(count, joined=joined)} {name}" + (
                f"{between}{number_words(rest, joined=joined)}" if rest else ""
            )
    raise ValueError(n)
