package io.migomail.sdks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.sdk.model.Params;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls methods of the library by their names. */
final class Reflection {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Reflection() {}

    /** The public method of this name with so many parameters. */
    static Method method(@Nullable Object of, String name, int parameters) throws NoSuchMethodException {
        if (of == null) {
            throw new NoSuchMethodException("nothing to call " + name + " of");
        }
        Method found = Arrays.stream(of.getClass().getMethods())
                .filter(each -> each.getName().equals(name) && each.getParameterCount() == parameters)
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(of.getClass() + " " + name + " of " + parameters));
        found.setAccessible(true);
        return found;
    }

    /** Calls a method with the path, params and idempotency_key of a command. */
    static @Nullable Object invoke(Object resource, String name, JsonNode command) throws ReflectiveOperationException {
        int count = command.path("path").size()
                + (command.has("params") ? 1 : 0)
                + (command.has("idempotency_key") ? 1 : 0);
        Method method = method(resource, name, count);
        List<Object> arguments = new ArrayList<>();
        for (JsonNode each : command.path("path")) {
            arguments.add(each.isNumber() ? (Object) each.asLong() : each.asText());
        }
        if (command.has("params")) {
            arguments.add(params(method.getParameterTypes()[arguments.size()], command.path("params")));
        }
        if (command.has("idempotency_key")) {
            arguments.add(command.path("idempotency_key").asText());
        }
        return method.invoke(resource, arguments.toArray());
    }

    private static Params<?> params(Class<?> type, JsonNode fields) throws ReflectiveOperationException {
        Params<?> out = (Params<?>) type.getDeclaredConstructor().newInstance();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            set(out, field.getKey(), field.getValue());
        }
        return out;
    }

    /** By its own method where the value is one of the JDK's types, else by name. */
    private static void set(Params<?> params, String name, JsonNode value) throws ReflectiveOperationException {
        String setter = name.equals("class") ? "messageClass" : camel(name);
        Class<?> type = method(params, setter, 1).getParameterTypes()[0];
        Object plain = JSON.convertValue(value, Object.class);
        if (!value.isNull() && (type.isPrimitive() || type == String.class || type == Object.class)) {
            method(params, setter, 1).invoke(params, JSON.convertValue(value, type));
        } else {
            params.with(name, plain);
        }
    }

    /** {@code list_versions} as {@code listVersions}. */
    static String camel(String snake) {
        StringBuilder out = new StringBuilder();
        for (String word : snake.split("_")) {
            out.append(out.length() == 0 ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return out.toString();
    }
}
