package io.migomail.templates;

import freemarker.template.ObjectWrapper;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one rendering. Each look-up checks the time: expensive expressions work on variables, so none can go
 * on for ever without coming here. One thread.
 */
final class Root implements TemplateHashModel {
    private final Map<String, ?> variables;
    private final ObjectWrapper wrapper;
    private final Budget budget;
    private final MustacheFunctions functions;

    Root(Map<String, ?> variables, ObjectWrapper wrapper, Budget budget, boolean markup) {
        this.variables = variables;
        this.wrapper = wrapper;
        this.budget = budget;
        this.functions = new MustacheFunctions(this, wrapper, markup);
    }

    @Override
    public @Nullable TemplateModel get(String name) throws TemplateModelException {
        budget.checkTime();
        if (name.equals(Mustache.HASH)) {
            return functions;
        }
        FormatFunction format = FormatFunction.of(name);
        if (format != null) {
            return new FormatCall(format);
        }
        Object value = variables.get(name);
        return value == null ? null : wrapper.wrap(value);
    }

    @Override
    public boolean isEmpty() {
        return false;
    }
}
