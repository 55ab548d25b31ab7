package io.migomail.templates;

import freemarker.core.SyntaxNode;
import io.migomail.core.record.TemplateVariable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists the variables of a template from its tree: dotted paths, loop variables left out. A variable is required unless
 * every use of it has a default or stands where a condition has already asked for it. One instance per template, over
 * all of its parts; one thread.
 */
final class VariableLister {
    private final Map<String, Boolean> required = new LinkedHashMap<>();
    private final VariableTypes types = new VariableTypes();

    /** Adds the variables of one part. */
    void add(SyntaxNode root) {
        types.add(root);
        visit(root, new Scope(Set.of(Mustache.HASH), Set.of()));
    }

    /** What was found, in order of first use. */
    List<TemplateVariable> variables() {
        List<TemplateVariable> variables = new ArrayList<>();
        required.forEach((name, needed) -> variables.add(variable(name, needed)));
        return variables;
    }

    private TemplateVariable variable(String name, boolean needed) {
        String preset = types.defaultOf(name);
        return TemplateVariable.newBuilder()
                .setName(name)
                .setRequired(needed)
                .setType(types.type(name))
                .setDefaultValue(needed || preset == null ? "" : preset)
                .build();
    }

    private void visit(SyntaxNode node, Scope scope) {
        String path = Paths.of(node);
        if (path != null) {
            use(path, scope, true);
            return;
        }
        switch (node.type()) {
            case "IfBlock", "SwitchBlock" -> alternatives(node, scope);
            case "ConditionalBlock" -> branch(node, scope); // an if without else has no IfBlock
            case "IteratorBlock", "Items" -> loop(node, scope);
            case "DefaultToExpression", "ExistsExpression" -> defaulted(node, scope);
            case "AndExpression" ->
                sequel(node, scope, Guards.whenTrue(node.operands().get(0)));
            case "OrExpression" ->
                sequel(node, scope, Guards.whenFalse(node.operands().get(0)));
            case "BuiltIn" -> builtIn(node, scope);
            case "MethodCall" -> call(node, scope);
            default -> descend(node, scope);
        }
    }

    private void descend(SyntaxNode node, Scope scope) {
        node.operands().forEach(operand -> visit(operand, scope));
        node.children().forEach(child -> visit(child, scope));
    }

    private void alternatives(SyntaxNode node, Scope scope) {
        node.operands().forEach(operand -> visit(operand, scope));
        Scope rest = scope;
        for (SyntaxNode branch : node.children()) {
            rest = branch(branch, rest);
        }
    }

    /** Visits one alternative; gives the scope of those after it. */
    private Scope branch(SyntaxNode branch, Scope scope) {
        boolean conditional =
                branch.is("ConditionalBlock") && !branch.operands().isEmpty();
        Set<String> ifTrue = conditional ? Guards.whenTrue(branch.operands().get(0)) : Set.of();
        Set<String> ifFalse = conditional ? Guards.whenFalse(branch.operands().get(0)) : Set.of();
        Scope body = scope.guard(ifTrue);
        branch.operands().forEach(operand -> visit(operand, scope));
        branch.children().forEach(child -> visit(child, body));
        return scope.guard(ifFalse);
    }

    private void loop(SyntaxNode node, Scope scope) {
        node.operands().forEach(operand -> visit(operand, scope));
        Scope body = scope.bind(node.words());
        node.children().forEach(child -> visit(child, body));
    }

    private void defaulted(SyntaxNode node, Scope scope) {
        optional(node.operands().get(0), scope);
        node.operands().stream().skip(1).forEach(operand -> visit(operand, scope));
    }

    /** (a.b)! forgives every step of the path, a.b! only the last one. */
    private void optional(SyntaxNode node, Scope scope) {
        String path = Paths.of(node);
        if (node.is("ParentheticalExpression")) {
            String inner = Paths.of(node.operands().get(0));
            if (inner != null) {
                use(inner, scope, false);
            } else {
                visit(node.operands().get(0), scope);
            }
        } else if (path != null) {
            use(path, scope, false);
            int dot = path.lastIndexOf('.');
            if (dot > 0) {
                use(path.substring(0, dot), scope, true);
            }
        } else {
            node.operands().forEach(operand -> visit(operand, scope));
        }
    }

    private void sequel(SyntaxNode node, Scope scope, Set<String> guards) {
        visit(node.operands().get(0), scope);
        Scope second = scope.guard(guards);
        node.operands().stream().skip(1).forEach(operand -> visit(operand, second));
    }

    private void builtIn(SyntaxNode node, Scope scope) {
        if (node.text().equals("has_content")) {
            optional(node.operands().get(0), scope);
        } else if (node.text().equals("then")) {
            SyntaxNode condition = node.operands().get(0);
            visit(condition, scope);
            visit(node.operands().get(1), scope.guard(Guards.whenTrue(condition)));
            visit(node.operands().get(2), scope.guard(Guards.whenFalse(condition)));
        } else {
            descend(node, scope);
        }
    }

    private void call(SyntaxNode node, Scope scope) {
        String looked = Paths.ofLookup(node);
        if (looked != null) {
            use(looked, scope, Paths.isRequiredLookup(node));
        } else if (FormatFunction.called(node.operands().get(0)) != null) {
            node.operands().stream().skip(1).forEach(operand -> visit(operand, scope));
        } else {
            descend(node, scope);
        }
    }

    private void use(String path, Scope scope, boolean needed) {
        if (!scope.binds(path)) {
            required.merge(path, needed && !scope.guards(path), Boolean::logicalOr);
        }
    }

    /** Loop variables that hide the caller's, and paths a condition has asked for. */
    private record Scope(Set<String> bound, Set<String> guarded) {
        Scope bind(List<String> names) {
            Set<String> all = new HashSet<>(bound);
            all.addAll(names);
            return new Scope(all, guarded);
        }

        Scope guard(Set<String> paths) {
            Set<String> all = new HashSet<>(guarded);
            all.addAll(paths);
            return new Scope(bound, all);
        }

        boolean binds(String path) {
            return bound.contains(root(path));
        }

        boolean guards(String path) {
            @Nullable String prefix = path;
            while (prefix != null) {
                if (guarded.contains(prefix)) {
                    return true;
                }
                int dot = prefix.lastIndexOf('.');
                prefix = dot < 0 ? null : prefix.substring(0, dot);
            }
            return false;
        }

        private static String root(String path) {
            int dot = path.indexOf('.');
            return dot < 0 ? path : path.substring(0, dot);
        }
    }
}
