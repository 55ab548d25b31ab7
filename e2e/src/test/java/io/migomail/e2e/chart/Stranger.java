package io.migomail.e2e.chart;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Somebody who believes every server and has no certificate. */
final class Stranger {
    private static final int TIMEOUT_MILLIS = 10_000;

    private Stranger() {}

    /**
     * What a port shows to one who comes with TLS, and whether it ends the connection for want of a certificate.
     *
     * @throws IOException where it does not speak TLS
     */
    static String seesAt(String host, int port) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            try (SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
                tls.startHandshake();
                String shown = ((X509Certificate) tls.getSession().getPeerCertificates()[0])
                        .getSubjectX500Principal()
                        .getName();
                try {
                    return shown + ", then " + tls.getInputStream().read();
                } catch (SSLException e) {
                    return shown + ", then refused";
                }
            }
        }
    }
}
