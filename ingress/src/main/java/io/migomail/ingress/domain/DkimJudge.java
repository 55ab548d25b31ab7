package io.migomail.ingress.domain;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Key records (RFC 6376 3.6.1): the key must be ours, whatever white space or order of tags. */
final class DkimJudge implements Judge {
    /** So many characters of a key are nobody else's. */
    private static final int SURE = 60;

    @Override
    public boolean concerns(DnsRecord.Wanted wanted, String value) {
        return true;
    }

    @Override
    public boolean recognizes(DnsRecord.Wanted wanted, String value) {
        String key = tag(wanted.value(), "p");
        // The head of every RSA key of one size is the same.
        String sure = key.substring(
                Math.max(0, key.length() / 2 - SURE / 2), Math.min(key.length(), key.length() / 2 + SURE / 2));
        return Judge.plain(value).replaceAll("\\s", "").contains(sure);
    }

    @Override
    public CompletionStage<DnsRecord> judge(DnsRecord.Wanted wanted, List<String> values) {
        String fault = values.size() > 1 ? several(wanted, values) : fault(wanted, values.get(0));
        return Judge.now(
                fault.isEmpty() ? DnsRecord.verified(wanted, values, "") : DnsRecord.mismatch(wanted, values, fault));
    }

    private static String several(DnsRecord.Wanted wanted, List<String> values) {
        String key = tag(wanted.value(), "p");
        List<String> parts = values.stream()
                .map(v -> Judge.plain(v).replaceAll("\\s", "").replaceFirst(".*;p=", ""))
                .toList();
        boolean split = parts.stream().allMatch(p -> !p.isEmpty() && key.contains(p))
                && parts.stream().mapToInt(String::length).sum() == key.length();
        return split
                ? "The key is split into " + values.size() + " records; it must be one TXT record, whose value may"
                        + " consist of several strings of up to 255 characters."
                : "There are " + values.size() + " TXT records at this name; exactly one may stand there.";
    }

    /** Empty where the value publishes the key. */
    private static String fault(DnsRecord.Wanted wanted, String value) {
        if (Judge.marked(value)) {
            return "The value holds quotation marks or backslashes; enter it without them.";
        }
        String key = tag(wanted.value(), "p");
        String found = tag(value, "p");
        if (!found.equals(key)) {
            return otherKey(key, found, value);
        }
        String type = tag(wanted.value(), "k");
        if (!tag(value, "k").equals(type)) {
            return "The key type is wrong: k=" + type + " is expected.";
        }
        return otherTags(value);
    }

    /** Tags that a key record may have and that make receivers refuse ours. */
    private static String otherTags(String value) {
        if (!tag(value, "v").matches("(DKIM1)?")) {
            return "The record must begin with v=DKIM1.";
        }
        if (!tag(value, "h").matches("(.*:)?(sha256)?(:.*)?")) {
            return "The tag h= does not allow sha256; leave it out.";
        }
        if (!tag(value, "s").matches("(.*:)?([*]|email)?(:.*)?")) {
            return "The tag s= does not allow e-mail; leave it out.";
        }
        return "";
    }

    private static String otherKey(String key, String found, String value) {
        if (found.isEmpty()) {
            return value.contains("p=")
                    ? "The key is empty, which means revoked; enter the whole value."
                    : "This is no DKIM key record; enter the whole value, which begins with v=DKIM1.";
        }
        if (key.startsWith(found)) {
            return "The key is cut off after " + found.length() + " of " + key.length()
                    + " characters: the value must be entered whole, where the provider demands it as several strings"
                    + " of up to 255 characters in one record.";
        }
        if (key.endsWith(found)) {
            return "The first " + (key.length() - found.length())
                    + " characters of the key are missing; enter the value" + " whole.";
        }
        if (sorted(found).equals(sorted(key))) {
            return "The strings of the value are in the wrong order; the first one begins with v=DKIM1.";
        }
        return "Another key stands there; replace the whole value.";
    }

    private static String sorted(String text) {
        char[] chars = text.toCharArray();
        Arrays.sort(chars);
        return new String(chars);
    }

    /** A tag's value without white space, which does not count there; k is rsa where it is not said. */
    private static String tag(String record, String name) {
        for (String part : record.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0 && part.substring(0, equals).strip().equals(name)) {
                return part.substring(equals + 1).replaceAll("\\s", "");
            }
        }
        return name.equals("k") ? "rsa" : "";
    }
}
