package io.migomail.mail.dkim;

import io.migomail.core.TimeSource;
import io.migomail.mail.dkim.DkimVerdict.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies rsa-sha256 and ed25519-sha256 in all canonical forms (RFC 6376 6). Stateless but for its look-up; runs, and
 * where the look-up blocks waits, on the caller's thread. Hostile input ends in a verdict, never in an exception.
 */
public final class DkimVerifier {
    /** Signatures of one message that are looked at; further ones are PERMERROR. */
    static final int MAX_SIGNATURES = 10;

    private final DkimKeyLookup keys;
    private final TimeSource time;

    /** A verifier with that source of keys; the wall clock decides about x=. */
    public DkimVerifier(DkimKeyLookup keys, TimeSource time) {
        this.keys = keys;
        this.time = time;
    }

    /** One verdict a DKIM-Signature field, from top to bottom; none for an unsigned message. */
    public List<DkimVerdict> verify(byte[] message) {
        MessageFields fields;
        try {
            fields = MessageFields.of(message);
        } catch (IllegalArgumentException e) {
            return List.of(new DkimVerdict(Result.PERMERROR, "", "", "", reason(e)));
        }
        List<DkimVerdict> verdicts = new ArrayList<>();
        for (MessageFields.Field field : fields.fields()) {
            if (field.name().equals("dkim-signature")) {
                verdicts.add(new Check(message, fields, field).run(verdicts.size() >= MAX_SIGNATURES));
            }
        }
        return verdicts;
    }

    private static String reason(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** One signature being verified. */
    private final class Check {
        private final byte[] message;
        private final MessageFields fields;
        private final MessageFields.Field field;
        private @Nullable TagList tags;

        Check(byte[] message, MessageFields fields, MessageFields.Field field) {
            this.message = message;
            this.fields = fields;
            this.field = field;
        }

        DkimVerdict run(boolean tooMany) {
            if (tooMany) {
                return verdict(Result.PERMERROR, "too many signatures");
            }
            try {
                String text =
                        new String(message, field.value(), field.end() - field.value(), StandardCharsets.ISO_8859_1);
                tags = TagList.parse(text);
                return judge(SignatureField.of(tags));
            } catch (IllegalArgumentException e) {
                return verdict(Result.PERMERROR, reason(e));
            } catch (IOException e) {
                return verdict(Result.TEMPERROR, reason(e));
            }
        }

        private DkimVerdict judge(SignatureField signature) throws IOException {
            if (signature.expires() != null && signature.expires() < time.wallMillis() / 1000) {
                return verdict(Result.FAIL, "signature has expired");
            }
            Canonical.BodyHash body =
                    Canonical.body(message, fields.body(), signature.relaxedBody(), signature.limit());
            if (signature.limit() > body.length()) {
                return verdict(Result.PERMERROR, "l= is longer than the body");
            }
            if (!Arrays.equals(body.hash(), signature.bodyHash())) {
                return verdict(Result.FAIL, "body was changed");
            }
            String txt = keys.txt(signature.selector(), signature.domain());
            if (txt == null) {
                return verdict(Result.PERMERROR, "no key record");
            }
            boolean good = PublicKey.of(txt, signature).verifies(signature, headers(signature));
            return good
                    ? verdict(Result.PASS, "")
                    : verdict(Result.FAIL, "signed headers were changed, or another key signed");
        }

        private byte[] headers(SignatureField signature) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
            for (MessageFields.Field chosen : HeaderChoice.choose(fields, signature.names())) {
                Canonical.header(out, message, chosen, signature.relaxedHeader());
            }
            byte[] own = SignatureField.withoutSignature(message, field);
            if (signature.relaxedHeader()) {
                Canonical.relaxedHeader(out, field.name(), own, field.value() - field.start(), own.length);
            } else {
                out.writeBytes(own);
            }
            return out.toByteArray();
        }

        private DkimVerdict verdict(Result result, String reason) {
            return new DkimVerdict(result, tag("d"), tag("s"), tag("a"), reason);
        }

        private String tag(String name) {
            return tags == null ? "" : tags.get(name, "");
        }
    }
}
