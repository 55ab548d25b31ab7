package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.core.record.Template;
import io.migomail.core.record.TemplateVersion;
import io.migomail.ingress.intake.PublishedTemplates;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Page;
import io.migomail.ingress.rest.Reply;
import io.migomail.templates.Kind;
import io.migomail.templates.Pieces;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Templates of the caller's application: immutable versions, of which at most one is active; the others are drafts or past. */
public final class Templates {
    private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final int NAME_CHARS = 128;

    private final ControlPlane control;
    private final TemplateWrites writes;
    private final TemplatePreview preview;
    private final Promotion promotion;

    Templates(ControlPlane control, PublishedTemplates published, RandomGenerator random) {
        this.control = control;
        this.writes = new TemplateWrites(control, random);
        this.preview = new TemplatePreview(published);
        this.promotion = new Promotion(control, writes);
    }

    /** A template with its first version, which is active at once unless it is to be a draft. */
    public Reply create(Call call) throws InterruptedException {
        Fields fields =
                Fields.of(call.json(), VersionFields.with("alias", "name", "kind", "activate", VersionFields.DESIGN));
        String alias = fields.requiredLine("alias", NAME_CHARS);
        if (!alias.isBlank() && !ALIAS.matcher(alias).matches()) {
            fields.fault("/alias", ErrorCode.INVALID_VALUE, "Letters, digits and . _ - are allowed, 1 to 128 of them.");
        }
        String name = fields.line("name", NAME_CHARS);
        Kind kind = kind(fields);
        VersionFields given = VersionFields.read(fields, kind);
        boolean activate = !fields.has("activate") || fields.flag("activate");
        fields.done();
        Template template = Template.newBuilder()
                .setAccountId(call.caller().accountId())
                .setApplicationId(call.caller().applicationId())
                .setAlias(alias)
                .setName(name == null ? alias : name)
                .setKind(kind.word())
                .build();
        TemplateVersion content = given.compile(alias, pieces(call));
        TemplateWrites.Written made = writes.create(call, template, content, activate);
        return Reply.created(whole(made.template(), made.version()));
    }

    public Reply list(Call call) {
        return Page.of(
                call, control.view().templates(call.caller().applicationId()), Template::getId, TemplateJson::of);
    }

    /** With its active version; with its latest one where none is active. */
    public Reply get(Call call) {
        Template template = find(call);
        return Reply.ok(whole(template, version(template, shown(template))));
    }

    /** A new version: a draft, or with {@code activate} used from the next send on. */
    public Reply addVersion(Call call) throws InterruptedException {
        Fields fields = Fields.of(call.json(), VersionFields.with("activate", VersionFields.DESIGN));
        Template known = find(call);
        VersionFields given = VersionFields.read(fields, TemplatePieces.kind(known));
        boolean activate = fields.flag("activate");
        fields.done();
        long held = control.version(EntityKind.TEMPLATE, known.getId());
        TemplateVersion content = given.compile(known.getAlias(), pieces(call));
        TemplateWrites.Written added = writes.add(call, find(call), held, content, activate);
        return Reply.created(TemplateJson.of(added.version()).put("active", activate));
    }

    public Reply versions(Call call) {
        Template template = find(call);
        return Page.of(
                call,
                control.view().templateVersions(template.getId()),
                v -> Integer.toString(v.getNumber()),
                v -> TemplateJson.summary(v).put("active", v.getNumber() == template.getActiveVersion()));
    }

    /** One version with its source. */
    public Reply getVersion(Call call) {
        Template template = find(call);
        TemplateVersion version = version(template, number(call.path("n")));
        return Reply.ok(TemplateJson.of(version).put("active", version.getNumber() == template.getActiveVersion()));
    }

    /** Publishes a version, or rolls back to it: the next send uses it. */
    public Reply activate(Call call) throws InterruptedException {
        long held = control.version(EntityKind.TEMPLATE, find(call).getId());
        Template template = find(call);
        TemplateVersion version = version(template, number(call.path("n")));
        return Reply.ok(TemplateJson.of(writes.activate(call, template, held, version.getNumber())));
    }

    /** What a send with these variables would say, of a version or of a source that is not published. */
    public Reply render(Call call) {
        Fields fields = Fields.of(call.json(), "variables", "version", "source");
        ObjectNode variables = fields.object("variables");
        Integer number = fields.number("version", 1, Integer.MAX_VALUE);
        ObjectNode source = fields.object("source");
        if (source != null) {
            if (number != null) {
                fields.fault("/version", ErrorCode.CONFLICTING_CONTENT, "Give a version or a source.");
            }
            Fields inner = fields.inner("/source", source, VersionFields.with("kind"));
            VersionFields given = VersionFields.read(inner, kind(inner));
            fields.done();
            return preview.render(given.published(call.path("alias"), pieces(call)), variables);
        }
        fields.done();
        Template template = find(call);
        return preview.render(version(template, number == null ? shown(template) : number), variables);
    }

    /** Whether that source could be published, and what of it is wrong; nothing is published. */
    public Reply validate(Call call) {
        Fields fields = Fields.of(call.json(), VersionFields.with("kind"));
        VersionFields given = VersionFields.read(fields, kind(fields));
        fields.done();
        return preview.check(given, call.path("alias"), pieces(call));
    }

    /** Copies a version to another application of the account, or tells what that would change. */
    public Reply promote(Call call) throws InterruptedException {
        return promotion.promote(call, find(call));
    }

    private static Kind kind(Fields fields) {
        Kind given = fields.word("kind", Kind::of);
        return given == null ? Kind.TEMPLATE : given;
    }

    private Pieces pieces(Call call) {
        return new TemplatePieces(control.view(), call.caller().applicationId());
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

    private static ObjectNode whole(Template template, TemplateVersion version) {
        return TemplateJson.of(template).set("version", TemplateJson.of(version));
    }

    private static int shown(Template template) {
        return template.getActiveVersion() == 0 ? template.getLatestVersion() : template.getActiveVersion();
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }
}
