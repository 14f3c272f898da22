"""The proof bundle: a BagIt 1.0 bag (RFC 8493) in a ZIP that has one form only.

Words. A *container* is the ZIP, seen from outside: entries, headers, places. A *bag* is
what is in it: *payload* below `data/`, and *tag files* that list and describe it. A
*layout* makes every header byte of a container from four facts of each entry and the
day that all of them are dated.

Bytes. Entries are stored, in the order of the bytes of their names, one after another
from offset 0; the central directory follows in the same order, then the end records.
There are no comments, no flags, no data descriptors; extra fields are Zip64 ones, and
only where a number does not fit. So the same content gives the same bytes, and a reader
builds each header again and compares it.

    found = open_container(file, size)
    if isinstance(found, Container):
        checked = check_bag(found)

Not trusted: whoever edits a bundle can make it be refused, and nothing else; that the
whole of it was made anew is found by signatures and anchors, not here.
"""
