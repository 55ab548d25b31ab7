package io.migomail.mta.engine;

import io.migomail.mta.policy.Failure;
import io.migomail.mta.policy.Reply;

/** What a connection and a transaction tell the attempt they work for. Called on the attempt's event loop. */
interface AttemptSteps {
    /** Greeted; a transaction may begin. */
    void ready(SmtpConnection connection);

    /** MAIL is on its way. */
    void mailWritten();

    /** Asked before the content is written; false = the connection is gone, the attempt over. */
    boolean mayWriteContent();

    /** The message for this transaction; {@code more} is run when pieces that were not read yet can be taken. */
    Pieces content(Runnable more);

    /** The octets of the final dot are about to be written. */
    void dotWritten();

    /** 250 to the final dot. */
    void accepted(Reply reply);

    /** Refused, or no connection any more. */
    void failed(Failure failure);
}
