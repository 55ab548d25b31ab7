package io.migomail.ingress.docs;

import io.migomail.core.Ids;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The site: which pages there are, in the order in which they are read; each is made when it is first asked for. Thread-safe. */
final class DocsSite {
    static final String ROOT = "/docs";
    static final String CONTRACT = ROOT + "/openapi.yaml";

    private static final String OPERATIONS = "API";

    /** An entry of the navigation. */
    record Link(String path, String label) {}

    /** Entries of the navigation under a title. */
    record Group(String title, List<Link> links) {}

    private final ApiDocument api = ApiDocument.read();
    private final Map<String, Supplier<DocsPage>> makers = new LinkedHashMap<>();
    private final Map<String, DocsPage> made = new ConcurrentHashMap<>();
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final String key;

    /** @param server URL at which the API of this node is reached */
    DocsSite(String server) {
        GuidePages guides = new GuidePages(api, server);
        ApiPages reference = new ApiPages(api, new RequestSamples(api, new SdkMethods(), server));
        add(new Link(ROOT, "Documentation"), () -> DocsHome.page(groups()));
        for (Guide guide : Guide.ALL) {
            add(new Link(guide.path(), guide.label()), () -> guides.page(guide));
        }
        api.tags().forEach((tag, what) -> {
            add(new Link(ApiPages.path(tag), ApiPages.title(tag)), () -> reference.tag(tag, what));
            for (ApiOperation operation : api.operations(tag)) {
                add(new Link(operation.page(), operation.title()), () -> reference.operation(operation));
            }
        });
        this.key = key(server);
    }

    private void add(Link link, Supplier<DocsPage> maker) {
        links.put(link.path(), link);
        makers.put(link.path(), maker);
    }

    /** Null where there is no such page. */
    @Nullable
    DocsPage page(String path) {
        Supplier<DocsPage> maker = makers.get(path);
        return maker == null ? null : made.computeIfAbsent(path, any -> maker.get());
    }

    /** Every page's address, in order. */
    List<String> paths() {
        return List.copyOf(makers.keySet());
    }

    /** The page before this one, or after it; null at the ends. */
    @Nullable
    Link neighbour(String path, int step) {
        List<String> all = paths();
        int at = all.indexOf(path);
        return at < 0 || at + step < 0 || at + step >= all.size() ? null : links.get(all.get(at + step));
    }

    /** The navigation: groups of guides, then the kinds of operations. */
    List<Group> groups() {
        Map<String, List<Link>> out = new LinkedHashMap<>();
        for (Guide guide : Guide.ALL) {
            out.computeIfAbsent(guide.group(), any -> new ArrayList<>()).add(new Link(guide.path(), guide.label()));
        }
        List<Link> kinds = api.tags().keySet().stream()
                .map(tag -> new Link(ApiPages.path(tag), ApiPages.title(tag)))
                .toList();
        out.put(OPERATIONS, kinds);
        return out.entrySet().stream()
                .map(group -> new Group(group.getKey(), List.copyOf(group.getValue())))
                .toList();
    }

    /** The operations below a kind, where the page is one of them or the kind itself; else none. */
    List<Link> below(Link kind, String path) {
        boolean open = path.equals(kind.path()) || path.startsWith(kind.path() + "/");
        return open && kind.path().startsWith(ROOT + "/api/")
                ? links.values().stream()
                        .filter(link -> link.path().startsWith(kind.path() + "/"))
                        .toList()
                : List.of();
    }

    /** Changes whenever what the pages are made of does. */
    String key() {
        return key;
    }

    private static String key(String server) {
        StringBuilder all = new StringBuilder(server).append(version());
        for (Guide guide : Guide.ALL) {
            all.append(Source.text(guide.file()));
        }
        byte[] hash =
                Ids.sha256(all.append(Source.text("openapi.yaml")).toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash).substring(0, 12);
    }

    /** Of the product. */
    static String version() {
        return Source.text("version.txt").strip();
    }
}
