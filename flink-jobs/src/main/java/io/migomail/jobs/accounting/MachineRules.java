package io.migomail.jobs.accounting;

import io.migomail.core.Limits;
import io.migomail.core.record.TrackingHit;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Which opens and clicks are no person's. The first rule that applies gives the reason; its word never changes. */
final class MachineRules {
    /** One rule. */
    private record Rule(String reason, Predicate<String> userAgent) {}

    private static final List<Rule> RULES = List.of(
            // Apple Mail Privacy Protection fetches images of all mail through its proxy, under this name and nothing
            // more.
            new Rule("apple_mail_privacy", agent -> agent.equals("mozilla/5.0")),
            // Gmail: "... Firefox/11.0 (via ggpht.com GoogleImageProxy)". It fetches once and keeps the image for all
            // openings.
            new Rule("image_proxy", agent -> agent.contains("googleimageproxy") || agent.contains("ggpht.com")),
            // Gmail's fetch ahead of any opening, under the name of an Edge of 2015 that ends in a second
            // "Mozilla/5.0".
            new Rule("image_proxy", agent -> agent.endsWith("edge/12.246 mozilla/5.0")),
            // Yahoo Mail: "YahooMailProxy; https://help.yahoo.com/...".
            new Rule("image_proxy", agent -> agent.contains("yahoomailproxy")),
            // Gateways that open links before the recipient may: Barracuda, Mimecast, Proofpoint, Microsoft Defender,
            // Cisco.
            new Rule(
                    "scanner",
                    any("barracuda", "mimecast", "proofpoint", "safelinks", "ironport", "symantec", "trendmicro")),
            new Rule("scanner", any("virustotal", "urlscan", "fireeye", "zscaler", "sophos", "forcepoint")),
            // What calls itself a robot or is a tool; no mail program does.
            new Rule("robot", any("bot/", "bot;", "crawler", "spider", "headlesschrome", "curl/", "wget/", "python-")),
            new Rule("robot", any("go-http-client", "okhttp", "java/", "apache-httpclient", "libwww", "preview")),
            // Every program that people read mail with says what it is.
            new Rule("no_user_agent", String::isEmpty));

    private MachineRules() {}

    /**
     * Why it was no person; empty = nothing says so.
     *
     * @param acceptedAt when the mail was accepted; 0 = not known
     */
    static String reason(TrackingHit hit, long acceptedAt) {
        if (!hit.getPurpose().isEmpty()) {
            return "prefetch";
        }
        String agent = hit.getUserAgent().strip().toLowerCase(Locale.ROOT);
        for (Rule rule : RULES) {
            if (rule.userAgent().test(agent)) {
                return rule.reason();
            }
        }
        boolean hasty = acceptedAt > 0 && hit.getAt() - acceptedAt < Limits.MACHINE_HASTE.toMillis();
        return hasty ? "too_soon" : "";
    }

    private static Predicate<String> any(String... marks) {
        return agent -> List.of(marks).stream().anyMatch(agent::contains);
    }
}
