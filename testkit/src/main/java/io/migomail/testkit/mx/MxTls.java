package io.migomail.testkit.mx;

import io.netty.handler.ssl.util.SelfSignedCertificate;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The certificate of every {@link ScriptedMx}: self-signed, made once a process, before the first connection comes. */
final class MxTls {
    static final SelfSignedCertificate OWN = own();
    static final SSLContext CONTEXT = tlsContext();

    private MxTls() {}

    private static SelfSignedCertificate own() {
        try {
            return new SelfSignedCertificate("mx.test");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no certificate for the scripted MX", e);
        }
    }

    private static SSLContext tlsContext() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("mx", OWN.key(), new char[0], new X509Certificate[] {OWN.cert()});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no certificate for the scripted MX", e);
        }
    }
}
