package io.migomail.templates;

import freemarker.core.SyntaxNode;
import io.migomail.templates.TemplateProblem.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a template may contain, checked on its parsed tree when a version is saved. Whatever is not named here is
 * refused, so a later release of the engine adds nothing. Left out on purpose: everything that loads, defines, assigns
 * or captures; everything that evaluates strings or regular expressions; everything whose output is not bounded by a
 * small multiple of its input (padding, replacing, free ranges).
 */
final class AllowList {
    private static final Set<String> ELEMENTS = Set.of(
            "MixedContent",
            "TextBlock",
            "DollarVariable",
            "IfBlock",
            "ConditionalBlock",
            "IteratorBlock",
            "Items",
            "Sep",
            "ElseOfList",
            "ListElseContainer",
            "BreakInstruction",
            "ContinueInstruction",
            "SwitchBlock",
            "Case",
            "On",
            "Comment",
            "TrimInstruction");
    private static final Set<String> EXPRESSIONS = Set.of(
            "AddConcatExpression",
            "AndExpression",
            "ArithmeticExpression",
            "BooleanLiteral",
            "BuiltIn",
            "ComparisonExpression",
            "DefaultToExpression",
            "Dot",
            "DynamicKeyName",
            "ExistsExpression",
            "HashLiteral",
            "Identifier",
            "ListLiteral",
            "MethodCall",
            "NotExpression",
            "NumberLiteral",
            "OrExpression",
            "ParentheticalExpression",
            "Range",
            "StringLiteral",
            "UnaryPlusMinusExpression");
    private static final int NUMBER_CHARS = 20;

    private final Part part;
    private final List<Fault> faults = new ArrayList<>();

    private AllowList(Part part) {
        this.part = part;
    }

    /** Everything in the tree that is not allowed, in source order. */
    static List<Fault> faults(Part part, SyntaxNode root) {
        AllowList check = new AllowList(part);
        check.element(root);
        return check.faults;
    }

    private void element(SyntaxNode node) {
        if (!ELEMENTS.contains(node.type())) {
            refuse(node, "directive_not_allowed", node.text() + " is not allowed in templates");
            return;
        }
        for (SyntaxNode operand : node.operands()) {
            if (node.is("IteratorBlock") && operand.is("Range")) {
                operand.operands().forEach(this::expression);
            } else {
                expression(operand);
            }
            if (Growth.of(operand) > Growth.LIMIT) {
                refuse(operand, "expression_too_large", "the expression can multiply its input too often");
            }
        }
        node.children().forEach(this::element);
    }

    private void expression(SyntaxNode node) {
        switch (node.type()) {
            case "Range" -> refuse(node, "range_not_allowed", "a range is allowed only in [#list] and in slices");
            case "BuiltIn" -> builtIn(node);
            case "MethodCall" -> call(node);
            case "NumberLiteral" -> number(node);
            case "DynamicKeyName" -> key(node);
            case "Identifier" -> name(node);
            case "DollarVariable" -> node.operands().forEach(this::expression);
            default -> other(node);
        }
    }

    private void other(SyntaxNode node) {
        if (EXPRESSIONS.contains(node.type())) {
            node.operands().forEach(this::expression);
        } else {
            refuse(node, "expression_not_allowed", node.text() + " is not allowed in templates");
        }
    }

    private void name(SyntaxNode node) {
        if (FormatFunction.of(node.text()) != null) {
            refuse(node, "expression_not_allowed", node.text() + " is a function: give it a value in parentheses");
        }
    }

    private void number(SyntaxNode node) {
        if (node.text().length() > NUMBER_CHARS) {
            refuse(node, "number_too_long", "a number may have " + NUMBER_CHARS + " digits");
        }
    }

    private void builtIn(SyntaxNode node) {
        if (!BuiltIns.isAllowed(node.text())) {
            refuse(node, "builtin_not_allowed", "?" + node.text() + " is not allowed in templates");
        }
        node.operands().forEach(this::expression);
    }

    private void key(SyntaxNode node) {
        SyntaxNode target = node.operands().get(0);
        SyntaxNode key = node.operands().get(1);
        expression(target);
        if (key.is("Range")) {
            key.operands().forEach(this::expression);
            return;
        }
        if (target.is("BuiltIn") && target.text().equals("string") && !BuiltIns.isShortLiteral(key)) {
            refuse(key, "argument_not_allowed", "a format must be a short literal");
        }
        expression(key);
    }

    private void call(SyntaxNode node) {
        SyntaxNode callee = node.operands().get(0);
        List<SyntaxNode> arguments = node.operands().subList(1, node.operands().size());
        if (callee.is("BuiltIn")) {
            builtIn(callee);
            String why = BuiltIns.faultOfCall(callee.text(), arguments);
            if (!why.isEmpty()) {
                refuse(callee, "argument_not_allowed", "?" + callee.text() + " " + why);
            }
        } else if (FormatFunction.called(callee) != null) {
            format(callee, arguments);
        } else if (!Mustache.isFunction(callee)) {
            refuse(node, "call_not_allowed", "only built-ins and format functions can be called");
        }
        arguments.forEach(this::expression);
    }

    private void format(SyntaxNode callee, List<SyntaxNode> arguments) {
        FormatFunction function = FormatFunction.of(callee.text());
        String why = function == null ? "is unknown" : function.faultOfCall(arguments);
        if (!why.isEmpty()) {
            refuse(callee, "argument_not_allowed", callee.text() + " " + why);
        }
    }

    private void refuse(SyntaxNode node, String code, String message) {
        faults.add(new Fault(part.word(), node.line(), node.column(), code, message));
    }
}
