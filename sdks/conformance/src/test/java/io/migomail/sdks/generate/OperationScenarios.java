package io.migomail.sdks.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Scenarios made of the document: each method of sdks/operations.tsv is called once, with all that it may be given. */
public final class OperationScenarios {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OperationScenarios() {}

    /** One for each method. */
    public static List<JsonNode> all() throws IOException {
        Api api = Api.read();
        List<JsonNode> out = new ArrayList<>();
        for (Operation op : api.operations()) {
            out.add(scenario(api, op));
        }
        return out;
    }

    private static ObjectNode scenario(Api api, Operation op) {
        ObjectNode out = JSON.createObjectNode().put("name", op.resource() + "." + op.name());
        ObjectNode call = out.putObject("call").put("resource", op.resource()).put("method", op.name());
        ObjectNode request = JSON.createObjectNode().put("method", op.verb());
        StringBuilder target = new StringBuilder(path(op, call.putArray("path")));
        if (op.body() != null) {
            JsonNode body = api.example(op).isMissingNode() ? JSON.createObjectNode() : api.example(op);
            call.set("params", body);
            request.set("body", body);
        }
        if (op.hasQuery()) {
            query(op, call.putObject("params"), target);
        }
        if (op.csv()) {
            target.append(op.hasQuery() ? "&" : "?").append("format=csv");
        }
        request.put("target", target.toString());
        request.putObject("headers").put("idempotency-key", op.keyed() ? "~[0-9a-f]{32}" : null);
        out.putArray("replies").add(reply(op));
        ObjectNode expect = out.putObject("expect");
        expect.putArray("requests").add(request);
        expect.set("result", result(op));
        return out;
    }

    private static String path(Operation op, ArrayNode given) {
        String path = op.path();
        for (String parameter : op.pathParameters()) {
            if (parameter.equals("n")) {
                given.add(7);
                path = path.replace("{n}", "7");
            } else {
                given.add("zo\u00eb@x.com " + parameter);
                path = path.replace("{" + parameter + "}", "zo%C3%AB%40x.com%20" + parameter);
            }
        }
        return path;
    }

    private static void query(Operation op, ObjectNode params, StringBuilder target) {
        char separator = '?';
        for (Shape.Field field : op.query()) {
            if (field.shape() instanceof Shape.Many) {
                params.putArray(field.name()).add("one").add("two");
                target.append(separator)
                        .append(field.name())
                        .append("=one&")
                        .append(field.name())
                        .append("=two");
            } else if (field.shape() instanceof Shape.Whole) {
                params.put(field.name(), 9);
                target.append(separator).append(field.name()).append("=9");
            } else {
                boolean instant = field.shape() instanceof Shape.Text text && text.instant();
                params.put(field.name(), instant ? "2026-01-01T00:00:00Z" : "a b");
                target.append(separator)
                        .append(field.name())
                        .append('=')
                        .append(instant ? "2026-01-01T00%3A00%3A00Z" : "a%20b");
            }
            separator = '&';
        }
    }

    private static ObjectNode reply(Operation op) {
        ObjectNode reply = JSON.createObjectNode().put("status", 200);
        if (op.csv()) {
            return reply.put("text", "a,b\n");
        }
        if (op.answer() == null) {
            return reply.put("status", 204);
        }
        ObjectNode body = reply.putObject("body");
        if (op.list()) {
            body.put("has_more", false).putNull("next_cursor").putArray("data").addObject();
        }
        return reply;
    }

    private static JsonNode result(Operation op) {
        if (op.csv()) {
            return JSON.getNodeFactory().textNode("a,b\n");
        }
        if (op.answer() == null) {
            return JSON.getNodeFactory().nullNode();
        }
        ObjectNode out = JSON.createObjectNode();
        if (op.list()) {
            out.put("has_more", false).putNull("next_cursor").putArray("data").addObject();
        }
        return out;
    }
}
