"""The store: a book is one SQLite file.

`schema` has its tables and guards, `connection` opens a file and says whether it is a
book (`explaining`: why not), `reading` reads it, and `loading` makes its state. `names`
are the refs and invoices that are taken. `recorder`, `beside`, `mapper`, `patience` and
`application` write it, through the event-sourcing library, which reading never needs.
`tracked` reads the files of read models, and `tracking` writes them, as far as they go.
In rollback-journal mode, not WAL, a book is one file after every command, also on a
network drive (docs/decisions/0003).

Trusted with nothing but the money's story until the next `verify`: whoever edits a book
can mislead its owner's screen, and is found by the root of any checkpoint elsewhere.
"""
