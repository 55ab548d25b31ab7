package io.migomail.templates;

import freemarker.core.SyntaxNode;
import java.util.HashSet;
import java.util.Set;

/** Which variables are known to exist after a condition. */
final class Guards {
    private Guards() {}

    /** Paths that exist where the condition held. */
    static Set<String> whenTrue(SyntaxNode condition) {
        return switch (condition.type()) {
            case "ParentheticalExpression" -> whenTrue(condition.operands().get(0));
            case "NotExpression" -> whenFalse(condition.operands().get(0));
            case "AndExpression" ->
                both(
                        whenTrue(condition.operands().get(0)),
                        whenTrue(condition.operands().get(1)));
            case "ExistsExpression" -> path(condition.operands().get(0));
            case "BuiltIn" ->
                condition.text().equals("has_content")
                        ? path(condition.operands().get(0))
                        : Set.of();
            case "MethodCall" -> lookup(condition, Mustache.TRUTHY);
            default -> Set.of();
        };
    }

    /** Paths that exist where the condition did not hold. */
    static Set<String> whenFalse(SyntaxNode condition) {
        return switch (condition.type()) {
            case "ParentheticalExpression" -> whenFalse(condition.operands().get(0));
            case "NotExpression" -> whenTrue(condition.operands().get(0));
            case "OrExpression" ->
                both(
                        whenFalse(condition.operands().get(0)),
                        whenFalse(condition.operands().get(1)));
            case "MethodCall" -> lookup(condition, Mustache.FALSY);
            default -> Set.of();
        };
    }

    private static Set<String> path(SyntaxNode node) {
        String path =
                Paths.of(node.is("ParentheticalExpression") ? node.operands().get(0) : node);
        return path == null ? Set.of() : Set.of(path);
    }

    private static Set<String> lookup(SyntaxNode call, String function) {
        SyntaxNode callee = call.operands().get(0);
        if (!Mustache.isFunction(callee) || !callee.text().equals(function)) {
            return Set.of();
        }
        String path = Paths.ofLookup(call.operands().get(1));
        return path == null ? Set.of() : Set.of(path);
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }
}
