package io.migomail.ingress.domain;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/** Advice on the DMARC policy (RFC 7489 6.3): there should be one, and it should fit how we send. */
final class DmarcJudge implements Judge {
    @Override
    public boolean concerns(DnsRecord.Wanted wanted, String value) {
        return Judge.plain(value).toLowerCase(Locale.ROOT).startsWith("v=dmarc1");
    }

    @Override
    public boolean recognizes(DnsRecord.Wanted wanted, String value) {
        return concerns(wanted, value);
    }

    @Override
    public CompletionStage<DnsRecord> judge(DnsRecord.Wanted wanted, List<String> values) {
        String value = values.get(0);
        String tags = value.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
        if (values.size() > 1) {
            return mismatch(
                    wanted, values, "There are " + values.size() + " DMARC records; receivers take none of them.");
        }
        if (Judge.marked(value)) {
            return mismatch(wanted, values, "The value holds quotation marks or backslashes; enter it without them.");
        }
        if (!tags.matches("v=dmarc1;p=(none|quarantine|reject)(;.*)?")) {
            return mismatch(wanted, values, "Behind v=DMARC1 comes the policy: p=none, p=quarantine or p=reject.");
        }
        return Judge.now(DnsRecord.verified(wanted, values, advice(tags)));
    }

    private static String advice(String tags) {
        if (tags.contains(";p=none")) {
            return tags.contains(";rua=")
                    ? "When the reports show all of your mail aligned, go on to p=quarantine."
                    : "Add rua=mailto:… to get reports; when they show all of your mail aligned, go on to p=quarantine.";
        }
        return tags.contains(";adkim=s")
                ? "adkim=s: From addresses below the domain are aligned only where that name is a sending domain itself."
                : "";
    }

    private static CompletionStage<DnsRecord> mismatch(DnsRecord.Wanted wanted, List<String> values, String hint) {
        return Judge.now(DnsRecord.mismatch(wanted, values, hint));
    }
}
