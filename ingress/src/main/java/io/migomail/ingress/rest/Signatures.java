package io.migomail.ingress.rest;

import io.javalin.http.Context;
import io.migomail.ingress.intake.Caller;
import io.migomail.ingress.intake.SignatureCheck;

/** Finds in a request what its signature is about. The body is read once: the endpoint gets the same bytes. */
record Signatures(SignatureCheck check) {
    private static final byte[] NOTHING = new byte[0];

    /** @throws io.migomail.ingress.problem.Problem where the signature is missing or wrong, or the body cannot be read */
    void check(Call call, Context context, Caller caller) {
        var headers = new SignatureCheck.Headers(context.header("Migo-Timestamp"), context.header("Migo-Signature"));
        if (check.isDue(caller, headers)) {
            String query = context.req().getQueryString();
            String target = context.req().getRequestURI() + (query == null ? "" : "?" + query);
            byte[] body = call.hasBody() ? call.body() : NOTHING;
            call.signedBy(check.take(
                    caller, headers, new SignatureCheck.Request(context.req().getMethod(), target, body)));
        }
    }
}
