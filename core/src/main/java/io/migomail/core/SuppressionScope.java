package io.migomail.core;

import io.migomail.core.record.Suppression;
import java.util.Locale;

/** What a suppression holds for: an address, in one application and environment. Stateless. */
public final class SuppressionScope {
    private SuppressionScope() {}

    /** The form in which addresses are compared: whoever has bounced or complained is one person in either case. */
    public static String address(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    /** The name of a scope; no two share one, as neither ids, words nor addresses hold a line end. */
    public static String name(String applicationId, String environment, String address) {
        return applicationId + '\n' + environment + '\n' + address(address);
    }

    /** The name of the one that a suppression is for. */
    public static String name(Suppression suppression) {
        return name(suppression.getApplicationId(), suppression.getEnvironment(), suppression.getAddress());
    }

    /**
     * Its key on the topic. Additions and removals have one each: an old one that is written again after a crash replaces
     * only its like, never the newer word of the other kind.
     */
    public static String key(Suppression suppression) {
        return name(suppression) + (suppression.getRemoved() ? "\nremoved" : "\nadded");
    }
}
