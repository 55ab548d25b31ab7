package io.migomail.mail.smtp.server;

/**
 * What a client authenticates with (RFC 4616, LOGIN). The text form hides the password.
 *
 * @param authorization identity to act as, empty = the user
 */
public record Credentials(String authorization, String user, String password) {
    @Override
    public String toString() {
        return "Credentials[user=" + user + "]";
    }
}
