package io.migomail.ingress.rest;

import io.migomail.core.Environment;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.ingress.intake.Caller;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;

/**
 * The name at which sandbox keys call, where the operator gives them one of their own, so that a key in the wrong place is noticed
 * at the first request.
 *
 * @param name empty = every name takes the keys of both environments
 */
record SandboxHost(String name) {
    static SandboxHost of(Settings settings) {
        return new SandboxHost(settings.get(Setting.MIGO_SANDBOX_HOST).strip());
    }

    /**
     * @param called the name that the request is for, without a port
     * @throws Problem {@code environment_mismatch}
     */
    void require(Caller caller, String called) {
        boolean sandbox = caller.environment() == Environment.SANDBOX;
        if (!name.isEmpty() && sandbox != name.equalsIgnoreCase(called)) {
            throw Problem.of(
                    ErrorCode.ENVIRONMENT_MISMATCH,
                    sandbox ? "Sandbox keys call " + name + "." : "Only sandbox keys call " + name + ".");
        }
    }
}
