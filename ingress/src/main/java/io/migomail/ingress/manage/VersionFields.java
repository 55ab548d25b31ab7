package io.migomail.ingress.manage;

import io.migomail.core.Limits;
import io.migomail.core.MessageClass;
import io.migomail.core.record.CompiledTemplate;
import io.migomail.core.record.TemplateVersion;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.FieldError;
import io.migomail.ingress.problem.Problem;
import io.migomail.templates.Kind;
import io.migomail.templates.Pieces;
import io.migomail.templates.Syntax;
import io.migomail.templates.TemplateCompiler;
import io.migomail.templates.TemplateProblem;
import io.migomail.templates.TemplateSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The source of a template version as a request gives it.
 *
 * @param at the pointer of the object that it stands in, with a slash behind it
 * @param design what an editor keeps of it; empty = nothing
 */
record VersionFields(
        String at, TemplateSource source, @Nullable MessageClass messageClass, String design) {
    /** The fields that a request may have for it. */
    static final List<String> NAMES = List.of("subject", "html", "text", "syntax", "class", "locale", "layout");

    /** What a version may have besides its source. */
    static final String DESIGN = "design";

    private static final Set<Locale> KNOWN = Set.copyOf(List.of(Locale.getAvailableLocales()));

    /** Faults are gathered in {@code fields}; what the compiler says comes with {@link #compile}. */
    static VersionFields read(Fields fields, Kind kind) {
        String subject = fields.body("subject");
        String html = fields.body("html");
        String text = fields.body("text");
        Syntax syntax = fields.word("syntax", Syntax::of);
        String layout = fields.line("layout", 128);
        if (!fields.has("subject") && kind == Kind.TEMPLATE) {
            fields.fault(fields.pointer("subject"), ErrorCode.MISSING_FIELD, "The field is required.");
        }
        if (!fields.has("html") && !fields.has("text")) {
            fields.fault(fields.pointer("html"), ErrorCode.MISSING_CONTENT, "Give html or text.");
        }
        Locale locale = fields.word("locale", VersionFields::locale);
        TemplateSource source = new TemplateSource(
                subject == null ? "" : subject,
                html == null ? "" : html,
                text == null ? "" : text,
                syntax == null ? Syntax.FREEMARKER : syntax,
                locale == null ? Locale.US : locale,
                kind,
                layout == null ? "" : layout);
        MessageClass messageClass = fields.word("class", MessageClass::of);
        return new VersionFields(fields.pointer(""), source, messageClass, design(fields));
    }

    private static String design(Fields fields) {
        String design = fields.body(DESIGN);
        if (design != null && design.getBytes(StandardCharsets.UTF_8).length > Limits.TEMPLATE_DESIGN_BYTES) {
            fields.fault(
                    fields.pointer(DESIGN),
                    ErrorCode.TOO_LONG,
                    "At most " + Limits.TEMPLATE_DESIGN_BYTES + " bytes are allowed.");
        }
        return design == null ? "" : design;
    }

    /** Those fields and further ones. */
    static String[] with(String... further) {
        return Stream.concat(NAMES.stream(), Stream.of(further)).toArray(String[]::new);
    }

    private static Locale locale(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        if (locale.equals(Locale.ROOT) || !KNOWN.contains(locale)) {
            throw new IllegalArgumentException("unknown locale; a language tag such as en-US or de is expected");
        }
        return locale;
    }

    /**
     * The content of a version; its template, number and time are for the writer to set.
     *
     * @throws Problem {@code invalid_template} with every fault and its place in the source
     */
    TemplateVersion compile(String alias, Pieces pieces) {
        CompiledTemplate compiled = published(alias, pieces);
        return TemplateVersion.newBuilder()
                .setSubject(source.subject())
                .setHtml(source.html())
                .setText(source.text())
                .setSyntax(source.syntax().word())
                .setLocale(source.locale().toLanguageTag())
                .setLayout(source.layout())
                .setMessageClass(messageClass == null ? "" : messageClass.word())
                .setDesign(design)
                .setCompiled(compiled.toByteString())
                .build();
    }

    /**
     * The form that is rendered.
     *
     * @throws Problem {@code invalid_template} with every fault and its place in the source
     */
    CompiledTemplate published(String alias, Pieces pieces) {
        try {
            return compiled(alias, pieces);
        } catch (TemplateProblem e) {
            throw Problem.ofErrors(e.faults().stream()
                    .map(f -> new FieldError(at + f.part(), ErrorCode.INVALID_TEMPLATE, f.toString()))
                    .toList());
        }
    }

    /** The form that is rendered, or what is wrong with the source. */
    CompiledTemplate compiled(String alias, Pieces pieces) throws TemplateProblem {
        return TemplateCompiler.compile(source, alias, pieces);
    }
}
