"""A report on paper: PDF/A-3a and PDF/UA-1, to be kept for ten years and longer.

For each year its statement, the justification list, the reserve sheet, what a verifier
asks for and objects to, and the letter of a refund; at the end a page of integrity with
the checkpoint as QR code. The log itself is attached, line by line as it was hashed:
who has the paper can make its root again from the file inside.

Law: the same report in the same language gives the same bytes, with the same version of
typst. Fonts are those that typst brings, and none of the machine's.
"""

from projections.reports.paper.writing import paper

__all__ = ["paper"]
