package io.migomail.ingress.rest;

import io.migomail.control.ControlView;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.ingress.dashboard.Dashboard;
import io.migomail.ingress.dashboard.Invitations;
import io.migomail.ingress.dashboard.OidcSignIn;
import io.migomail.ingress.dashboard.Sections;
import io.migomail.ingress.dashboard.Sessions;
import io.migomail.ingress.dashboard.Tail;
import io.migomail.ingress.docs.Docs;
import io.migomail.ingress.manage.InvitationNotes;
import io.migomail.ingress.manage.OwnUser;
import io.migomail.ingress.web.StaticFiles;
import io.migomail.ingress.web.WebPages;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What a node serves to browsers: the dashboard and the documentation, with the files that their pages load. */
final class WebSide {
    private final Sessions sessions;
    private final TimeSource time;
    private final Tail tail;
    private final List<WebRoute> routes = new ArrayList<>();

    /**
     * @param api every route of the API, which pages ask
     * @param random a secure one
     */
    WebSide(Settings settings, Ingress.Parts parts, List<Route> api, RandomGenerator random) {
        this.time = parts.time();
        String url = PublicUrl.of(settings);
        boolean secure = url.startsWith("https:");
        this.sessions = new Sessions(parts.control(), parts.master().derive("form-tokens"), random, secure);
        this.tail = new Tail(time);
        StaticFiles files = new StaticFiles();
        WebPages pages = new WebPages(files, url);
        ControlView view = parts.control().view();
        Dashboard.Parts around = new Dashboard.Parts(
                view,
                sessions,
                new Invitations(view, parts.master().derive("invitations")),
                OidcSignIn.of(settings, view, url, parts.master().derive("oidc-attempts"), time, random),
                new ApiDoor(withOwn(api, parts, random), time),
                pages,
                url);
        routes.addAll(files.routes());
        routes.addAll(new Docs(pages, PublicUrl.shown(settings)).routes());
        routes.addAll(new Dashboard(around, time, random, Sections.all(tail)).routes());
    }

    /** With what only people have. */
    private static List<Route> withOwn(List<Route> api, Ingress.Parts parts, RandomGenerator random) {
        OwnUser own = new OwnUser(parts.control(), parts.time(), random);
        List<Route> all = new ArrayList<>(api);
        all.add(Route.of("PATCH", "/own", null, own::update));
        all.add(Route.of("PUT", "/own/password", null, own::setPassword));
        all.add(Route.of("POST", "/own/invitations/{id}", null, new InvitationNotes(parts.control())::create));
        return all;
    }

    List<WebRoute> routes() {
        return routes;
    }

    /** Tells pages that are open what has happened since. */
    void tail() {
        tail.run();
    }

    /** Pages that are open and told. */
    int streams() {
        return tail.listeners();
    }

    /** Ends what goes on at pages that are open. */
    void close() {
        tail.close();
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
