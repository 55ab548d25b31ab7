import os
import smtplib
import ssl
from email.message import EmailMessage

env = os.environ
mail = EmailMessage()
mail["From"], mail["To"], mail["Subject"] = env["MAIL_FROM"], env["MAIL_TO"], env["MAIL_SUBJECT"]
mail.set_content(open(env["MAIL_TEXT"], encoding="utf-8").read())
mail.add_attachment(
    open(env["MAIL_FILE"], "rb").read(), maintype="application", subtype="octet-stream", filename="data.bin")
with smtplib.SMTP(env["SMTP_HOST"], int(env["SMTP_PORT"]), timeout=60) as client:
    client.starttls(context=ssl.create_default_context(cafile=env["SMTP_CA"]))
    client.user, client.password = env["SMTP_USER"], env["SMTP_PASSWORD"]
    if env.get("SMTP_AUTH") == "LOGIN":
        client.ehlo()
        client.auth("LOGIN", client.auth_login)
    else:
        client.login(env["SMTP_USER"], env["SMTP_PASSWORD"])
    client.send_message(mail)
