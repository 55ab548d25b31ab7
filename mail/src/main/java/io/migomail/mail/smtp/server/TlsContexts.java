package io.migomail.mail.smtp.server;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;

/** TLS contexts of servers: TLS 1.2 and 1.3 only. */
public final class TlsContexts {
    private TlsContexts() {}

    /**
     * The context of a server.
     *
     * @param chainPem certificates, leaf first
     * @param keyPem PKCS#8 key
     * @throws IllegalArgumentException where chain and key cannot be used
     */
    public static SslContext server(String chainPem, String keyPem) {
        try {
            return SslContextBuilder.forServer(
                            new ByteArrayInputStream(chainPem.getBytes(StandardCharsets.US_ASCII)),
                            new ByteArrayInputStream(keyPem.getBytes(StandardCharsets.US_ASCII)))
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (SSLException e) {
            throw new IllegalArgumentException("certificate and key cannot be used: " + e.getMessage(), e);
        }
    }
}
