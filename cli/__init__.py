"""How people ask: parse, call one function, render. The program is `verantwoord`."""
