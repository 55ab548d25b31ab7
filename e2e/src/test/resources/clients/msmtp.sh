# A whole message with 8-bit text and LF line ends, as from a script that knows sendmail.
export HOME=${MAIL_FILE%/*}
exec msmtp --host="$SMTP_HOST" --port="$SMTP_PORT" --tls=on --tls-starttls=on --tls-trust-file="$SMTP_CA" \
  --auth="$(printf %s "${SMTP_AUTH:-PLAIN}" | tr A-Z a-z)" --user="$SMTP_USER" --passwordeval='printf %s "$SMTP_PASSWORD"' \
  --from="$MAIL_FROM" "$MAIL_TO" <"$MAIL_MESSAGE"
