package io.migomail.mail.spf;

import io.migomail.mail.dns.AddressBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** An SPF record (RFC 7208 4.5, 12). Immutable. */
public final class SpfRecord {
    private static final String VERSION = "v=spf1";
    private static final Set<String> MECHANISMS = Set.of("all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists");
    private static final Set<String> WITH_LOOKUP = Set.of("include", "a", "mx", "ptr", "exists");
    private static final Pattern MODIFIER = Pattern.compile("[a-z][a-z0-9._-]*=.*");

    /**
     * One term in lower case.
     *
     * @param qualifier {@code + - ~ ?} of a mechanism, {@code =} of a modifier
     * @param value what stands behind the colon, slash or equals sign
     */
    record Term(char qualifier, String name, String value) {}

    private final List<String> words;
    private final List<Term> terms;

    private SpfRecord(List<String> words, List<Term> terms) {
        this.words = words;
        this.terms = terms;
    }

    /** Whether a TXT record is an SPF record: of several at one name, receivers take none (RFC 7208 4.5). */
    public static boolean isOne(String txt) {
        String lower = txt.toLowerCase(Locale.ROOT);
        return lower.equals(VERSION) || lower.startsWith(VERSION + " ");
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException naming the word that is no term: receivers then take nothing of it (permerror)
     */
    public static SpfRecord parse(String txt) {
        if (!isOne(txt)) {
            throw new IllegalArgumentException("it does not begin with v=spf1 and a blank");
        }
        List<String> words = Arrays.stream(txt.substring(VERSION.length()).split(" +"))
                .filter(word -> !word.isEmpty())
                .toList();
        List<Term> terms = new ArrayList<>();
        for (String word : words) {
            terms.add(term(word));
        }
        return new SpfRecord(words, terms);
    }

    private static Term term(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (MODIFIER.matcher(lower).matches()) {
            int equals = lower.indexOf('=');
            return new Term('=', lower.substring(0, equals), lower.substring(equals + 1));
        }
        boolean qualified = "+-~?".indexOf(lower.charAt(0)) >= 0;
        String rest = qualified ? lower.substring(1) : lower;
        String[] parts = rest.split("(?=[:/])", 2);
        if (!MECHANISMS.contains(parts[0])) {
            throw new IllegalArgumentException("'" + word + "' is no SPF term");
        }
        String value = parts.length < 2 ? "" : parts[1].replaceFirst("^:", "");
        if (value.isEmpty() && Set.of("include", "exists", "ip4", "ip6").contains(parts[0])) {
            throw new IllegalArgumentException("'" + word + "' lacks its value");
        }
        return new Term(qualified ? lower.charAt(0) : '+', parts[0], value);
    }

    /** The terms that receivers come to: those up to {@code all}; a redirect counts only without it (RFC 7208 6.1). */
    private List<Term> effective() {
        int all = indexOfAll();
        return all < 0 ? terms : terms.subList(0, all);
    }

    private int indexOfAll() {
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i).name().equals("all")) {
                return i;
            }
        }
        return -1;
    }

    /** Whether mail of that domain's hosts passes by an include of this very record. */
    public boolean includes(String domain) {
        return effective().stream()
                .anyMatch(t -> t.name().equals("include")
                        && t.qualifier() == '+'
                        && t.value().equals(domain.toLowerCase(Locale.ROOT)));
    }

    /** Whether such an include stands where no receiver comes to it. */
    public boolean includesBehindAll(String domain) {
        return !includes(domain)
                && terms.stream()
                        .anyMatch(t -> t.name().equals("include") && t.value().equals(domain.toLowerCase(Locale.ROOT)));
    }

    /** The address blocks that this very record lets pass. */
    public List<AddressBlock> blocks() {
        return effective().stream()
                .filter(t -> t.qualifier() == '+' && t.name().startsWith("ip"))
                .flatMap(t -> AddressBlock.parse(t.value()).stream())
                .toList();
    }

    /** Terms that cost a look-up each (RFC 7208 4.6.4), without what they lead to. */
    int ownLookups() {
        return (int) effective().stream()
                .filter(t -> t.qualifier() == '=' ? t.name().equals("redirect") : WITH_LOOKUP.contains(t.name()))
                .count();
    }

    /** Domains whose records count as part of this one; names with macros cannot be told without a message. */
    List<String> leadsTo() {
        return effective().stream()
                .filter(t -> t.name().equals("include")
                        || t.qualifier() == '=' && t.name().equals("redirect"))
                .map(Term::value)
                .filter(value -> value.indexOf('%') < 0)
                .toList();
    }

    /** This record with one more include, before all and redirect. */
    public String with(String include) {
        int at = 0;
        while (at < terms.size()
                && !terms.get(at).name().equals("all")
                && !terms.get(at).name().equals("redirect")) {
            at++;
        }
        List<String> out = new ArrayList<>(words);
        out.removeIf(word -> word.toLowerCase(Locale.ROOT).endsWith("include:" + include));
        out.add(Math.min(at, out.size()), "include:" + include);
        return VERSION + " " + String.join(" ", out);
    }
}
