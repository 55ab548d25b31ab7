package io.migomail.ingress.manage;

import io.migomail.core.Limits;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.rest.Call;

/** How long an old secret goes on beside the new one, as a request to rotate says it. */
final class Overlap {
    private Overlap() {}

    /** When it ends, milliseconds. The request may have no body. */
    static long end(Call call) {
        Fields fields = Fields.of(call.hasBody() ? call.json() : Json.object(), "overlap_seconds");
        Integer given = fields.number("overlap_seconds", 0, (int) Limits.SECRET_OVERLAP_MAX.toSeconds());
        fields.done();
        return call.now() + (given == null ? Limits.SECRET_OVERLAP.toMillis() : given * 1000L);
    }
}
