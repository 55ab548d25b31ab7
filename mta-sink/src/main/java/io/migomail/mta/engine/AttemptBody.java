package io.migomail.mta.engine;

import io.migomail.core.body.BodyException;
import io.migomail.core.record.Delivery;
import org.jspecify.annotations.Nullable;

/** The message of an attempt, wherever it is: in the delivery's record or in the body store. On the attempt's event loop. */
final class AttemptBody {
    /** Told what keeps the message from being sent, at most once a transaction. */
    interface Trouble {
        void unreadable(BodyException why);

        void notCanonical();
    }

    private final DeliveryLoop loop;
    private final Delivery delivery;
    private final Trouble trouble;
    private @Nullable Pieces current;

    AttemptBody(DeliveryLoop loop, Delivery delivery, Trouble trouble) {
        this.loop = loop;
        this.delivery = delivery;
        this.trouble = trouble;
    }

    /** Goes on at once, or as soon as the store is known to have the message. */
    void present(Runnable goOn) {
        if (!delivery.hasBody()) {
            goOn.run();
            return;
        }
        loop.engine()
                .bodies()
                .<Boolean>read(
                        loop.executor(),
                        store -> {
                            store.open(delivery.getBody()).close();
                            return true;
                        },
                        (found, failure) -> {
                            if (failure == null) {
                                goOn.run();
                            } else {
                                trouble.unreadable(failure);
                            }
                        });
    }

    /** The pieces for a new transaction; {@code more} is run when further ones were read. */
    Pieces pieces(Runnable more) {
        close();
        Pieces pieces = delivery.hasBody()
                ? new StoredContent(loop.engine().bodies(), delivery.getBody(), loop.executor(), listener(more))
                : new Content(delivery.getMime());
        current = pieces;
        return pieces;
    }

    /** The present transaction is over. */
    void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    private StoredContent.Listener listener(Runnable more) {
        return new StoredContent.Listener() {
            @Override
            public void more() {
                more.run();
            }

            @Override
            public void unreadable(BodyException why) {
                trouble.unreadable(why);
            }

            @Override
            public void notCanonical() {
                trouble.notCanonical();
            }
        };
    }
}
