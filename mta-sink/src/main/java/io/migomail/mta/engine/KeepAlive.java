package io.migomail.mta.engine;

import io.migomail.mta.policy.Failure;
import io.migomail.mta.policy.Reply;
import io.migomail.mta.policy.Stage;

/**
 * One RSET on a connection that nobody needs at present, so that the other side keeps it open (RFC 5321 4.5.3.2.7: for five
 * minutes at least). The connection stays among the warm ones: a message that comes before the reply is written behind the
 * RSET, as if it had asked for it. On the connection's event loop.
 */
final class KeepAlive implements Dialogue {
    private final SmtpConnection connection;

    KeepAlive(SmtpConnection connection) {
        this.connection = connection;
    }

    void begin() {
        connection.serve(this);
        connection.await(Stage.MAIL, connection.loop().config().timeouts().command());
        connection.needsReset(false);
        connection.resetUnanswered(true);
        connection.command("RSET");
    }

    @Override
    public void reply(Reply reply) {
        connection.resetUnanswered(false);
        if (reply.positive()) {
            connection.rest(connection.loop().config().idle());
        } else {
            connection.quit();
        }
    }

    /** Nobody waits for it: the next message opens another. */
    @Override
    public void broken(Failure failure) {}
}
