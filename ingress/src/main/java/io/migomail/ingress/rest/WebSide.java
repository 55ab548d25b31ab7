package io.migomail.ingress.rest;

import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.ingress.dashboard.Dashboard;
import io.migomail.ingress.dashboard.Sections;
import io.migomail.ingress.dashboard.Sessions;
import io.migomail.ingress.docs.Docs;
import io.migomail.ingress.web.StaticFiles;
import io.migomail.ingress.web.WebPages;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What a node serves to browsers: the dashboard and the documentation, with the files that their pages load. */
final class WebSide {
    private final Sessions sessions;
    private final TimeSource time;
    private final List<WebRoute> routes = new ArrayList<>();

    /**
     * @param api every route of the API, which pages ask
     * @param random a secure one
     */
    WebSide(Settings settings, Ingress.Parts parts, List<Route> api, RandomGenerator random) {
        this.time = parts.time();
        this.sessions = new Sessions(parts.control(), parts.master().derive("form-tokens"), random);
        StaticFiles files = new StaticFiles();
        String publicUrl = PublicUrl.of(settings);
        WebPages pages = new WebPages(files, publicUrl);
        boolean secure = publicUrl.startsWith("https:");
        Dashboard.Parts around =
                new Dashboard.Parts(parts.control().view(), sessions, new ApiDoor(api, time), pages, secure);
        routes.addAll(files.routes());
        routes.addAll(new Docs(pages, PublicUrl.shown(settings)).routes());
        routes.addAll(new Dashboard(around, time, random, Sections.all()).routes());
    }

    List<WebRoute> routes() {
        return routes;
    }

    /** Clears away sessions that have ended. */
    void sweep() {
        try {
            sessions.sweep(time.wallMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
