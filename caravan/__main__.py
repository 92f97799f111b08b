"""`python -m caravan serve` and `python -m caravan demo`: set up the database and serve."""

import gc
import sys

gc.disable()  # what is made from here on stays; the workers look for rubbish again (wsgi.py)

from caravan.serve import demo, serve  # noqa: E402 - see above

if __name__ == "__main__":
    {"serve": serve, "demo": demo}[sys.argv[1] if len(sys.argv) > 1 else "serve"]()
