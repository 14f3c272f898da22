"""verify.html, as a verifier sees it: in a browser, on bundles that hold and do not."""
