package io.migomail.templates;

import freemarker.core.Environment;
import freemarker.core.TemplateNumberFormat;
import freemarker.core.TemplateNumberFormatFactory;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import java.math.BigDecimal;
import java.util.Locale;

/** Prints numbers with the digits they came with: no grouping, no rounding, 5.00 stays 5.00. Stateless. */
final class NumberAsWritten extends TemplateNumberFormat {
    private static final NumberAsWritten INSTANCE = new NumberAsWritten();
    private static final int PLAIN_SCALE = 100;

    @Override
    public String formatToPlainText(TemplateNumberModel model) throws TemplateModelException {
        return format(model.getAsNumber());
    }

    static String format(Number number) {
        if (number instanceof BigDecimal decimal) {
            return Math.abs((long) decimal.scale()) <= PLAIN_SCALE ? decimal.toPlainString() : decimal.toString();
        }
        return number.toString();
    }

    @Override
    public boolean isLocaleBound() {
        return false;
    }

    @Override
    public String getDescription() {
        return "as written";
    }

    /** Gives the one format. */
    static final class Factory extends TemplateNumberFormatFactory {
        @Override
        public TemplateNumberFormat get(String params, Locale locale, Environment env) {
            return INSTANCE;
        }
    }
}
