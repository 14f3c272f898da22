"""A report as one page of HTML, which needs nothing but a browser.

Words. A *sheet* writes one year. A *slot* is a place whose text depends on the day, a
*step* the texts of all slots from one day on. A *note* is what a number opens that is
no figure of the statement.

Law: the same report in the same language gives the same bytes. All texts, numbers and
bars of every step are made here; the script of the page only picks among them. Without
it the page shows the last step whole.

    page(report, language("nl"), documents="../documents/")
"""

from projections.reports.page.writing import page

__all__ = ["page"]
