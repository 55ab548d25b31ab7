// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * The body of a request.
 */
public final class TemplateSource extends Params<TemplateSource> {

    /**
     * Sets subject: of templates.
     */
    public TemplateSource subject(String value) {
        return with("subject", value);
    }

    /**
     * Sets html.
     */
    public TemplateSource html(String value) {
        return with("html", value);
    }

    /**
     * Sets text: default: derived from the HTML.
     */
    public TemplateSource text(String value) {
        return with("text", value);
    }

    /**
     * Sets syntax.
     */
    public TemplateSource syntax(String value) {
        return with("syntax", value);
    }

    /**
     * Sets kind.
     */
    public TemplateSource kind(String value) {
        return with("kind", value);
    }

    /**
     * Sets locale: language tag; format_date, format_number, format_currency and their like write as it does.
     */
    public TemplateSource locale(String value) {
        return with("locale", value);
    }

    /**
     * Sets layout: alias of a published layout of the application; its text and that of partials goes into this
     * version.
     */
    public TemplateSource layout(String value) {
        return with("layout", value);
    }

    /**
     * Sets class.
     */
    public TemplateSource messageClass(String value) {
        return with("class", value);
    }
}
