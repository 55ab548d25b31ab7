package io.migomail.templates;

import io.migomail.templates.MustacheBlock.Kind;
import io.migomail.templates.TemplateProblem.Fault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Turns a Mustache template, with the block helpers of Handlebars (if, unless, each, with, else), into FreeMarker that
 * calls {@link MustacheFunctions}. Partials, helpers of one's own and other delimiters are faults. One part, one thread.
 */
final class MustacheConverter {
    private static final Pattern PATH = Pattern.compile("[\\p{L}\\p{N}_$:-]+(\\.[\\p{L}\\p{N}_$:-]+)*");
    private static final String LIST = "[#list ";
    private static final String END_LIST = "[/#list]";
    private static final String END_IF = "[/#if]";
    private static final int DEPTH = 20;

    private final Part part;
    private final String source;
    private final List<Fault> faults;
    private final Deque<MustacheBlock> open = new ArrayDeque<>(); // innermost first
    private final StringBuilder out = new StringBuilder();
    private int variables;

    private MustacheConverter(Part part, String source, List<Fault> faults) {
        this.part = part;
        this.source = source;
        this.faults = faults;
    }

    /** The FreeMarker; faults are added with their place in the Mustache source. */
    static String convert(Part part, String source, List<Fault> faults) {
        MustacheConverter converter = new MustacheConverter(part, source, faults);
        MustacheTag.scan(source).forEach(converter::add);
        converter.open.forEach(block ->
                converter.fault(block.offset(), "unclosed_section", "{{#" + block.name() + "}} is never closed"));
        return converter.out.toString();
    }

    private void add(MustacheTag tag) {
        switch (tag.sigil()) {
            case MustacheTag.TEXT -> out.append(Literal.escape(tag.body()));
            case MustacheTag.VALUE -> value(tag);
            case MustacheTag.RAW ->
                out.append("${").append(call(Mustache.RAW, tag)).append('}');
            case '#' -> opening(tag);
            case '^' -> inverted(tag);
            case '/' -> closing(tag);
            case '!' -> {}
            case MustacheTag.UNCLOSED -> fault(tag.offset(), "syntax_error", "a tag is not closed");
            default ->
                fault(
                        tag.offset(),
                        "unsupported",
                        "partials with a context and other delimiters are not supported: " + tag.body());
        }
    }

    private void value(MustacheTag tag) {
        if (tag.body().equals("else") || tag.body().startsWith("else ")) {
            otherwise(tag);
        } else if (tag.body().startsWith("@") && !tag.body().startsWith("@root.")) {
            loopValue(tag);
        } else {
            out.append("${").append(call(Mustache.SHOW, tag)).append('}');
        }
    }

    private void loopValue(MustacheTag tag) {
        out.append("${").append(loopExpression(tag, tag.body())).append('}');
    }

    private String loopExpression(MustacheTag tag, String name) {
        MustacheBlock loop = open.stream()
                .filter(block -> block.kind() == Kind.EACH && block.hasContext())
                .findFirst()
                .orElse(null);
        if (loop == null) {
            fault(tag.offset(), "not_in_each", name + " stands outside {{#each}}");
            return "\"\"";
        }
        return switch (name) {
            case "@index" -> loop.variable() + "?index";
            case "@first" -> loop.variable() + "?is_first";
            case "@last" -> loop.variable() + "?is_last";
            case "@key" -> Mustache.HASH + "." + Mustache.KEY + "(" + loop.value() + ", " + loop.variable() + "?index)";
            default -> {
                fault(tag.offset(), "unsupported", name + " is not supported");
                yield "\"\"";
            }
        };
    }

    private void opening(MustacheTag tag) {
        if (open.size() >= DEPTH) {
            fault(tag.offset(), "too_deep", "sections nest deeper than " + DEPTH);
        }
        String[] words = tag.body().split("\\s+", 2);
        String argument = words.length > 1 ? words[1] : "";
        switch (argument.isEmpty() ? "" : words[0]) {
            case "" -> context(Kind.SECTION, Mustache.SECTION, tag, tag.body(), tag.body());
            case "if" -> condition("if", Mustache.TRUTHY, tag, argument);
            case "unless" -> condition("unless", Mustache.FALSY, tag, argument);
            case "each" -> context(Kind.EACH, Mustache.EACH, tag, argument, "each");
            case "with" -> context(Kind.WITH, Mustache.SECTION, tag, argument, "with");
            default -> fault(tag.offset(), "unsupported", "helper '" + words[0] + "' is not supported");
        }
    }

    private void inverted(MustacheTag tag) {
        if (tag.body().isEmpty()) {
            otherwise(tag);
        } else {
            String value = find(tag, tag.body());
            out.append("[#if " + Mustache.HASH + "." + Mustache.FALSY + "(" + value + ")]");
            open.push(new MustacheBlock(tag.body(), Kind.INVERTED, "", value, END_IF, tag.offset()));
        }
    }

    private void condition(String name, String function, MustacheTag tag, String argument) {
        String value = find(tag, argument);
        out.append("[#if ").append(Mustache.HASH + "." + function + "(" + value + ")]");
        open.push(new MustacheBlock(name, Kind.IF, "", value, END_IF, tag.offset()));
    }

    private void context(Kind kind, String function, MustacheTag tag, String argument, String name) {
        String value = find(tag, argument);
        String variable = Mustache.HASH + (++variables);
        out.append(LIST + Mustache.HASH + "." + function + "(" + value + ") as " + variable + "]");
        open.push(new MustacheBlock(name, kind, variable, value, END_LIST, tag.offset()));
    }

    private void otherwise(MustacheTag tag) {
        MustacheBlock block = open.poll();
        if (block == null) {
            fault(tag.offset(), "syntax_error", "{{else}} stands outside a section");
            return;
        }
        String rest = tag.body().startsWith("else") ? tag.body().substring(4).strip() : "";
        out.append("[#else]");
        open.push(block.afterElse(block.closing()));
        if (!rest.isEmpty()) {
            chained(tag, rest);
        }
    }

    /** {{else if x}}: a condition inside the else, closed together with its block. */
    private void chained(MustacheTag tag, String rest) {
        MustacheBlock outer = open.pop();
        String[] words = rest.split("\\s+", 2);
        if (words.length < 2 || !words[0].equals("if")) {
            fault(tag.offset(), "unsupported", "{{else " + rest + "}} is not supported");
            open.push(outer);
            return;
        }
        String value = find(tag, words[1]);
        out.append("[#if " + Mustache.HASH + "." + Mustache.TRUTHY + "(" + value + ")]");
        open.push(new MustacheBlock(outer.name(), Kind.IF, "", value, END_IF + outer.closing(), outer.offset()));
    }

    private void closing(MustacheTag tag) {
        MustacheBlock block = open.poll();
        if (block == null || !block.name().equals(tag.body())) {
            String expected = block == null ? "nothing is open" : "expected {{/" + block.name() + "}}";
            fault(tag.offset(), "unexpected_end", "{{/" + tag.body() + "}}: " + expected);
        } else {
            out.append(block.closing());
        }
    }

    private String find(MustacheTag tag, String path) {
        if (path.startsWith("@") && !path.startsWith("@root.")) {
            return loopExpression(tag, path);
        }
        return call(Mustache.FIND, new MustacheTag(MustacheTag.VALUE, path, tag.offset()));
    }

    /** _m.function("path", contexts from the innermost outwards). */
    private String call(String function, MustacheTag tag) {
        String path = tag.body();
        int up = 0;
        while (path.startsWith("../")) {
            path = path.substring(3);
            up++;
        }
        boolean fromRoot = path.startsWith("@root.");
        String name = fromRoot ? path.substring("@root.".length()) : own(path);
        if (!name.equals(".") && !PATH.matcher(name).matches()) {
            fault(tag.offset(), "unsupported", "'" + tag.body() + "' is not a variable");
            return "\"\"";
        }
        StringBuilder call = new StringBuilder(Mustache.HASH + "." + function + "(\"");
        call.append(name).append('"');
        if (!fromRoot) {
            open.stream()
                    .filter(MustacheBlock::hasContext)
                    .skip(up)
                    .forEach(block -> call.append(", ").append(block.variable()));
        }
        return call.append(')').toString();
    }

    private static String own(String path) {
        if (path.equals("this") || path.equals(".")) {
            return ".";
        }
        return path.replaceFirst("^(this\\.|\\./|this/)", "");
    }

    private void fault(int offset, String code, String message) {
        int line =
                (int) source.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
        int column = offset - source.lastIndexOf('\n', offset - 1);
        faults.add(new Fault(part.word(), line, column, code, message));
    }
}
