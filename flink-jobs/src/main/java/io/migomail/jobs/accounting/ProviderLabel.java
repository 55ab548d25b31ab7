package io.migomail.jobs.accounting;

import io.migomail.mta.shaping.Providers;
import io.migomail.telemetry.Label;
import java.util.ArrayList;
import java.util.List;

/** A destination group as the label of a metric: the name of a provider that this build knows, or one word for all others. */
public final class ProviderLabel {
    private ProviderLabel() {}

    /** All there are. */
    public static List<String> values() {
        List<String> out = new ArrayList<>(Providers.standard().names());
        out.add(Label.OTHER);
        return List.copyOf(out);
    }

    /** @param group as an outcome names it */
    static String of(String group) {
        return group.startsWith(Providers.PROVIDER) ? group.substring(Providers.PROVIDER.length()) : Label.OTHER;
    }
}
