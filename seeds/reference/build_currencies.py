"""Build src/tipetl/language/data/currencies.json from Unicode CLDR: currency words with their ISO 4217 codes.

Run ``python seeds/reference/build_currencies.py`` after a Babel update; a test fails if the file is stale. A word for
only one currency is ``unique``; one shared by several is resolved by the narrative's country.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

from babel import Locale
from babel.core import get_global

from tipetl.countries import all_countries

OUT = Path(__file__).parents[2] / "src" / "tipetl" / "language" / "data" / "currencies.json"
#: English plurals and spellings that CLDR lacks or spells differently from the reports.
EXTRA = {
    "lats": "LVL",
    "lat": "LVL",
    "litas": "LTL",
    "litai": "LTL",
    "kroon": "EEK",
    "tolar": "SIT",
    "euro": "EUR",
    "euros": "EUR",
    "baht": "THB",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "tugrik": "MNT",
    "tugriks": "MNT",
    "tögrög": "MNT",
    "koruna": "CZK",
    "korunas": "CZK",
    "koruny": "CZK",
    "korun": "CZK",
    "forint": "HUF",
    "forints": "HUF",
    "zloty": "PLN",
    "zlotys": "PLN",
    "zlote": "PLN",
    "zlotych": "PLN",
    "lev": "BGN",
    "leva": "BGN",
    "kuna": "HRK",
    "denar": "MKD",
    "denars": "MKD",
    "leke": "ALL",
    "lek": "ALL",
    "leks": "ALL",
    "manat": "AZN",
    "taka": "BDT",
    "kip": "LAK",
    "riel": "KHR",
    "riels": "KHR",
    "dong": "VND",
    "rupiah": "IDR",
    "ringgit": "MYR",
    "kina": "PGK",
    "birr": "ETB",
    "nakfa": "ERN",
    "naira": "NGN",
    "cedi": "GHS",
    "cedis": "GHS",
    "kwanza": "AOA",
    "kwanzas": "AOA",
    "pula": "BWP",
    "rand": "ZAR",
    "lilangeni": "SZL",
    "emalangeni": "SZL",
    "loti": "LSL",
    "maloti": "LSL",
    "metical": "MZN",
    "meticais": "MZN",
    "ariary": "MGA",
    "dalasi": "GMD",
    "dalasis": "GMD",
    "leone": "SLE",
    "leones": "SLE",
    "ouguiya": "MRU",
    "ouguiyas": "MRU",
    "hryvnia": "UAH",
    "hryvnias": "UAH",
    "tenge": "KZT",
    "som": "KGS",
    "soms": "KGS",
    "somoni": "TJS",
    "sum": "",
    "lari": "GEL",
    "dram": "AMD",
    "drams": "AMD",
    "shekels": "ILS",
    "shekel": "ILS",
    "afghani": "AFN",
    "afghanis": "AFN",
    "quetzal": "GTQ",
    "quetzals": "GTQ",
    "quetzales": "GTQ",
    "lempira": "HNL",
    "lempiras": "HNL",
    "cordoba": "NIO",
    "cordobas": "NIO",
    "colones": "CRC",
    "colon": "CRC",
    "balboas": "PAB",
    "balboa": "PAB",
    "guarani": "PYG",
    "guaranis": "PYG",
    "guaranies": "PYG",
    "guaraníes": "PYG",
    "boliviano": "BOB",
    "bolivianos": "BOB",
    "soles": "PEN",
    "sol": "PEN",
    "nuevos soles": "PEN",
    "reais": "BRL",
    "gourde": "HTG",
    "gourdes": "HTG",
    "cfa francs": "XOF",
    "cfa franc": "XOF",
    "cfa": "XOF",
    "swiss francs": "CHF",
    "us dollars": "USD",
    "u.s. dollars": "USD",
    "kyat": "MMK",
    "ngultrum": "BTN",
    "rufiyaa": "MVR",
    "vatu": "VUV",
    "tala": "WST",
    "paanga": "TOP",
    "pataca": "MOP",
    "patacas": "MOP",
    "won": "KRW",
    "córdobas": "NIO",
    "bolivars": "VES",
    "bolivares": "VES",
    "deutsche marks": "DEM",
    "marks": "",
    "convertible marks": "BAM",
    "lira": "",
    "liras": "",
    "new shekels": "ILS",
    "new taiwan dollars": "TWD",
}
#: States in the first reports that no longer exist, and their currencies.
FORMER = {"SCG": "CSD", "YUG": "YUM"}
BY_COUNTRY_WORDS = {
    "dollar": "dollars",
    "peso": "pesos",
    "franc": "francs",
    "dinar": "dinars",
    "pound": "pounds",
    "rupee": "rupees",
    "shilling": "shillings",
    "rial": "rials",
    "riyal": "riyals",
    "krona": "kronor",
    "krone": "kroner",
    "leu": "lei",
    "real": "reais",
    "dirham": "dirhams",
    "kwacha": "kwacha",
    "ruble": "rubles",
    "rouble": "roubles",
    "lira": "liras",
    "mark": "marks",
    "som": "soms",
    "króna": "krónur",
    "guilder": "guilders",
    "sum": "sum",
    "florin": "florins",
    "koruna": "korunas",
}
PREFIXES = {
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "NT$": "TWD",
    "HK$": "HKD",
    "TT$": "TTD",
    "BZ$": "BZD",
    "S$": "SGD",
    "J$": "JMD",
    "R$": "BRL",
    "FJ$": "FJD",
    "B$": "BSD",
}


def built() -> str:
    """The text of the file."""
    names = Locale("en").currencies
    current: dict[str, str] = {}
    # CLDR also maps former states to their successors: YUG to RS, TMP to TL.
    known = {country.iso3 for country in all_countries()} - FORMER.keys()
    alpha3 = {targets[0]: code for code, targets in get_global("territory_aliases").items() if code in known}
    for territory, rows in get_global("territory_currencies").items():
        legal = [code for code, _start, end, tender in rows if tender and end is None]
        if territory in alpha3 and legal:
            current[alpha3[territory]] = legal[0]
    current["XKX"] = "EUR"
    historic = {
        "LVA": "LVL",
        "LTU": "LTL",
        "EST": "EEK",
        "SVN": "SIT",
        "SVK": "SKK",
        "CYP": "CYP",
        "MLT": "MTL",
        "HRV": "HRK",
        **FORMER,
    }
    unique = {k: v for k, v in EXTRA.items() if v}
    by_country: dict[str, dict[str, str]] = defaultdict(dict)
    for word, many in BY_COUNTRY_WORDS.items():
        for iso3, code in {**current, **historic}.items():
            name = names.get(code, "").lower().split()
            current_name = names.get(current.get(iso3, ""), "").lower().split()
            if word in name or word in current_name:
                value = code if word in name else current[iso3]
                for form in (word, many):
                    if form not in unique:
                        by_country[form][iso3] = value
    for form in ("dollar", "dollars"):
        by_country[form][""] = "USD"
    for form in ("pound", "pounds"):
        by_country[form]["CYP"] = "CYP"
    adjectives = {}
    for code in sorted(set(current.values())):
        first = names.get(code, "").split()
        if len(first) > 1:
            adjectives.setdefault(" ".join(first[:-1]).lower(), code)
    adjectives.update(
        {
            "canadian": "CAD",
            "australian": "AUD",
            "taiwan": "TWD",
            "swiss": "CHF",
            "singapore": "SGD",
            "hong": "HKD",
            "us": "USD",
            "american": "USD",
        }
    )
    data = {"unique": unique, "by_country": by_country, "prefixes": PREFIXES, "adjectives": adjectives}
    return json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    OUT.write_text(built(), encoding="utf-8")
