export LC_ALL=C.UTF-8
exec s-nail -:/ -Sv15-compat -Sttycharset=utf-8 -Ssendwait -Smta="smtp://$SMTP_USER:$SMTP_PASSWORD@$SMTP_HOST:$SMTP_PORT" \
  -Ssmtp-use-starttls -Ssmtp-auth="$(printf %s "${SMTP_AUTH:-PLAIN}" | tr A-Z a-z)" -Stls-ca-file="$SMTP_CA" -Stls-ca-no-defaults \
  -Stls-verify=strict -Sfrom="$MAIL_FROM" -s "$MAIL_SUBJECT" -a "$MAIL_FILE" "$MAIL_TO" <"$MAIL_TEXT"
