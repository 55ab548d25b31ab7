"""Parses every message named on the command line with Python's own parser; prints one JSON object a line."""
import email
import email.policy
import json
import sys

for path in sys.argv[1:]:
    with open(path, "rb") as file:
        mail = email.message_from_binary_file(file, policy=email.policy.default)
    text = mail.get_body(("plain",))
    html = mail.get_body(("html",))
    defects = [type(d).__name__ for part in mail.walk() for d in part.defects]
    print(
        json.dumps(
            [
                mail["subject"],
                [a.display_name + "|" + a.addr_spec for a in mail["to"].addresses],
                text.get_content().replace("\r\n", "\n") if text else None,
                html.get_content().replace("\r\n", "\n") if html else None,
                [part.get_filename() for part in mail.iter_attachments()],
                defects,
            ],
            ensure_ascii=True,
        )
    )
