"""Paper: plain facts in, PDF bytes out, with Arabic set as it is written by hand.

How to draw a piece: begin with ``sheet.open_document``; draw on its ``canvas`` (points, y upwards)
with ``arabic.draw``, ``arabic.wrap`` and ``arabic.fit`` for text, ``qr.draw`` for codes, ``sheet``
and ``shapes`` for lines, colours and ornaments; ``show_page`` after each page; end with ``bytes``.
Time is passed in, the same facts give the same bytes, and documents of different threads never
touch each other.
"""
