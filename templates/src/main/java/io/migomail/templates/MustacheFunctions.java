package io.migomail.templates;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.ObjectWrapper;
import freemarker.template.SimpleScalar;
import freemarker.template.SimpleSequence;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateHashModelEx;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateModelIterator;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mustache's rules for converted templates: names are looked up from the innermost section outwards, what is absent
 * prints nothing. Belongs to one rendering; one thread.
 */
final class MustacheFunctions implements TemplateHashModel {
    private static final TemplateModel NOTHING = new SimpleScalar("");

    private final Root root;
    private final ObjectWrapper wrapper;
    private final boolean markup;

    MustacheFunctions(Root root, ObjectWrapper wrapper, boolean markup) {
        this.root = root;
        this.wrapper = wrapper;
        this.markup = markup;
    }

    @Override
    public @Nullable TemplateModel get(String name) {
        return switch (name) {
            case Mustache.SHOW -> function(arguments -> new SimpleScalar(text(find(arguments))));
            case Mustache.RAW -> function(arguments -> raw(text(find(arguments))));
            case Mustache.FIND -> function(this::find);
            case Mustache.TRUTHY -> function(arguments -> bool(truthy(arguments.get(0))));
            case Mustache.FALSY -> function(arguments -> bool(!truthy(arguments.get(0))));
            case Mustache.SECTION -> function(arguments -> section(arguments.get(0)));
            case Mustache.EACH -> function(arguments -> each(arguments.get(0)));
            case Mustache.KEY -> function(arguments -> key(arguments.get(0), arguments.get(1)));
            default -> null;
        };
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    private TemplateModel find(List<? extends @Nullable TemplateModel> arguments) throws TemplateModelException {
        String path = text(arguments.get(0));
        List<? extends @Nullable TemplateModel> contexts = arguments.subList(1, arguments.size());
        if (path.equals(".")) {
            return contexts.isEmpty() ? NOTHING : present(contexts.get(0));
        }
        String[] steps = path.split("\\.", -1);
        TemplateModel value = first(steps[0], contexts);
        for (int i = 1; i < steps.length && value != null; i++) {
            value = value instanceof TemplateHashModel hash ? hash.get(steps[i]) : null;
        }
        return present(value);
    }

    private @Nullable TemplateModel first(String name, List<? extends @Nullable TemplateModel> contexts)
            throws TemplateModelException {
        for (TemplateModel context : contexts) {
            TemplateModel value = context instanceof TemplateHashModel hash ? hash.get(name) : null;
            if (value != null) {
                return value;
            }
        }
        return name.equals(Mustache.HASH) ? null : root.get(name);
    }

    private static TemplateModel present(@Nullable TemplateModel value) {
        return value == null ? NOTHING : value;
    }

    private static TemplateModel bool(boolean value) {
        return value ? TemplateBooleanModel.TRUE : TemplateBooleanModel.FALSE;
    }

    private TemplateModel raw(String text) throws TemplateModelException {
        return markup ? HTMLOutputFormat.INSTANCE.fromMarkup(text) : new SimpleScalar(text);
    }

    private static boolean truthy(@Nullable TemplateModel value) throws TemplateModelException {
        if (value instanceof TemplateBooleanModel bool) {
            return bool.getAsBoolean();
        } else if (value instanceof TemplateNumberModel number) {
            return number.getAsNumber().doubleValue() != 0;
        } else if (value instanceof TemplateScalarModel scalar) {
            return !scalar.getAsString().isEmpty();
        }
        return value != null && !(value instanceof TemplateSequenceModel list && list.size() == 0);
    }

    private TemplateModel section(@Nullable TemplateModel value) throws TemplateModelException {
        if (value instanceof TemplateSequenceModel list) {
            return withoutNulls(list);
        }
        SimpleSequence contexts = new SimpleSequence(1, wrapper);
        if (truthy(value)) {
            contexts.add(value);
        }
        return contexts;
    }

    private TemplateModel each(@Nullable TemplateModel value) throws TemplateModelException {
        if (value instanceof TemplateSequenceModel list) {
            return withoutNulls(list);
        } else if (value instanceof TemplateHashModelEx hash) {
            SimpleSequence values = new SimpleSequence(hash.size(), wrapper);
            for (TemplateModelIterator iterator = hash.values().iterator(); iterator.hasNext(); ) {
                values.add(present(iterator.next()));
            }
            return values;
        }
        return new SimpleSequence(0, wrapper);
    }

    /** A loop variable that is null would not exist. */
    private static TemplateModel withoutNulls(TemplateSequenceModel list) {
        return new TemplateSequenceModel() {
            @Override
            public TemplateModel get(int index) throws TemplateModelException {
                return present(list.get(index));
            }

            @Override
            public int size() throws TemplateModelException {
                return list.size();
            }
        };
    }

    private TemplateModel key(@Nullable TemplateModel value, @Nullable TemplateModel index)
            throws TemplateModelException {
        if (value instanceof TemplateHashModelEx hash && index instanceof TemplateNumberModel number) {
            TemplateCollectionModel keys = hash.keys();
            TemplateModelIterator iterator = keys.iterator();
            for (int i = number.getAsNumber().intValue(); i > 0 && iterator.hasNext(); i--) {
                iterator.next();
            }
            return iterator.hasNext() ? present(iterator.next()) : NOTHING;
        }
        return new SimpleScalar(text(index));
    }

    private static String text(@Nullable TemplateModel value) throws TemplateModelException {
        if (value instanceof TemplateScalarModel scalar) {
            return scalar.getAsString();
        } else if (value instanceof TemplateNumberModel number) {
            return NumberAsWritten.format(number.getAsNumber());
        } else if (value instanceof TemplateBooleanModel bool) {
            return String.valueOf(bool.getAsBoolean());
        } else if (value instanceof TemplateSequenceModel list) {
            return joined(list);
        }
        return "";
    }

    private static String joined(TemplateSequenceModel list) throws TemplateModelException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < list.size(); i++) {
            text.append(i == 0 ? "" : ",").append(text(list.get(i)));
        }
        return text.toString();
    }

    private TemplateMethodModelEx function(Body body) {
        return arguments -> body.apply(arguments(arguments));
    }

    @SuppressWarnings("unchecked") // the engine passes models, by the contract of TemplateMethodModelEx
    private static List<? extends @Nullable TemplateModel> arguments(List<?> arguments) {
        return (List<? extends @Nullable TemplateModel>) arguments;
    }

    private interface Body {
        TemplateModel apply(List<? extends @Nullable TemplateModel> arguments) throws TemplateModelException;
    }
}
