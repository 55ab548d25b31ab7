package io.migomail.ingress.dashboard;

import io.migomail.ingress.rest.Reply;
import java.util.List;

/** Some pages of the dashboard that belong together. */
public interface Section {
    /** Every page of it. */
    List<Page> pages();

    /**
     * One page, or what one form of it does.
     *
     * @param path below the application and environment: {@code /domains/{id}}
     */
    record Page(String method, String path, Handler handler) {
        public static Page get(String path, Handler handler) {
            return new Page("GET", path, handler);
        }

        public static Page post(String path, Handler handler) {
            return new Page("POST", path, handler);
        }
    }

    /** Answers somebody who has signed in; a problem that it throws becomes a page. */
    @FunctionalInterface
    interface Handler {
        Reply serve(Visit visit) throws InterruptedException;
    }
}
