package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.core.record.Application;
import io.migomail.core.record.Template;
import io.migomail.core.record.TemplateVariable;
import io.migomail.core.record.TemplateVersion;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies a version to another application of the account, as it stands: nothing is compiled again, so that it sends the
 * same there. What is active there already is not written again. Thread-safe.
 */
final class Promotion {
    private final ControlPlane control;
    private final TemplateWrites writes;

    Promotion(ControlPlane control, TemplateWrites writes) {
        this.control = control;
        this.writes = writes;
    }

    /** What the request asks for. */
    private record Wanted(String application, @Nullable Integer version, boolean activate, boolean dryRun) {
        static Wanted of(Fields fields) {
            String application = fields.requiredLine("application", 64);
            Integer version = fields.number("version", 1, Integer.MAX_VALUE);
            boolean activate = !fields.has("activate") || fields.flag("activate");
            Wanted wanted = new Wanted(application, version, activate, fields.flag("dry_run"));
            fields.done();
            return wanted;
        }
    }

    /** Promotes, or tells what promoting would change. */
    Reply promote(Call call, Template template) throws InterruptedException {
        Wanted wanted = Wanted.of(Fields.of(call.json(), "application", "version", "activate", "dry_run"));
        if (call.caller().limits().any()) {
            throw Problem.of(
                    ErrorCode.INSUFFICIENT_SCOPE, "A key that is limited to domains or templates cannot promote.");
        }
        checkApplication(call, wanted.application());
        TemplateVersion source = source(template, wanted.version());
        Template known = control.view().templateByAlias(wanted.application(), template.getAlias());
        long held = known == null ? 0 : control.version(EntityKind.TEMPLATE, known.getId());
        Template there = known == null ? null : control.view().template(known.getId());
        if (there != null && TemplatePieces.kind(there) != TemplatePieces.kind(template)) {
            throw Problem.at(
                    "/application",
                    ErrorCode.INVALID_VALUE,
                    "There the alias names a " + TemplatePieces.kind(there).word() + ".");
        }
        TemplateVersion active =
                there == null ? null : control.view().templateVersion(there.getId(), there.getActiveVersion());
        boolean identical = active != null && content(active).equals(content(source));
        int number = there == null ? 1 : identical ? there.getActiveVersion() : there.getLatestVersion() + 1;
        if (!identical && !wanted.dryRun()) {
            number = write(call, wanted, new Copy(template, there, held, source));
        }
        return Reply.ok(Json.object()
                .put("application", wanted.application())
                .put("alias", template.getAlias())
                .put("from_version", source.getNumber())
                .put("template_version", number)
                .put("created", there == null)
                .put("identical", identical)
                .put("active", identical || wanted.activate())
                .put("dry_run", wanted.dryRun())
                .set("changes", changes(active, source)));
    }

    /** What goes over, and what is there, as it was when its version was {@code held}. */
    private record Copy(Template template, @Nullable Template there, long held, TemplateVersion source) {}

    private int write(Call call, Wanted wanted, Copy copy) throws InterruptedException {
        Template there = copy.there();
        if (there != null) {
            return writes.add(call, there, copy.held(), content(copy.source()), wanted.activate())
                    .version()
                    .getNumber();
        }
        Template made = copy.template().toBuilder()
                .setApplicationId(wanted.application())
                .build();
        return writes.create(call, made, content(copy.source()), wanted.activate())
                .version()
                .getNumber();
    }

    private void checkApplication(Call call, String id) {
        Application found = control.view().application(id);
        if (found == null || !found.getAccountId().equals(call.caller().accountId())) {
            throw Problem.at("/application", ErrorCode.INVALID_VALUE, "The account has no such application.");
        }
        if (id.equals(call.caller().applicationId())) {
            throw Problem.at("/application", ErrorCode.INVALID_VALUE, "The template is in this application.");
        }
    }

    private TemplateVersion source(Template template, @Nullable Integer wanted) {
        int number = wanted == null ? template.getActiveVersion() : wanted;
        TemplateVersion found = control.view().templateVersion(template.getId(), number);
        if (found == null) {
            throw Problem.at(
                    "/version",
                    ErrorCode.INVALID_VALUE,
                    wanted == null ? "The template has no active version." : "The template has no such version.");
        }
        return found;
    }

    /** What makes versions of two templates the same. */
    private static TemplateVersion content(TemplateVersion version) {
        return version.toBuilder()
                .clearTemplateId()
                .clearNumber()
                .clearCreatedAt()
                .build();
    }

    private static ObjectNode changes(@Nullable TemplateVersion was, TemplateVersion is) {
        TemplateVersion before = was == null ? TemplateVersion.getDefaultInstance() : was;
        ObjectNode out = Json.object()
                .put("subject", !before.getSubject().equals(is.getSubject()))
                .put("html", !before.getHtml().equals(is.getHtml()))
                .put("text", !before.getText().equals(is.getText()))
                .put("class", !before.getMessageClass().equals(is.getMessageClass()));
        Map<String, TemplateVariable> old = variables(before);
        Map<String, TemplateVariable> now = variables(is);
        ArrayNode added = out.putArray("variables_added");
        ArrayNode removed = out.putArray("variables_removed");
        ArrayNode changed = out.putArray("variables_changed");
        now.keySet().stream().filter(name -> !old.containsKey(name)).forEach(added::add);
        old.keySet().stream().filter(name -> !now.containsKey(name)).forEach(removed::add);
        now.forEach((name, variable) -> {
            if (old.containsKey(name) && !variable.equals(old.get(name))) {
                changed.add(name);
            }
        });
        return out;
    }

    private static Map<String, TemplateVariable> variables(TemplateVersion version) {
        Map<String, TemplateVariable> out = new LinkedHashMap<>();
        TemplateJson.compiled(version).getVariablesList().forEach(v -> out.put(v.getName(), v));
        return out;
    }
}
