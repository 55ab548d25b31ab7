exec curl --silent --show-error --ssl-reqd --cacert "$SMTP_CA" --url "smtp://$SMTP_HOST:$SMTP_PORT" \
  --user "$SMTP_USER:$SMTP_PASSWORD" ${SMTP_AUTH:+--login-options "AUTH=$SMTP_AUTH"} \
  --mail-from "$MAIL_FROM" --mail-rcpt "$MAIL_TO" -H "From: <$MAIL_FROM>" -H "To: <$MAIL_TO>" \
  -H "Subject: =?UTF-8?B?$(printf %s "$MAIL_SUBJECT" | base64 -w0)?=" \
  -F "=<$MAIL_TEXT;type=text/plain;charset=UTF-8;encoder=quoted-printable" \
  -F "=@$MAIL_FILE;filename=data.bin;type=application/octet-stream;encoder=base64"
