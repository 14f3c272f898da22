"""What it means: a book seen at a point in time, and the reports made of it.

Words. A *point in time* has two coordinates: `on` (facts that took effect up to that
day) and `known_at` (facts recorded up to that moment). A `BookView` is a book as it was
known; every projection takes a view, mostly a budget year, and the day `on`, and gives
frozen structs that msgspec writes as JSON: amounts in cents, days as ISO dates.

Nothing here writes into a book, nothing needs the event-sourcing library to read one,
and a year is read without reading the rest of the book. Of large books the outlines of
events are kept in a file that can be thrown away at any time (`outlines`).

    with BookView(path, parse_known_at("2025-12-31")) as view:
        print(statement(view, 2025, on=None, today=today).refund_due)

Not trusted: whoever edits the book can mislead these reports, and is found by `verify`.
"""
