"""Whole lives of books: several writers, processes killed, power cut at any moment.

python -m tests.lives.crowd --writers 4 --facts 1000
python -m tests.lives.crash --kills 1000
python -m tests.lives.power --cuts 7000
python -m tests.lives.ledgers --lives 500
"""
