package io.migomail.sdk;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list. Walking over it goes on to the pages after it, each asked for when it is needed, so the walk may throw
 * a {@link MigomailException}.
 *
 * @param <T> what the list is of
 */
public final class Page<T> implements Iterable<T> {
    private final Rows<T> rows;
    private final Function<String, Page<T>> next;

    /** A page as the API answers it. */
    record Rows<T>(List<T> data, boolean hasMore, @Nullable String nextCursor) {}

    Page(Rows<T> rows, Function<String, Page<T>> next) {
        this.rows = rows;
        this.next = next;
    }

    /** What this page holds. */
    public List<T> data() {
        return List.copyOf(rows.data());
    }

    /** Whether there is a page after it now. */
    public boolean hasMore() {
        return rows.hasMore() && rows.nextCursor() != null;
    }

    /** Where the list goes on; null where it does not. */
    public @Nullable String nextCursor() {
        return rows.nextCursor();
    }

    /**
     * Asks for the page after it.
     *
     * @throws NoSuchElementException where the API gave no cursor
     */
    public Page<T> nextPage() {
        if (rows.nextCursor() == null) {
            throw new NoSuchElementException("the last page");
        }
        return next.apply(rows.nextCursor());
    }

    /** All from the first of this page to the end of the list. */
    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    @Override
    public Iterator<T> iterator() {
        return new Walk<>(this);
    }

    private static final class Walk<T> implements Iterator<T> {
        private Page<T> page;
        private Iterator<T> here;

        Walk(Page<T> first) {
            page = first;
            here = first.rows.data().iterator();
        }

        @Override
        public boolean hasNext() {
            while (!here.hasNext() && page.hasMore()) {
                page = page.nextPage();
                here = page.rows.data().iterator();
            }
            return here.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the end of the list");
            }
            return here.next();
        }
    }
}
