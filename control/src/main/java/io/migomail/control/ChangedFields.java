package io.migomail.control;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.migomail.core.record.ControlRecord;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which fields of an entity a write changes, by the names of the API. Of values it only tells whether they are equal. */
final class ChangedFields {
    /** Of every change, or of none that anybody makes. */
    private static final Set<String> SILENT = Set.of("id", "account", "created_at", "updated_at");

    private ChangedFields() {}

    /** @param before what holds; null = nothing. A record of a deletion has no entity, and changes no field. */
    static List<String> between(@Nullable ControlRecord before, ControlRecord after) {
        Message next = entity(after);
        Message held = before == null ? null : entity(before);
        if (next == null) {
            return List.of();
        }
        Message base = held == null ? next.getDefaultInstanceForType() : held;
        return next.getDescriptorForType().getFields().stream()
                .filter(field -> !base.getField(field).equals(next.getField(field)))
                .map(ChangedFields::name)
                .filter(name -> !SILENT.contains(name))
                .distinct()
                .toList();
    }

    private static @Nullable Message entity(ControlRecord record) {
        FieldDescriptor field = record.getOneofFieldDescriptor(
                ControlRecord.getDescriptor().getOneofs().get(0));
        return field == null ? null : (Message) record.getField(field);
    }

    private static String name(FieldDescriptor field) {
        String name = field.getName();
        return switch (name) {
            case "password_hash" -> "password";
            case "hash", "hint" -> "key";
            default -> name.endsWith("_id") ? name.substring(0, name.length() - 3) : name;
        };
    }
}
