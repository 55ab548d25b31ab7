// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * The body of a request.
 */
public final class TemplateVersionCreate extends Params<TemplateVersionCreate> {

    /**
     * Sets subject: of templates.
     */
    public TemplateVersionCreate subject(String value) {
        return with("subject", value);
    }

    /**
     * Sets html.
     */
    public TemplateVersionCreate html(String value) {
        return with("html", value);
    }

    /**
     * Sets text: default: derived from the HTML.
     */
    public TemplateVersionCreate text(String value) {
        return with("text", value);
    }

    /**
     * Sets syntax.
     */
    public TemplateVersionCreate syntax(String value) {
        return with("syntax", value);
    }

    /**
     * Sets locale: language tag; format_date, format_number, format_currency and their like write as it does.
     */
    public TemplateVersionCreate locale(String value) {
        return with("locale", value);
    }

    /**
     * Sets layout: alias of a published layout of the application; its text and that of partials goes into this
     * version.
     */
    public TemplateVersionCreate layout(String value) {
        return with("layout", value);
    }

    /**
     * Sets class.
     */
    public TemplateVersionCreate messageClass(String value) {
        return with("class", value);
    }

    /**
     * Sets activate.
     */
    public TemplateVersionCreate activate(boolean value) {
        return with("activate", value);
    }

    /**
     * Sets design.
     */
    public TemplateVersionCreate design(String value) {
        return with("design", value);
    }
}
