package io.migomail.ingress.docs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.ingress.json.Json;

/**
 * What the search in the browser goes through: one entry for each passage, {@code t} title of the page, {@code s} of the
 * passage, {@code u} where it is, {@code k} kind, {@code w} words that name it, {@code x} its text.
 */
final class SearchIndex {
    /** Characters of a passage's text that are searched: more than any but a few have. */
    private static final int TEXT = 900;

    private SearchIndex() {}

    static byte[] of(DocsSite site) {
        ObjectNode out = Json.object();
        ArrayNode entries = out.putArray("entries");
        for (String path : site.paths()) {
            DocsPage page = site.page(path);
            if (page != null) {
                page.passages().forEach(passage -> add(entries, page, passage));
            }
        }
        return Json.write(out);
    }

    private static void add(ArrayNode entries, DocsPage page, Passage passage) {
        ObjectNode entry = entries.addObject();
        entry.put("t", page.title());
        if (!passage.anchor().isEmpty()) {
            entry.put("s", passage.title());
        }
        entry.put("u", page.path() + (passage.anchor().isEmpty() ? "" : "#" + passage.anchor()));
        entry.put("k", page.kind());
        if (!passage.words().isEmpty()) {
            entry.put("w", String.join(" ", passage.words()));
        }
        String text = passage.text();
        entry.put("x", text.length() <= TEXT ? text : text.substring(0, text.lastIndexOf(' ', TEXT)));
    }
}
