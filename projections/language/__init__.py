"""The languages that people are spoken to in: Dutch (Belgium), French, English.

A `Language` tells a `ledger.messages.Message` in its own words, from gettext catalogues
(`locale/`, one domain for each part of the program), and writes amounts and days as its
readers do. What is no message, or is in no catalogue, is told as it is: in English.

    language("nl").tell(message("the book has no year {year}", year=2024))
"""

from projections.language.locale import LOCALES, Locale, language_code
from projections.language.telling import CATALOGUES, DOMAINS, Language, language

__all__ = [
    "CATALOGUES",
    "DOMAINS",
    "LOCALES",
    "Language",
    "Locale",
    "language",
    "language_code",
]
