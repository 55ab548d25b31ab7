package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.record.CompiledTemplate;
import io.migomail.core.record.TemplateVersion;
import io.migomail.ingress.intake.PublishedTemplates;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.rest.Reply;
import io.migomail.templates.Pieces;
import io.migomail.templates.Rendered;
import io.migomail.templates.TemplateProblem;
import org.jspecify.annotations.Nullable;

/** What a template would say, and what is wrong with a source. Thread-safe. */
final class TemplatePreview {
    private final PublishedTemplates published;

    TemplatePreview(PublishedTemplates published) {
        this.published = published;
    }

    Reply render(TemplateVersion version, @Nullable ObjectNode variables) {
        Rendered rendered = published.render(TemplateJson.compiled(version), octets(variables));
        return Reply.ok(json(rendered).put("template_version", version.getNumber()));
    }

    /** The same of a source that is not published; nothing of it is kept. */
    Reply render(CompiledTemplate source, @Nullable ObjectNode variables) {
        return Reply.ok(json(published.renderOnce(source, octets(variables))).putNull("template_version"));
    }

    private static byte[] octets(@Nullable ObjectNode variables) {
        return variables == null ? new byte[0] : Json.write(variables);
    }

    private static ObjectNode json(Rendered rendered) {
        return Json.object()
                .put("subject", rendered.subject())
                .put("html", rendered.html())
                .put("text", rendered.text());
    }

    Reply check(VersionFields given, String alias, Pieces pieces) {
        ObjectNode out = Json.object();
        ArrayNode errors = out.arrayNode();
        ArrayNode variables = out.arrayNode();
        try {
            TemplateJson.describe(given.compiled(alias, pieces), variables);
        } catch (TemplateProblem e) {
            e.faults()
                    .forEach(fault -> errors.addObject()
                            .put("part", fault.part())
                            .put("line", TemplateJson.orNull(fault.line()))
                            .put("column", fault.line() == 0 ? null : fault.column())
                            .put("code", fault.code())
                            .put("message", fault.message()));
        }
        out.put("valid", errors.isEmpty());
        out.set("errors", errors);
        out.set("variables", variables);
        return Reply.ok(out);
    }
}
