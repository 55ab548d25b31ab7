"""Verifies every message named on the command line with dkimpy; prints "<file> <index> <True|False|error>"."""
import sys

import dkim

records = {}
with open(sys.argv[1], "rb") as file:
    for line in file:
        name, _, value = line.strip().partition(b" ")
        records[name + b"."] = value


def txt(name, timeout=5):
    name = name if isinstance(name, bytes) else name.encode()
    return records.get(name if name.endswith(b".") else name + b".")


for path in sys.argv[2:]:
    with open(path, "rb") as file:
        message = file.read()
    count = sum(1 for name, _ in dkim.rfc822_parse(message)[0] if name.lower() == b"dkim-signature")
    for index in range(count):
        try:
            result = dkim.DKIM(message).verify(idx=index, dnsfunc=txt)
        except dkim.DKIMException as error:
            result = "error:" + type(error).__name__
        print(path, index, result)
