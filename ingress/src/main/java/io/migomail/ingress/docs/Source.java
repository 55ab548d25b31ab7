package io.migomail.ingress.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What pages are made of, as it lies beside this class: the documents of the repository, and the site's own files. */
final class Source {
    private Source() {}

    /**
     * @param name of a document, from the folder docs: {@code guides/webhooks.md}
     * @throws IllegalStateException where the build forgot it
     */
    static byte[] bytes(String name) {
        try (InputStream in = Source.class.getResourceAsStream("source/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the build has no document " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("document " + name, e);
        }
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }
}
