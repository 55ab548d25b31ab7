// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/** An answer of the API, or a part of one. */
public record StatsCounts(
        long sent,
        long dispatched,
        long delivered,
        long softBounced,
        long hardBounced,
        long lateBounced,
        long expired,
        long suppressed,
        long canceled,
        long failed,
        long opened,
        long openedUnique,
        long clicked,
        long clickedUnique,
        long complaints,
        long unsubscribes) {}
