package io.migomail.templates;

import freemarker.core.Environment;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A format function as the template engine calls it; formats for the locale of the rendering. Thread-safe. */
final class FormatCall implements TemplateMethodModelEx {
    private final FormatFunction function;

    FormatCall(FormatFunction function) {
        this.function = function;
    }

    @Override
    public Object exec(@SuppressWarnings("rawtypes") List arguments) throws TemplateModelException {
        Locale locale = Environment.getCurrentEnvironment().getLocale();
        Object value = arguments.get(0);
        if (value == null) {
            throw new TemplateModelException(function + " has nothing to format");
        }
        return new SimpleScalar(
                function.isTemporal() ? temporal(value, arguments, locale) : number(value, arguments, locale));
    }

    private String temporal(Object value, List<?> arguments, Locale locale) throws TemplateModelException {
        String style = text(arguments, 1);
        String preset = function == FormatFunction.TIME ? "short" : "medium";
        try {
            return Formats.temporal(
                    function, scalar(value), style == null ? preset : style, text(arguments, 2), locale);
        } catch (DateTimeException e) {
            throw new TemplateModelException("not an ISO-8601 text that " + function + " can write");
        }
    }

    private String number(Object value, List<?> arguments, Locale locale) throws TemplateModelException {
        BigDecimal number = decimal(value);
        if (function == FormatFunction.CURRENCY) {
            String code = text(arguments, 1);
            Currency currency = code == null ? null : Formats.currency(code);
            if (currency == null) {
                throw new TemplateModelException("not an ISO 4217 code");
            }
            return Formats.currency(number, currency, locale);
        }
        Integer decimals =
                arguments.size() < 2 ? null : decimal(arguments.get(1)).intValue();
        return function == FormatFunction.PERCENT
                ? Formats.percent(number, decimals, locale)
                : Formats.number(number, decimals, locale);
    }

    /** A number, or a text that is one: amounts often come as texts, to keep their digits. */
    private static BigDecimal decimal(@Nullable Object value) throws TemplateModelException {
        String text = value instanceof TemplateNumberModel number
                ? NumberAsWritten.format(number.getAsNumber())
                : scalar(value);
        if (text.length() > Variables.NUMBER_CHARS || !text.matches("-?[0-9]+(\\.[0-9]+)?")) {
            throw new TemplateModelException("not a number");
        }
        return new BigDecimal(text);
    }

    private static @Nullable String text(List<?> arguments, int index) throws TemplateModelException {
        return index < arguments.size() ? scalar(arguments.get(index)) : null;
    }

    private static String scalar(@Nullable Object value) throws TemplateModelException {
        if (value instanceof TemplateScalarModel text && text.getAsString() != null) {
            return text.getAsString();
        }
        throw new TemplateModelException("not a text");
    }
}
