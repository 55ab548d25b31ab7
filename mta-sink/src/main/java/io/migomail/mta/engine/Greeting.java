package io.migomail.mta.engine;

import io.migomail.mta.policy.Cause;
import io.migomail.mta.policy.Failure;
import io.migomail.mta.policy.Reply;
import io.migomail.mta.policy.Stage;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.List;

/**
 * The beginning of a connection: banner, EHLO (or HELO), STARTTLS where offered and wanted, EHLO again. Ends by telling
 * the attempt that the connection is ready, or why it is not. On the connection's event loop.
 */
final class Greeting implements Dialogue {
    private final SmtpConnection connection;
    private final AttemptSteps attempt;
    private boolean secured;
    private boolean helo;
    private List<String> lines = List.of();

    Greeting(SmtpConnection connection, AttemptSteps attempt) {
        this.connection = connection;
        this.attempt = attempt;
    }

    /** The lines of the reply that comes next, after its first. */
    void lines(List<String> more) {
        lines = more;
    }

    @Override
    public void reply(Reply reply) {
        switch (connection.stage()) {
            case BANNER -> banner(reply);
            case EHLO -> hello(reply);
            case STARTTLS -> startTls(reply);
            default -> refused(reply);
        }
    }

    private void banner(Reply reply) {
        if (reply.code() == 220) {
            connection.await(Stage.EHLO, bound());
            connection.command("EHLO " + connection.endpoint().ehloName());
        } else {
            refused(reply);
        }
    }

    private void hello(Reply reply) {
        if (reply.code() == 250) {
            connection.extensions(helo ? Extensions.NONE : Extensions.of(lines));
            greeted();
        } else if (!helo && !secured && reply.code() >= 500 && reply.code() <= 504) {
            helo = true;
            connection.await(Stage.EHLO, bound());
            connection.command("HELO " + connection.endpoint().ehloName());
        } else {
            refused(reply);
        }
    }

    private void greeted() {
        Endpoint.Tls tls = connection.endpoint().tls();
        if (secured || tls == Endpoint.Tls.NEVER) {
            attempt.ready(connection);
        } else if (connection.extensions().startTls()) {
            connection.await(Stage.STARTTLS, bound());
            connection.command("STARTTLS");
        } else if (tls == Endpoint.Tls.REQUIRED) {
            connection.quit();
            attempt.failed(Failure.of(
                    Stage.STARTTLS, Cause.TLS, connection.host() + " does not offer STARTTLS, which is required"));
        } else {
            attempt.ready(connection);
        }
    }

    private void startTls(Reply reply) {
        if (reply.code() != 220) {
            connection.broken(Cause.TLS, "STARTTLS refused: " + reply.text());
            return;
        }
        SslHandler tls = connection.loop().tlsHandler(connection);
        secured = true;
        connection.startTls(tls);
        tls.handshakeFuture().addListener(done -> {
            if (connection.closed()) {
                return;
            }
            if (done.isSuccess()) {
                connection.await(Stage.EHLO, bound());
                connection.command("EHLO " + connection.endpoint().ehloName());
            } else {
                connection.broken(Cause.TLS, "TLS handshake: " + done.cause().getMessage());
            }
        });
    }

    private void refused(Reply reply) {
        Stage stage = connection.stage();
        connection.quit();
        attempt.failed(
                reply.code() >= 400
                        ? Failure.of(stage, reply)
                        : Failure.of(stage, Cause.GARBLED, "unexpected reply: " + reply.text()));
    }

    @Override
    public void broken(Failure failure) {
        boolean handshake = failure.stage() == Stage.STARTTLS;
        attempt.failed(handshake ? Failure.of(Stage.STARTTLS, Cause.TLS, failure.detail()) : failure);
    }

    private Duration bound() {
        return connection.loop().config().timeouts().command();
    }
}
