package io.migomail.templates;

import freemarker.cache.TemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.PlainTextOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/** The hardened template engine: nothing to load, no classes, no logging of values, HTML escaped. Thread-safe. */
final class Parser {
    private static final Configuration HTML = configuration();
    private static final Configuration PLAIN = configuration();

    static {
        HTML.setOutputFormat(HTMLOutputFormat.INSTANCE);
        PLAIN.setOutputFormat(PlainTextOutputFormat.INSTANCE);
    }

    private Parser() {}

    /** Parses a part; the caller decides what its directives may be. */
    static Template parse(Part part, String source) throws IOException {
        return new Template(part.word(), source, part == Part.HTML ? HTML : PLAIN);
    }

    private static Configuration configuration() {
        Configuration cfg = new Configuration(Configuration.VERSION_2_3_34);
        cfg.setTagSyntax(Configuration.SQUARE_BRACKET_TAG_SYNTAX);
        cfg.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
        cfg.setNamingConvention(Configuration.LEGACY_NAMING_CONVENTION);
        cfg.setAutoEscapingPolicy(Configuration.ENABLE_IF_SUPPORTED_AUTO_ESCAPING_POLICY);
        cfg.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        cfg.setAPIBuiltinEnabled(false);
        cfg.setTemplateLoader((TemplateLoader) null);
        cfg.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_34));
        cfg.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        cfg.setLogTemplateExceptions(false);
        cfg.setCustomNumberFormats(Map.of("asWritten", new NumberAsWritten.Factory()));
        cfg.setNumberFormat("@asWritten");
        cfg.setBooleanFormat("c");
        cfg.setLocale(Locale.US);
        cfg.setTimeZone(TimeZone.getTimeZone("UTC"));
        cfg.setTabSize(1);
        cfg.setURLEscapingCharset("UTF-8");
        return cfg;
    }

    /** True if the source begins with the header directive, which leaves no trace in the tree but changes settings. */
    static boolean hasHeader(String source) {
        return source.stripLeading().startsWith("[#ftl");
    }
}
