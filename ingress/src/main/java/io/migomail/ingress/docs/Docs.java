package io.migomail.ingress.docs;

import io.migomail.core.Ids;
import io.migomail.ingress.rest.Reply;
import io.migomail.ingress.rest.WebCall;
import io.migomail.ingress.rest.WebRoute;
import io.migomail.ingress.web.WebPages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The documentation site, without a key: pages at {@code /docs}, the contract, and what the search goes through. Nothing is
 * read or made before it is first asked for; then it is kept. Thread-safe.
 */
public final class Docs {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SHORT = "no-cache";
    private static final String LONG = "public, max-age=31536000, immutable";
    private static final DocsPage MISSING = new DocsPage(
            "",
            "",
            "Not found",
            "There is no such page.",
            "<p>Search for it, or begin at <a href=\"/docs\">the first page</a>.</p>",
            "",
            List.of(),
            List.of());

    private final WebPages pages;
    private final String server;
    private final Map<String, Reply> kept = new ConcurrentHashMap<>();
    private @Nullable DocsSite site;

    /** @param server URL at which the API of this node is reached, without a slash at its end */
    public Docs(WebPages pages, String server) {
        this.pages = pages;
        this.server = server;
    }

    /** Everything that is served. */
    public List<WebRoute> routes() {
        List<WebRoute> out = new ArrayList<>();
        for (String method : List.of("GET", "HEAD")) {
            out.add(new WebRoute(method, DocsSite.ROOT, this::serve));
            out.add(new WebRoute(method, DocsSite.ROOT + "/<page>", this::serve));
        }
        return List.copyOf(out);
    }

    private Reply serve(WebCall call) {
        String path = call.path().replaceAll("(?<=.)/+$", "");
        DocsSite all = site();
        Reply reply = kept.get(path);
        if (reply == null) {
            reply = make(all, path);
            if (reply == null) {
                return page(404, all, MISSING, Map.of());
            }
            kept.put(path, reply);
        }
        return same(call, reply) ? new Reply(304, null, reply.headers()) : reply;
    }

    /** Null where there is nothing at the path. */
    private @Nullable Reply make(DocsSite all, String path) {
        if (path.equals(DocsSite.CONTRACT)) {
            return document("application/yaml", Source.bytes("openapi.yaml"), SHORT);
        }
        if (path.equals(search(all))) {
            return document("application/json", SearchIndex.of(all), LONG);
        }
        DocsPage page = all.page(path);
        return page == null ? null : page(200, all, page, Map.of("Cache-Control", SHORT));
    }

    private static String search(DocsSite all) {
        return DocsSite.ROOT + "/search-" + all.key() + ".json";
    }

    private static Reply document(String type, byte[] octets, String cache) {
        Map<String, String> headers = new HashMap<>(WebPages.headers());
        headers.put("Cache-Control", cache);
        headers.put("ETag", tag(octets));
        return Reply.of(200, type, octets, headers);
    }

    private Reply page(int status, DocsSite all, DocsPage page, Map<String, String> further) {
        byte[] octets = pages.html("docs", values(all, page)).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>(WebPages.headers());
        headers.putAll(further);
        headers.put("ETag", tag(octets));
        return Reply.of(status, HTML, octets, headers);
    }

    private static String tag(byte[] octets) {
        return '"' + HexFormat.of().formatHex(Ids.sha256(octets)).substring(0, 16) + '"';
    }

    private static boolean same(WebCall call, Reply reply) {
        String known = call.header("If-None-Match");
        return known != null && known.contains(String.valueOf(reply.headers().get("ETag")));
    }

    private static Map<String, Object> values(DocsSite all, DocsPage page) {
        Map<String, Object> out = new HashMap<>();
        out.put("title", page.title());
        out.put("summary", page.summary());
        out.put("kind", page.kind());
        out.put("body", page.body());
        out.put("aside", page.aside());
        out.put("api", page.kind().equals(ApiPages.KIND));
        out.put("version", DocsSite.version());
        out.put("search", search(all));
        out.put(
                "headings",
                page.headings().stream()
                        .filter(heading -> heading.level() <= 3)
                        .map(heading -> Map.of("level", heading.level(), "id", heading.id(), "text", heading.text()))
                        .toList());
        out.put(
                "groups",
                all.groups().stream()
                        .map(group -> group(all, group, page.path()))
                        .toList());
        put(out, "previous", all.neighbour(page.path(), -1));
        put(out, "next", all.neighbour(page.path(), 1));
        return out;
    }

    private static Map<String, Object> group(DocsSite all, DocsSite.Group group, String path) {
        List<Map<String, Object>> links = new ArrayList<>();
        for (DocsSite.Link link : group.links()) {
            Map<String, Object> entry = entry(link, path);
            entry.put(
                    "below",
                    all.below(link, path).stream()
                            .map(each -> entry(each, path))
                            .toList());
            links.add(entry);
        }
        return Map.of("title", group.title(), "links", links);
    }

    private static Map<String, Object> entry(DocsSite.Link link, String path) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("path", link.path());
        out.put("label", link.label());
        out.put("current", link.path().equals(path));
        return out;
    }

    private static void put(Map<String, Object> out, String name, DocsSite.@Nullable Link link) {
        if (link != null) {
            out.put(name, entry(link, ""));
        }
    }

    private synchronized DocsSite site() {
        DocsSite made = site == null ? new DocsSite(server) : site;
        site = made;
        return made;
    }
}
