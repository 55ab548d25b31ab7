package io.migomail.ingress.manage;

import io.migomail.control.ControlView;
import io.migomail.core.record.Template;
import io.migomail.core.record.TemplateVersion;
import io.migomail.templates.Kind;
import io.migomail.templates.Piece;
import io.migomail.templates.Pieces;
import io.migomail.templates.Syntax;
import io.migomail.templates.TemplateSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The layouts and partials of an application, in their active versions. Thread-safe. */
record TemplatePieces(ControlView view, String applicationId) implements Pieces {
    @Override
    public @Nullable Piece find(String alias) {
        Template template = view.templateByAlias(applicationId, alias);
        TemplateVersion active =
                template == null ? null : view.templateVersion(template.getId(), template.getActiveVersion());
        if (template == null || active == null) {
            return null;
        }
        TemplateSource source = new TemplateSource(
                active.getSubject(),
                active.getHtml(),
                active.getText(),
                Syntax.of(active.getSyntax()),
                Locale.US,
                kind(template),
                active.getLayout());
        return new Piece(alias, active.getNumber(), source);
    }

    /** What the template is. */
    static Kind kind(Template template) {
        return template.getKind().isEmpty() ? Kind.TEMPLATE : Kind.of(template.getKind());
    }
}
