package io.migomail.ingress.story;

import io.migomail.analytics.AddressRecord;
import io.migomail.analytics.ContentTable;
import io.migomail.analytics.ErasureTable;
import io.migomail.analytics.FeedPage;
import io.migomail.analytics.FeedQuery;
import io.migomail.analytics.FoundMessage;
import io.migomail.analytics.MessagePosition;
import io.migomail.analytics.MessageQuery;
import io.migomail.analytics.RefusalCount;
import io.migomail.analytics.SuppressionTable;
import io.migomail.analytics.WebhookLog;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.Suppression;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the events of messages are read from. Thread-safe; may block. */
public interface MessageStore extends StatsStore {
    /** All events of a message of this application, by time; none where it is unknown or nothing has arrived yet. */
    List<MailEvent> events(String applicationId, String messageId) throws StoreAway;

    /** Messages that the query asks for, newest first; {@code after} is where the page before ended, or null. */
    FoundMessage.Page search(MessageQuery query, @Nullable MessagePosition after, int limit) throws StoreAway;

    /** Suppressions that the query asks for, newest first. */
    List<Suppression> suppressions(SuppressionTable.Query query) throws StoreAway;

    /** Events in the order in which they were stored; {@code after} is where the page before ended, or 0. */
    FeedPage feed(FeedQuery query, long after, int limit) throws StoreAway;

    /** About how many events such a walk would be told. */
    long feedSize(FeedQuery query, long after) throws StoreAway;

    /** What attempts to deliver to a webhook came to, newest first. */
    List<WebhookLog.Entry> webhookAttempts(WebhookLog.Query query) throws StoreAway;

    /** What is kept of the content of a message of this application; null = nothing. */
    ContentTable.@Nullable Kept content(String applicationId, String messageId) throws StoreAway;

    /** What is on its way to a person, at most so many deliveries, and which suppression lists name them. */
    ErasureTable.Traces traces(ErasureTable.Person person, int limit) throws StoreAway;

    /** Takes a person out of all that is stored, {@code lists}: off the suppression lists, too; tells what that changed. */
    ErasureTable.Rows erase(ErasureTable.Person person, boolean lists) throws StoreAway;

    /** What became of attempts from each address of a pool since an instant, milliseconds. */
    List<AddressRecord> addresses(Collection<String> applications, String poolId, long since) throws StoreAway;

    /** The most frequent replies by which attempts from a pool were refused since an instant, milliseconds, most first. */
    List<RefusalCount> refusals(Collection<String> applications, String poolId, long since) throws StoreAway;

    /** The store does not answer now. */
    final class StoreAway extends Exception {
        private static final long serialVersionUID = 1L;

        public StoreAway(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
