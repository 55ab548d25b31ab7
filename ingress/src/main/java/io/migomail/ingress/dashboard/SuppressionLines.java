package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.Limits;
import io.migomail.ingress.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A pasted list as requests to import suppressions: a line is an address, or an address and a reason with a comma, a
 * semicolon or a tab between, quoted or not. Blank lines and the head of a table are left out.
 *
 * @param lines numbers of the lines of its entries, from 1
 */
record SuppressionLines(ObjectNode body, List<Integer> lines) {
    /** In the order of the text, each within what one request may have. */
    static List<SuppressionLines> of(String text) {
        List<SuppressionLines> parts = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String[] cells = line.split("[,;\t]", 3);
            String address = cell(cells, 0);
            if (address.isEmpty() || address.toLowerCase(Locale.ROOT).matches("(e-?mail|address)( address)?")) {
                continue;
            }
            if (parts.isEmpty() || last(parts).lines().size() == Limits.SUPPRESSIONS_IMPORT) {
                ObjectNode body = Json.object();
                body.putArray("suppressions");
                parts.add(new SuppressionLines(body, new ArrayList<>()));
            }
            last(parts).add(number, address, cell(cells, 1).toLowerCase(Locale.ROOT));
        }
        return parts;
    }

    private void add(int line, String address, String reason) {
        lines.add(line);
        ObjectNode entry = ((ArrayNode) body.path("suppressions")).addObject().put("address", address);
        if (!reason.isEmpty()) {
            entry.put("reason", reason);
        }
    }

    /** The line that a pointer of the API is about; 0 = the request as a whole. */
    int line(String pointer) {
        String[] steps = pointer.split("/");
        boolean entry = steps.length > 2 && steps[2].matches("[0-9]{1,6}");
        return entry ? lines.get(Integer.parseInt(steps[2])) : 0;
    }

    private static SuppressionLines last(List<SuppressionLines> parts) {
        return parts.get(parts.size() - 1);
    }

    private static String cell(String[] cells, int n) {
        return n < cells.length ? cells[n].strip().replaceAll("^\"|\"$", "").strip() : "";
    }
}
