"""Golden console sessions: what a person types and what comes back, byte for byte.

A *session* is a `*.console` file, or all ```console blocks of one Markdown file in
order. It is made of *steps*: a command and its answer.

    # Prose: what stands before the first command; later, from a line with `#` that
    # follows a blank one, up to the next command.

    $ verantwoord show balance --year 2024
    error: book.book holds no year 2024
    [1]
    $ cat > rows.csv <<'END'
    > date;amount
    > END

The answer is stdout and stderr together, and `[code]` where the code is not 0. Blank
lines after an answer are not part of it. Setup that a reader of Markdown need not see
stands between `<!-- console` and `-->`. `pytest --accept` rewrites the answers.
"""
