package io.migomail.ingress.web;

import io.migomail.ingress.rest.Reply;
import io.migomail.templates.page.PageTemplates;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Pages as browsers get them: HTML out of the templates of this package, with headers that let a page load nothing but what
 * this node serves, run no script and no style that stands in it, and stand in no other's frame. Thread-safe.
 */
public final class WebPages {
    /** What a page of ours may do. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
                    + "frame-ancestors 'none'";

    private final PageTemplates templates = new PageTemplates(WebPages.class, "pages");
    private final StaticFiles files;
    private final String publicUrl;

    /** @param publicUrl where others reach this node, without a slash at its end */
    public WebPages(StaticFiles files, String publicUrl) {
        this.files = files;
        this.publicUrl = publicUrl;
    }

    /** The page of a template, {@code assets} being the paths of the static files, {@code public_url} where the API is reached; browsers keep no copy. */
    public Reply page(int status, String template, Map<String, ?> values) {
        return page(status, template, values, Map.of());
    }

    /** The same with further headers, which win. */
    public Reply page(int status, String template, Map<String, ?> values, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers());
        all.putAll(headers);
        return Reply.of(
                status, "text/html; charset=utf-8", html(template, values).getBytes(StandardCharsets.UTF_8), all);
    }

    /** The text of the same. */
    public String html(String template, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("assets", files.paths());
        all.put("public_url", publicUrl);
        return templates.render(template + ".ftlh", all);
    }

    /** The headers of every page. */
    public static Map<String, String> headers() {
        return Map.of(
                "Content-Security-Policy", POLICY,
                "X-Content-Type-Options", "nosniff",
                "Referrer-Policy", "same-origin",
                "Cross-Origin-Opener-Policy", "same-origin",
                "Cache-Control", "no-store");
    }

    /** Leads the browser on by GET. */
    public static Reply seeOther(String path, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Location", path);
        all.put("Cache-Control", "no-store");
        return Reply.of(303, "text/plain; charset=utf-8", new byte[0], all);
    }
}
