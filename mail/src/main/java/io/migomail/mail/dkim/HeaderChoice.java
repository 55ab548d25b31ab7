package io.migomail.mail.dkim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which field each name of an h= list means (RFC 6376 5.4.2): the last not yet taken; past the first, nothing. */
final class HeaderChoice {
    private HeaderChoice() {}

    static List<MessageFields.Field> choose(MessageFields fields, List<String> lowerCaseNames) {
        Map<String, List<MessageFields.Field>> byName = new HashMap<>();
        for (MessageFields.Field field : fields.fields()) {
            byName.computeIfAbsent(field.name(), n -> new ArrayList<>(1)).add(field);
        }
        List<MessageFields.Field> chosen = new ArrayList<>(lowerCaseNames.size());
        for (String name : lowerCaseNames) {
            List<MessageFields.Field> left = byName.getOrDefault(name, List.of());
            if (!left.isEmpty()) {
                chosen.add(left.remove(left.size() - 1));
            }
        }
        return chosen;
    }
}
