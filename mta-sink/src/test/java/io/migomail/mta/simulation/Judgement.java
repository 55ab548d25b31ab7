package io.migomail.mta.simulation;

import io.migomail.core.Hold;
import io.migomail.core.OutcomeKind;
import io.migomail.core.record.Outcome;
import io.migomail.mta.simulation.Fate.Try;

/** What the failure policy may make of what hosts did, by the outcome of an attempt and what its hosts saw. */
final class Judgement {
    private final World world;

    Judgement(World world) {
        this.world = world;
    }

    /** An attempt is over. */
    void told(Try made, Outcome outcome) {
        if (!outcome.getKind().equals(OutcomeKind.DEFERRED.word())) {
            return;
        }
        if (Mx.forGood(outcome.getSmtp().getResponse())) {
            throw new Violation("POLICY", made + " is to go again after " + outcome.getSmtp());
        }
        int hosts = world.sites.get(outcome.getProvider()).hosts().size();
        boolean allRest = Hold.of(outcome.getHold()) == Hold.GROUP;
        boolean saidByOne =
                outcome.getCategory().equals("throttled") || outcome.getCode().equals("deadline");
        if (allRest && !saidByOne && made.hosts.size() < hosts) {
            throw new Violation("POLICY", made + " puts all off and saw but " + made.hosts + " of " + hosts);
        }
    }
}
