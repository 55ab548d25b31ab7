package io.migomail.ingress.intake;

import java.util.Set;

/**
 * What a key may send. An empty set limits nothing.
 *
 * @param domains sending domains, lower case and A-labels; what is below them is meant too
 * @param templates aliases
 */
public record KeyLimits(Set<String> domains, Set<String> templates) {
    /** Whether there are any. */
    public boolean any() {
        return !domains.isEmpty() || !templates.isEmpty();
    }

    /** Whether mail may come from that domain. */
    boolean allowFrom(String domain) {
        String name = domain;
        while (!domains.contains(name) && name.indexOf('.') > 0) {
            name = name.substring(name.indexOf('.') + 1);
        }
        return domains.isEmpty() || domains.contains(name);
    }

    /** Whether that template may be sent; where there is a limit, a mail without a template may not. */
    boolean allowTemplate(String alias) {
        return templates.isEmpty() || templates.contains(alias);
    }
}
