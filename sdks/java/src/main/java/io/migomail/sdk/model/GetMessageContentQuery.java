// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * What {&#64;link io.migomail.sdk.MessagesResource#content} may ask for.
 */
public final class GetMessageContentQuery extends Params<GetMessageContentQuery> {

    /**
     * Sets format: default: what Accept prefers of application/json and message/rfc822, else json.
     */
    public GetMessageContentQuery format(String value) {
        return with("format", value);
    }

    /**
     * Sets recipient: whose mail, in the format mime; default: that of the first recipient. They differ where
     * each has links of its own.
     */
    public GetMessageContentQuery recipient(String value) {
        return with("recipient", value);
    }
}
