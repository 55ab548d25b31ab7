package io.migomail.templates;

import freemarker.core.SyntaxNode;
import org.jspecify.annotations.Nullable;

/** Dotted paths of variables in a tree. */
final class Paths {
    private Paths() {}

    /** The path if the node is a plain reference, a.b or a["b"]; else null. */
    static @Nullable String of(SyntaxNode node) {
        return switch (node.type()) {
            case "Identifier" -> node.text();
            case "Dot" -> below(node.operands().get(0), node.text());
            case "DynamicKeyName" -> {
                SyntaxNode key = node.operands().get(1);
                yield key.is("StringLiteral") && key.constant()
                        ? below(node.operands().get(0), key.text())
                        : null;
            }
            default -> null;
        };
    }

    private static @Nullable String below(SyntaxNode target, String key) {
        String path = of(target);
        return path == null ? null : path + "." + key;
    }

    /** The path a converted Mustache tag looks up from the root; null for other nodes and for look-ups in a section. */
    static @Nullable String ofLookup(SyntaxNode call) {
        if (!call.is("MethodCall")
                || call.operands().size() != 2
                || !Mustache.isFunction(call.operands().get(0))) {
            return null;
        }
        SyntaxNode path = call.operands().get(1);
        return path.is("StringLiteral") && path.constant() ? path.text() : null;
    }

    /** True for a look-up that is printed, false for one that is only asked about. */
    static boolean isRequiredLookup(SyntaxNode call) {
        return !call.operands().get(0).text().equals(Mustache.FIND);
    }
}
