package io.migomail.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.standalone.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** DKIM signatures (RFC 6376) as judged by dkimpy, a foreign verifier, with the records that the API tells to publish. */
public final class Dkimpy {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DKIMPY = """
            import dkim, json, sys
            message = open(sys.argv[1], 'rb').read()
            records = json.loads(sys.argv[2])
            def dns(name, timeout=5):
                text = name.decode() if isinstance(name, bytes) else name
                return records[text.rstrip('.')].encode()
            mail = dkim.DKIM(message)
            fields = sum(1 for name, value in mail.headers if name.lower() == b'dkim-signature')
            verdicts = []
            for i in range(fields):
                ok = mail.verify(idx=i, dnsfunc=dns)
                fields_of = dict((k.decode(), v.decode()) for k, v in mail.signature_fields.items())
                verdicts.append('%s %s %s' % ('pass' if ok else 'fail', fields_of['d'], fields_of['a']))
            print(json.dumps(sorted(verdicts)))
            """;

    private Dkimpy() {}

    /** Skips the test where dkimpy is not installed, and fails it under CI. */
    public static void require() throws IOException, InterruptedException {
        Python.require("dkim", "nacl");
    }

    /** One verdict for each signature of a mail, sorted, such as {@code pass example.com rsa-sha256}. */
    public static List<String> verdicts(byte[] mail, Api api) throws IOException, InterruptedException {
        Map<String, String> records = new HashMap<>();
        for (JsonNode domain : api.get("/v1/domains", 200).path("data")) {
            for (JsonNode record : domain.path("records")) {
                records.put(
                        record.path("name").asText(), record.path("expected").asText());
            }
        }
        Path file = Files.createTempFile("mail", ".eml");
        try {
            Files.write(file, mail);
            List<String> verdicts = new ArrayList<>();
            JSON.readTree(Python.run(DKIMPY, file.toString(), JSON.writeValueAsString(records)))
                    .forEach(verdict -> verdicts.add(verdict.asText()));
            return verdicts;
        } finally {
            Files.delete(file);
        }
    }
}
