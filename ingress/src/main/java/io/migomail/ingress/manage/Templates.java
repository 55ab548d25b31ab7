package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.core.Ids;
import io.migomail.core.record.CompiledTemplate;
import io.migomail.core.record.Template;
import io.migomail.core.record.TemplateVersion;
import io.migomail.ingress.intake.PublishedTemplates;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Page;
import io.migomail.ingress.rest.Reply;
import io.migomail.templates.Rendered;
import io.migomail.templates.TemplateProblem;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Templates of the caller's application: immutable versions, of which one is active. */
public final class Templates {
    private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final int NAME_CHARS = 128;

    private final ControlPlane control;
    private final Writes writes;
    private final PublishedTemplates published;
    private final RandomGenerator random;

    Templates(ControlPlane control, PublishedTemplates published, RandomGenerator random) {
        this.control = control;
        this.writes = new Writes(control);
        this.published = published;
        this.random = random;
    }

    /** A template with its first version, which is active at once. */
    public Reply create(Call call) throws InterruptedException {
        Fields fields = Fields.of(call.json(), "alias", "name", "subject", "html", "text", "syntax", "class");
        String alias = fields.requiredLine("alias", NAME_CHARS);
        if (!alias.isBlank() && !ALIAS.matcher(alias).matches()) {
            fields.fault("/alias", ErrorCode.INVALID_VALUE, "Letters, digits and . _ - are allowed, 1 to 128 of them.");
        }
        String name = fields.line("name", NAME_CHARS);
        VersionFields version = VersionFields.read(fields);
        fields.done();
        String application = call.caller().applicationId();
        if (control.view().templateByAlias(application, alias) != null) {
            throw Writes.exists("alias");
        }
        String id = Ids.random(Ids.TEMPLATE, random);
        TemplateVersion first = version.compile(id, 1, call.now());
        Template template = Template.newBuilder()
                .setId(id)
                .setAccountId(call.caller().accountId())
                .setApplicationId(application)
                .setAlias(alias)
                .setName(name == null ? alias : name)
                .setActiveVersion(1)
                .setLatestVersion(1)
                .setCreatedAt(call.now())
                .setUpdatedAt(call.now())
                .build();
        writes.create(call, first);
        writes.create(call, template);
        Template holder = control.view().templateByAlias(application, alias);
        writes.claim(call, EntityKind.TEMPLATE, id, holder == null ? null : holder.getId());
        return Reply.created(json(template).set("version", json(first, true)));
    }

    public Reply list(Call call) {
        return Page.of(call, control.view().templates(call.caller().applicationId()), Template::getId, Templates::json);
    }

    public Reply get(Call call) {
        Template template = find(call);
        TemplateVersion active = version(template, template.getActiveVersion());
        return Reply.ok(json(template).set("version", json(active, true)));
    }

    /** A new version; with {@code activate} it is used from the next send on. */
    public Reply addVersion(Call call) throws InterruptedException {
        Fields fields = Fields.of(call.json(), "subject", "html", "text", "syntax", "class", "activate");
        VersionFields given = VersionFields.read(fields);
        boolean activate = fields.flag("activate");
        fields.done();
        long held = control.version(EntityKind.TEMPLATE, find(call).getId());
        Template template = find(call);
        int number = template.getLatestVersion() + 1;
        // A version whose template was not updated after it (a crash in between) leaves its number taken.
        while (control.view().templateVersion(template.getId(), number) != null) {
            number++;
        }
        TemplateVersion version = given.compile(template.getId(), number, call.now());
        writes.create(call, version);
        Template.Builder next = template.toBuilder().setLatestVersion(number).setUpdatedAt(call.now());
        writes.update(call, activate ? next.setActiveVersion(number).build() : next.build(), held);
        return Reply.created(json(version, true).put("active", activate));
    }

    public Reply versions(Call call) {
        Template template = find(call);
        return Page.of(
                call,
                control.view().templateVersions(template.getId()),
                v -> Integer.toString(v.getNumber()),
                v -> json(v, false).put("active", v.getNumber() == template.getActiveVersion()));
    }

    /** Publishes a version, or rolls back to it: the next send uses it. */
    public Reply activate(Call call) throws InterruptedException {
        long held = control.version(EntityKind.TEMPLATE, find(call).getId());
        Template template = find(call);
        TemplateVersion version = version(template, number(call.path("n")));
        Template next = template.toBuilder()
                .setActiveVersion(version.getNumber())
                .setUpdatedAt(call.now())
                .build();
        writes.update(call, next, held);
        return Reply.ok(json(next));
    }

    /** What a send with these variables would say. */
    public Reply render(Call call) {
        Fields fields = Fields.of(call.json(), "variables", "version");
        ObjectNode variables = fields.object("variables");
        Integer number = fields.number("version", 1, Integer.MAX_VALUE);
        fields.done();
        Template template = find(call);
        TemplateVersion version = version(template, number == null ? template.getActiveVersion() : number);
        Rendered rendered =
                published.render(compiled(version), variables == null ? new byte[0] : Json.write(variables));
        return Reply.ok(Json.object()
                .put("subject", rendered.subject())
                .put("html", rendered.html())
                .put("text", rendered.text())
                .put("template_version", version.getNumber()));
    }

    /** Whether that source could be published, and what of it is wrong; nothing is published. */
    public Reply validate(Call call) {
        Fields fields = Fields.of(call.json(), "subject", "html", "text", "syntax", "class");
        VersionFields given = VersionFields.read(fields);
        fields.done();
        ObjectNode out = Json.object();
        ArrayNode errors = out.arrayNode();
        ArrayNode variables = out.arrayNode();
        try {
            describe(given.compiled(), variables);
        } catch (TemplateProblem e) {
            e.faults()
                    .forEach(fault -> errors.addObject()
                            .put("part", fault.part())
                            .put("line", fault.line() == 0 ? null : fault.line())
                            .put("column", fault.line() == 0 ? null : fault.column())
                            .put("code", fault.code())
                            .put("message", fault.message()));
        }
        out.put("valid", errors.isEmpty());
        out.set("errors", errors);
        out.set("variables", variables);
        return Reply.ok(out);
    }

    private Template find(Call call) {
        Template found = control.view().templateByAlias(call.caller().applicationId(), call.path("alias"));
        if (found == null) {
            throw Writes.missing("template");
        }
        return found;
    }

    private TemplateVersion version(Template template, int number) {
        TemplateVersion found = control.view().templateVersion(template.getId(), number);
        if (found == null) {
            throw Writes.missing("template version");
        }
        return found;
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }

    private static CompiledTemplate compiled(TemplateVersion version) {
        try {
            return CompiledTemplate.parseFrom(version.getCompiled());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("template version " + version.getNumber() + " is damaged", e);
        }
    }

    private static ObjectNode json(Template template) {
        ObjectNode out = Json.object()
                .put("id", template.getId())
                .put("alias", template.getAlias())
                .put("name", template.getName())
                .put("active_version", template.getActiveVersion())
                .put("latest_version", template.getLatestVersion());
        Json.instant(out, "created_at", template.getCreatedAt());
        Json.instant(out, "updated_at", template.getUpdatedAt());
        return out;
    }

    private static ObjectNode json(TemplateVersion version, boolean source) {
        ObjectNode out = Json.object()
                .put("number", version.getNumber())
                .put("syntax", version.getSyntax())
                .put("class", version.getMessageClass().isEmpty() ? null : version.getMessageClass())
                .put("subject", version.getSubject());
        if (source) {
            out.put("html", version.getHtml()).put("text", version.getText());
        }
        describe(compiled(version), out.putArray("variables"));
        Json.instant(out, "created_at", version.getCreatedAt());
        return out;
    }

    private static void describe(CompiledTemplate template, ArrayNode variables) {
        template.getVariablesList()
                .forEach(v -> variables.addObject().put("name", v.getName()).put("required", v.getRequired()));
    }
}
