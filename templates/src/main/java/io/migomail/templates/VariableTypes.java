package io.migomail.templates;

import freemarker.core.SyntaxNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the uses of a variable say of its type, and the default that stands beside one: by path, for people who fill a
 * template. A loop variable counts as the variable whose name it hides. One instance per template, over all of its parts.
 */
final class VariableTypes {
    static final String SCALAR = "scalar";
    private static final Set<String> OF_LISTS =
            Set.of("first", "join", "last", "reverse", "seq_contains", "size", "sort", "sort_by");
    private static final Set<String> OF_NUMBERS = Set.of("abs", "ceiling", "floor", "int", "round");
    private static final Set<String> OF_TEXTS = Set.of(
            "cap_first",
            "capitalize",
            "contains",
            "ends_with",
            "length",
            "lower_case",
            "split",
            "starts_with",
            "trim",
            "truncate",
            "uncap_first",
            "upper_case");

    private final Map<String, String> types = new HashMap<>();
    private final Map<String, String> defaults = new HashMap<>();

    /** string, number, boolean, date, list or object; scalar where it is only printed. */
    String type(String path) {
        return types.getOrDefault(path, SCALAR);
    }

    /** The default as a JSON literal, or null. */
    @Nullable
    String defaultOf(String path) {
        return defaults.get(path);
    }

    /** Adds what one part says. */
    void add(SyntaxNode node) {
        List<SyntaxNode> operands = node.operands();
        switch (node.type()) {
            case "IteratorBlock" -> mark(operands.get(0), "list");
            case "ConditionalBlock", "NotExpression", "AndExpression", "OrExpression" ->
                operands.forEach(operand -> mark(operand, "boolean"));
            case "ArithmeticExpression", "UnaryPlusMinusExpression" ->
                operands.forEach(operand -> mark(operand, "number"));
            case "ComparisonExpression" -> {
                mark(operands.get(0), literal(operands.get(1)));
                mark(operands.get(1), literal(operands.get(0)));
            }
            case "DefaultToExpression" -> defaulted(operands);
            case "BuiltIn" -> mark(operands.get(0), builtIn(node.text()));
            case "MethodCall" -> call(operands);
            case "Dot" -> mark(operands.get(0), "object");
            default -> {}
        }
        operands.forEach(this::add);
        node.children().forEach(this::add);
    }

    private void defaulted(List<SyntaxNode> operands) {
        if (operands.size() < 2) {
            return;
        }
        SyntaxNode value = operands.get(1);
        String path = path(operands.get(0));
        String type = literal(value);
        if (path == null || type == null) {
            return;
        }
        types.putIfAbsent(path, type);
        if (!type.equals("list")) {
            defaults.putIfAbsent(path, type.equals("string") ? Variables.json(value.text()) : value.text());
        }
    }

    private void call(List<SyntaxNode> operands) {
        FormatFunction function = FormatFunction.called(operands.get(0));
        if (function != null && operands.size() > 1) {
            mark(operands.get(1), function.isTemporal() ? "date" : "number");
        }
    }

    private static @Nullable String builtIn(String name) {
        if (name.equals("then")) {
            return "boolean";
        } else if (OF_LISTS.contains(name)) {
            return "list";
        } else if (OF_NUMBERS.contains(name)) {
            return "number";
        }
        return OF_TEXTS.contains(name) ? "string" : null;
    }

    private static @Nullable String literal(SyntaxNode node) {
        return switch (node.type()) {
            case "StringLiteral" -> node.constant() ? "string" : null;
            case "NumberLiteral" -> "number";
            case "BooleanLiteral" -> "boolean";
            case "ListLiteral" -> "list";
            default -> null;
        };
    }

    private void mark(SyntaxNode node, @Nullable String type) {
        String path = path(node);
        if (path != null && type != null) {
            types.putIfAbsent(path, type);
        }
    }

    private static @Nullable String path(SyntaxNode node) {
        boolean wraps = node.is("ParentheticalExpression") || (node.is("DefaultToExpression"));
        return wraps ? path(node.operands().get(0)) : Paths.of(node);
    }
}
