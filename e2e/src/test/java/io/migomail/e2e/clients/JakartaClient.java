package io.migomail.e2e.clients;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Jakarta Mail with Angus as its provider, in this process. */
final class JakartaClient {
    private final Properties properties = new Properties();

    /** Without login and TLS. */
    JakartaClient(String host, int port) {
        properties.putAll(Map.of(
                "mail.smtp.host",
                host,
                "mail.smtp.port",
                Integer.toString(port),
                "mail.smtp.connectiontimeout",
                "60000",
                "mail.smtp.timeout",
                "120000"));
    }

    /** Demands STARTTLS and logs in by that mechanism. */
    JakartaClient secure(Path ca, String mechanism) throws IOException, GeneralSecurityException {
        properties.putAll(Map.of(
                "mail.smtp.auth", "true",
                "mail.smtp.auth.mechanisms", mechanism,
                "mail.smtp.starttls.required", "true",
                "mail.smtp.ssl.checkserveridentity", "true"));
        properties.put("mail.smtp.ssl.socketFactory", trusting(ca).getSocketFactory());
        return this;
    }

    private static SSLContext trusting(Path ca) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(ca)) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    static String version() throws IOException {
        Properties pom = new Properties();
        try (InputStream in =
                Transport.class.getResourceAsStream("/META-INF/maven/org.eclipse.angus/angus-mail/pom.properties")) {
            pom.load(in);
        }
        return pom.getProperty("version");
    }

    void send(ClientMail mail, String to, String user, String password) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress(ClientMail.FROM));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(ClientMail.SUBJECT, "UTF-8");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(ClientMail.TEXT, "UTF-8");
        MimeBodyPart file = new MimeBodyPart();
        file.attachFile(mail.file().toFile(), "application/octet-stream", "base64");
        message.setContent(new MimeMultipart(text, file));
        if (user.isEmpty()) {
            Transport.send(message);
        } else {
            Transport.send(message, user, password);
        }
    }
}
