package io.migomail.testkit.mx;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an address asks of the MX: a behaviour for some steps, greylisting, or nothing. Immutable. */
final class Script {
    static final Script NONE = new Script(Map.of(), false, "", "");

    private final Map<Step, Behaviour> steps;
    private final boolean drip;
    private final String greylist;
    private final String address;

    private Script(Map<Step, Behaviour> steps, boolean drip, String greylist, String address) {
        this.steps = steps;
        this.drip = drip;
        this.greylist = greylist;
        this.address = address;
    }

    /** The script of an address; an address that says nothing has one without steps. */
    static Script of(String recipient) {
        int at = recipient.lastIndexOf('@');
        String local = at < 0 ? recipient : recipient.substring(0, at);
        int plus = local.indexOf('+');
        String said = (plus < 0 ? local : local.substring(0, plus)).toLowerCase(Locale.ROOT);
        Map<Step, Behaviour> steps = new EnumMap<>(Step.class);
        boolean drip = false;
        String greylist = "";
        for (String part : said.split("_")) {
            if (part.equals("drip")) {
                drip = true;
            } else if (part.matches("greylist(-\\d{1,5})?")) {
                greylist = part;
            } else {
                int dash = part.indexOf('-');
                Optional<Step> step = dash < 0 ? Optional.empty() : Step.of(part.substring(0, dash));
                step.ifPresent(one -> Behaviour.read(part.substring(dash + 1)).ifPresent(b -> steps.put(one, b)));
            }
        }
        return new Script(steps, drip, greylist, recipient);
    }

    /** The script of an address that is not obeyed. */
    static Script plain(String recipient) {
        return new Script(Map.of(), false, "", recipient);
    }

    /** The behaviour asked for at a step, or null. */
    @Nullable
    Behaviour at(Step step) {
        Behaviour told = steps.get(step);
        if (drip && step != Step.CONTENT) {
            return (told == null ? Behaviour.STANDARD : told).dripping();
        }
        return told;
    }

    /** The refusal of the first attempt, or null where the address does not greylist. */
    @Nullable
    String greylisted() {
        if (greylist.isEmpty()) {
            return null;
        }
        int dash = greylist.indexOf('-');
        String when = dash < 0 ? "" : ", please try again in " + greylist.substring(dash + 1) + " seconds";
        return "451 4.7.1 Recipient address rejected: Greylisted" + when;
    }

    /** Whose script it is. */
    String address() {
        return address;
    }
}
