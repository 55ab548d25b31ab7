package io.migomail.mail.smtp.server;

import io.migomail.mail.tls.ServerCertificate;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import javax.net.ssl.SSLException;

/** TLS contexts of servers: TLS 1.2 and 1.3 only. */
public final class TlsContexts {
    private TlsContexts() {}

    /**
     * The context of a server that shows this certificate.
     *
     * @throws IllegalArgumentException where certificate and key cannot be used
     */
    public static SslContext server(ServerCertificate certificate) {
        try {
            return SslContextBuilder.forServer(certificate.key(), certificate.chain())
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (SSLException e) {
            throw new IllegalArgumentException("certificate and key cannot be used: " + e.getMessage(), e);
        }
    }
}
