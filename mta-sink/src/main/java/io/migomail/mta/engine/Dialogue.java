package io.migomail.mta.engine;

import io.migomail.mta.policy.Failure;
import io.migomail.mta.policy.Reply;

/** Who speaks on a connection at present. Called on the connection's event loop. */
interface Dialogue {
    void reply(Reply reply);

    /** The connection is gone: closed, silent for too long, or not speaking SMTP. */
    void broken(Failure failure);

    /** The channel takes more octets again. */
    default void writable() {}
}
