package io.migomail.jobs.accounting;

import io.migomail.analytics.EventRedaction;
import io.migomail.control.ControlPlane;
import io.migomail.control.Erasures;
import io.migomail.control.MasterKey;
import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.TimeSource;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.Suppression;
import io.migomail.jobs.JobConfig;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What may still be told of people whom their accounts have erased (docs/adr/0037): asked of every record again each time
 * that it is about to be written, however old it is. Thread-safe; close it when done.
 */
final class ErasedPeople implements AutoCloseable {
    private final ControlPlane control;
    private final Erasures erasures;

    ErasedPeople(ControlPlane control, MasterKey master) {
        this.control = control;
        this.erasures = new Erasures(control.view(), master);
    }

    /** As the control plane of the process that calls this knows them. */
    static ErasedPeople open(JobConfig config) throws IOException {
        try {
            MasterKey master = MasterKey.resolve(config.settingsHere(), System.getenv(), config.dataFolder(), false);
            return new ErasedPeople(ControlPlane.shared(config.kafka(), TimeSource.SYSTEM), master);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the control plane was read", e);
        }
    }

    /** The event, without its recipient where they were erased after its message was received. */
    MailEvent without(MailEvent event) {
        boolean erased = erasures.covers(
                event.getHead().getAccountId(),
                event.getRecipient(),
                event.getHead().getReceivedAt());
        return erased ? EventRedaction.of(event) : event;
    }

    /**
     * The same, encoded. Where nobody is erased it is not looked at; one that cannot be read stays as it is, as whoever
     * reads it next says so.
     */
    byte[] withoutEncoded(byte[] event) {
        if (control.view().erasures().isEmpty()) {
            return event;
        }
        try {
            MailEvent decoded = RecordCodec.EVENT.decode(event);
            MailEvent told = without(decoded);
            return told == decoded ? event : RecordCodec.EVENT.encode(told);
        } catch (RecordFormatException e) {
            return event;
        }
    }

    /** The suppression; null where its address was erased after it was made. */
    @Nullable
    Suppression without(Suppression suppression) {
        boolean erased =
                erasures.coversSuppression(suppression.getAccountId(), suppression.getAddress(), suppression.getAt());
        return erased ? null : suppression;
    }

    /** Whether a recipient of the message was erased after it was received. */
    boolean anyOf(AcceptedMessage message) {
        String account = message.getHead().getAccountId();
        long receivedAt = message.getHead().getReceivedAt();
        return message.getRecipientsList().stream()
                .anyMatch(each -> erasures.covers(account, each.getAddress(), receivedAt));
    }

    /** The control plane that it asks. */
    ControlPlane control() {
        return control;
    }

    @Override
    public void close() {
        control.close();
    }
}
