package io.migomail.mail.dkim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A DKIM-Signature field, read and checked for form (RFC 6376 3.5 and 6.1.1). */
record SignatureField(
        DkimAlgorithm algorithm,
        boolean relaxedHeader,
        boolean relaxedBody,
        String domain,
        String selector,
        String identityDomain,
        List<String> names,
        byte[] bodyHash,
        byte[] signature,
        long limit,
        @Nullable Long expires) {

    /** @throws IllegalArgumentException with the reason for a PERMERROR */
    static SignatureField of(TagList tags) {
        if (!tags.require("v").equals("1")) {
            throw new IllegalArgumentException("version is not 1");
        }
        if (!tags.list("q", "dns/txt").contains("dns/txt")) {
            throw new IllegalArgumentException("no known query method");
        }
        String[] forms = tags.get("c", "simple/simple").split("/", 2);
        String domain = tags.require("d").toLowerCase(Locale.ROOT);
        List<String> names = new ArrayList<>();
        for (String name : tags.list("h", "")) {
            names.add(name.toLowerCase(Locale.ROOT));
        }
        if (!names.contains("from")) {
            throw new IllegalArgumentException("From is not signed");
        }
        return new SignatureField(
                algorithm(tags.require("a")),
                relaxed(forms[0]),
                relaxed(forms.length > 1 ? forms[1] : "simple"),
                domain,
                tags.require("s"),
                identityDomain(tags.get("i"), domain),
                names,
                Base64.getDecoder().decode(tags.unfolded("bh")),
                Base64.getDecoder().decode(tags.unfolded("b")),
                tags.get("l") == null ? -1 : number(tags, "l"),
                tags.get("x") == null ? null : number(tags, "x"));
    }

    /** The field's octets with the value of b= and the white space around it left out (RFC 6376 3.7). */
    static byte[] withoutSignature(byte[] message, MessageFields.Field field) {
        String text = new String(message, field.start(), field.end() - field.start(), StandardCharsets.ISO_8859_1);
        int from = field.value() - field.start();
        while (from < text.length()) {
            int end = text.indexOf(';', from);
            int stop = end < 0 ? text.length() : end;
            int equals = text.indexOf('=', from);
            if (equals > 0
                    && equals < stop
                    && text.substring(from, equals).strip().equals("b")) {
                String kept = text.substring(0, equals + 1) + text.substring(stop);
                return kept.stripTrailing().getBytes(StandardCharsets.ISO_8859_1);
            }
            from = stop + 1;
        }
        throw new IllegalArgumentException("tag b is missing");
    }

    private static DkimAlgorithm algorithm(String tag) {
        for (DkimAlgorithm algorithm : DkimAlgorithm.values()) {
            if (algorithm.tag().equals(tag)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("algorithm " + tag + " is not accepted");
    }

    private static boolean relaxed(String form) {
        return switch (form) {
            case "relaxed" -> true;
            case "simple" -> false;
            default -> throw new IllegalArgumentException("unknown canonical form " + form);
        };
    }

    private static String identityDomain(@Nullable String identity, String domain) {
        if (identity == null) {
            return domain;
        }
        String own = identity.substring(identity.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        if (!own.equals(domain) && !own.endsWith("." + domain)) {
            throw new IllegalArgumentException("i= is not within d=");
        }
        return own;
    }

    private static long number(TagList tags, String name) {
        String text = tags.unfolded(name);
        if (!text.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException(name + "= is not a number");
        }
        return Long.parseLong(text);
    }
}
