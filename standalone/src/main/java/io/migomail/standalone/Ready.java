package io.migomail.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * Where a started stack is reached, and with which keys.
 *
 * @param http base URL of the REST API and pages
 * @param smtp address:port of submission
 * @param account SMTP user name
 * @param from a sender address that works
 * @param ca file of the authority that signed the SMTP certificate
 * @param inbox page that shows what arrived; empty where no mail is captured
 * @param data data folder
 * @param email of the person who may sign in to the dashboard first
 * @param password which that person was given; empty = not known
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Ready(
        String http,
        String smtp,
        String account,
        String liveKey,
        String sandboxKey,
        String from,
        String ca,
        String inbox,
        String data,
        String email,
        String password) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One line of JSON. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts is always JSON", e);
        }
    }

    /** What a newcomer needs next, ready to be pasted. */
    public String text() {
        String host = smtp.substring(0, smtp.lastIndexOf(':'));
        String port = smtp.substring(smtp.lastIndexOf(':') + 1);
        return """

                Migomail is ready.

                Send the one-time password of the product page:

                  curl -sS %1$s/v1/messages \\
                    -H 'Authorization: Bearer %2$s' -H 'Content-Type: application/json' \\
                    -d '{"to":"priya@example.com","from":"noreply@yourapp.com","template":"otp-verification-v3","variables":{"otp_code":"847 291","expires_min":5,"user_name":"Priya"}}'

                Read its story:   curl -sS %1$s/v1/messages/MESSAGE_ID -H 'Authorization: Bearer %2$s'
                See what arrived: %3$s
                Dashboard:        %1$s/dashboard%12$s

                SMTP: %4$s, STARTTLS, user %5$s, password = the key above, CA file %6$s

                  swaks --server %4$s --tls --tls-ca-path %6$s --auth-user %5$s --auth-password %2$s \\
                    --from %7$s --to priya@example.com --header 'Subject: Hello over SMTP'

                  Nodemailer:  nodemailer.createTransport({host: '%8$s', port: %9$s, requireTLS: true, tls: {ca: fs.readFileSync('%6$s')}, auth: {user: '%5$s', pass: '%2$s'}})

                  smtplib:     s = smtplib.SMTP('%8$s', %9$s); s.starttls(context=ssl.create_default_context(cafile='%6$s')); s.login('%5$s', '%2$s')

                Sandbox key: %10$s
                Data folder: %11$s
                Stop with Ctrl-C.
                """.formatted(
                        http,
                        liveKey,
                        inbox.isEmpty() ? "(mail is delivered, none is captured)" : inbox,
                        smtp,
                        account,
                        ca,
                        from,
                        host,
                        port,
                        sandboxKey,
                        data,
                        password.isEmpty() ? "" : ", sign in as " + email + " with " + password);
    }
}
