"""Submits with Python's smtplib: port, CA file, user, password. Prints one line per step."""
import smtplib
import ssl
import sys
from email.message import EmailMessage

port, authority, user, password = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
context = ssl.create_default_context(cafile=authority)

with smtplib.SMTP("localhost", port, timeout=20) as client:
    try:
        client.login(user, password)
        print("login in clear")
    except smtplib.SMTPNotSupportedError:
        print("no login in clear")
    client.starttls(context=context)
    try:
        client.login(user, password[:-1] + "x")
    except smtplib.SMTPAuthenticationError as refused:
        print("wrong key", refused.smtp_code)
    client.login(user, password)

    mail = EmailMessage()
    mail["From"] = "Zoë's App <noreply@yourapp.com>"
    mail["To"] = "Priya <priya@example.com>"
    mail["Bcc"] = "hidden@example.com"
    mail["Subject"] = "Grüße"
    mail["X-Migo-Tag"] = "smtplib"
    mail.set_content("line\n.dot\n..dots\n" + "x" * 2000 + "\n")
    mail.add_attachment(bytes(range(256)), maintype="application", subtype="octet-stream", filename="a.bin")
    print("refused", client.send_message(mail, to_addrs=["priya@example.com", "hidden@example.com"]))

    template = EmailMessage()
    template["From"] = "noreply@yourapp.com"
    template["To"] = "priya@example.com"
    template["X-Migo-Template"] = "otp"
    template["X-Migo-Variables"] = '{"otp_code": "847 291", "long": "' + "word " * 60 + '", "name": "Zoë"}'
    template.set_content("replaced")
    print("refused", client.send_message(template))

    code, text = client.docmd("MAIL", "FROM:<a@yourapp.com> SIZE=99999999")
    print("size", code, text.decode().split()[0])
