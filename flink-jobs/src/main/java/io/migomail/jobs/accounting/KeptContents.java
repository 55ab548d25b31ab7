package io.migomail.jobs.accounting;

import io.migomail.analytics.ContentTable;
import io.migomail.control.ControlPlane;
import io.migomail.core.ContentKeeping;
import io.migomail.core.MessageClass;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Application;
import io.migomail.core.record.MessageHead;
import io.migomail.jobs.JobConfig;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What of the content of messages is kept, by what their application and the plan of their account say at the moment, and
 * nothing of those to people who were erased since. Thread-safe; close it when done.
 */
final class KeptContents implements AutoCloseable {
    private final ControlPlane control;
    private final ErasedPeople people;

    KeptContents(ControlPlane control, ErasedPeople people) {
        this.control = control;
        this.people = people;
    }

    static KeptContents open(JobConfig config) throws IOException {
        ErasedPeople people = ErasedPeople.open(config);
        return new KeptContents(people.control(), people);
    }

    /** Null = nothing. */
    ContentTable.@Nullable Kept of(AcceptedMessage message) {
        MessageHead head = message.getHead();
        ContentKeeping keeping = keeping(head);
        if (keeping == ContentKeeping.NONE || people.anyOf(message)) {
            return null;
        }
        int days = control.view().plan(head.getAccountId()).contentDays();
        boolean redacted = keeping == ContentKeeping.REDACTED;
        return new ContentTable.Kept(redacted ? ContentMask.of(message) : message, redacted, days);
    }

    private ContentKeeping keeping(MessageHead head) {
        Application application = control.view().application(head.getApplicationId());
        // Of one that is gone nobody can read it.
        return application == null
                ? ContentKeeping.NONE
                : ContentKeeping.ofRecord(application.getContent()).of(MessageClass.of(head.getMessageClass()));
    }

    @Override
    public void close() {
        people.close();
    }
}
