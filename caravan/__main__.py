"""`python -m caravan serve` and `python -m caravan demo`: set up the database and serve."""

import sys

from caravan.serve import demo, serve

if __name__ == "__main__":
    {"serve": serve, "demo": demo}[sys.argv[1] if len(sys.argv) > 1 else "serve"]()
