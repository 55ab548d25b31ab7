package io.migomail.templates.css;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One rule of a style element on its way into the elements it matches. One thread. */
final class StyleRule {
    /** One selector of the rule: its text, and what can be applied now; kept = stays in the style element. */
    static final class Target {
        final String text;
        final @Nullable StyleSelector selector;
        boolean kept;

        Target(String text, @Nullable StyleSelector selector) {
            this.text = text;
            this.selector = selector;
            this.kept = selector == null;
        }
    }

    private final CssScanner.Chunk chunk;
    final List<Target> targets = new ArrayList<>();
    final List<Declaration> declarations;

    StyleRule(CssScanner.Chunk chunk, TemplateMask mask) {
        this.chunk = chunk;
        this.declarations = chunk.styleRule() ? Declaration.parse(chunk.body()) : List.of();
        if (chunk.styleRule()) {
            for (String selector : CssScanner.split(CssScanner.withoutComments(chunk.prelude()), ',')) {
                targets.add(new Target(selector.strip(), parse(selector, mask)));
            }
        }
    }

    private static @Nullable StyleSelector parse(String text, TemplateMask mask) {
        StyleSelector selector = mask.hasToken(text) ? null : StyleSelector.parse(text);
        return selector != null && selector.positional() && mask.hasDirectives() ? null : selector;
    }

    /** What stays in the style element, "" = nothing; whole rules keep their bytes. */
    String remainder() {
        List<String> kept = targets.stream()
                .filter(target -> target.kept)
                .map(target -> target.text)
                .toList();
        if (kept.size() == targets.size()) {
            return chunk.text();
        }
        return kept.isEmpty() ? "" : String.join(", ", kept) + " {" + chunk.body() + "}";
    }
}
