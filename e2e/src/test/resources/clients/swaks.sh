# 8-bit text under a MAIL command without BODY=8BITMIME.
exec swaks --server "$SMTP_HOST:$SMTP_PORT" --tls --tls-verify --tls-ca-path "$SMTP_CA" \
  --auth "${SMTP_AUTH:-PLAIN}" --auth-user "$SMTP_USER" --auth-password "$SMTP_PASSWORD" --ehlo "${SMTP_EHLO:-client.example}" \
  --from "$MAIL_FROM" --to "$MAIL_TO" --header "Subject: =?UTF-8?B?$(printf %s "$MAIL_SUBJECT" | base64 -w0)?=" \
  --attach-type 'text/plain; charset=UTF-8' --attach-body "@$MAIL_TEXT" \
  --attach-type application/octet-stream --attach-name data.bin --attach "@$MAIL_FILE"
