package io.migomail.templates.page;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/**
 * Pages out of templates that lie beside a class. They are HTML ({@code .ftlh}): every value is escaped where it is
 * written. Values are plain: texts, numbers, flags, lists and maps. Thread-safe.
 */
public final class PageTemplates {
    private final Configuration configuration;

    /** @param folder of the class path, from the class's package: {@code pages} */
    public PageTemplates(Class<?> beside, String folder) {
        this.configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setTemplateLoader(new ClassTemplateLoader(beside, folder));
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setURLEscapingCharset(StandardCharsets.UTF_8.name());
        configuration.setRecognizeStandardFileExtensions(true);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setLocale(Locale.ROOT);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setNumberFormat("computer");
        configuration.setBooleanFormat("c");
        configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
    }

    /**
     * The page as text.
     *
     * @param name of the template with its ending
     * @throws IllegalStateException where there is no such template or it asks for what is not there
     */
    public String render(String name, Map<String, ?> values) {
        try {
            StringWriter out = new StringWriter();
            configuration.getTemplate(name).process(values, out);
            return out.toString();
        } catch (IOException | TemplateException e) {
            throw new IllegalStateException("page " + name + ": " + e.getMessage(), e);
        }
    }
}
