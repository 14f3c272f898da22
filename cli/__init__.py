"""How people ask: parse, call one function, render. The program is `verantwoord`."""

import gc

# Nothing of a call is thrown away before it ends, from the first import on: looking for
# garbage finds none.
gc.set_threshold(200_000, 50, 50)
