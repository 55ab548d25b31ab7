package io.migomail.ingress.manage;

import io.migomail.control.ControlPlane;
import io.migomail.core.record.User;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Reply;

/**
 * The audit log's entries of links with which people choose a password: nothing else is kept of one. Served to the
 * dashboard alone, which makes them. Thread-safe.
 */
public final class InvitationNotes {
    private final ControlPlane control;

    public InvitationNotes(ControlPlane control) {
        this.control = control;
    }

    /**
     * Tells that the caller is given a link for the person whom the path names; durable when it is answered.
     *
     * @throws Problem {@code insufficient_scope} for whoever is no owner, {@code not_found}
     */
    public Reply create(Call call) throws InterruptedException {
        Authority.requireFull(call);
        User user = control.view().user(call.path("id"));
        String account = call.caller().accountId();
        if (user == null || !user.getAccountId().equals(account)) {
            throw Writes.missing("user");
        }
        Writes.require(control.note(
                "invitation/" + user.getId(),
                Writes.change(call, account).toBuilder().setAction("created").build()));
        return Reply.noContent();
    }
}
