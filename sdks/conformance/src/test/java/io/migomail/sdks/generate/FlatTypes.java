package io.migomail.sdks.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The types of the API with a name for each: what is nested is named by its owner and its field. */
final class FlatTypes {
    /** One of them. */
    record Type(String description, List<Shape.Field> fields) {}

    private final Map<String, Type> types = new LinkedHashMap<>();

    FlatTypes(Api api) {
        for (String name : api.answers()) {
            add(name, api.description(name), api.fields(name));
        }
        for (String name : api.bodies()) {
            add(name, api.description(name), api.fields(name));
        }
        for (Operation op : api.operations()) {
            if (op.hasQuery() && !op.csv()) {
                add(op.queryType(), "What " + op.resource() + "." + op.name() + " may ask for.", op.query());
            }
        }
    }

    Map<String, Type> types() {
        return types;
    }

    private void add(String name, String description, List<Shape.Field> fields) {
        List<Shape.Field> flat = new ArrayList<>();
        for (Shape.Field field : fields) {
            flat.add(new Shape.Field(
                    field.name(),
                    flat(name, field.name(), field.shape()),
                    field.required(),
                    field.nullable(),
                    field.description().replaceAll("\\s+", " ").strip()));
        }
        types.put(name, new Type(description.replaceAll("\\s+", " ").strip(), flat));
    }

    private Shape flat(String owner, String field, Shape shape) {
        if (shape instanceof Shape.Many many) {
            return new Shape.Many(flat(owner, Words.singular(field), many.of()));
        } else if (shape instanceof Shape.Table table) {
            return new Shape.Table(flat(owner, Words.singular(field), table.of()));
        } else if (shape instanceof Shape.Choice choice) {
            return new Shape.Choice(
                    choice.of().stream().map(each -> flat(owner, field, each)).toList());
        } else if (shape instanceof Shape.Fields fields) {
            // A mailbox is written out wherever the document has one.
            boolean mailbox = fields.fields().size() == 2
                    && fields.fields().get(0).name().equals("email")
                    && fields.fields().get(1).name().equals("name");
            String name = mailbox ? "Mailbox" : owner + Words.pascal(field);
            add(name, "", fields.fields());
            return new Shape.Named(name);
        }
        return shape;
    }
}
