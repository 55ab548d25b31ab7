package io.migomail.templates;

import io.migomail.core.TimeSource;
import io.migomail.core.record.CompiledTemplate;
import java.io.IOException;

/** Prepares compiled templates for rendering. Thread-safe. Next in a message's life: {@link Prepared}. */
public final class TemplateRenderer {
    private final TimeSource time;

    /** A renderer whose deadlines are measured with that clock. */
    public TemplateRenderer(TimeSource time) {
        this.time = time;
    }

    /**
     * Parses the template once; the result may be cached and shared between threads. Throws RENDER_FAILED for a
     * record that {@link TemplateCompiler} did not make.
     */
    public Prepared prepare(CompiledTemplate compiled) throws RenderProblem {
        try {
            return new Prepared(compiled, time);
        } catch (IOException | StackOverflowError e) {
            throw new RenderProblem(
                    RenderProblem.Code.RENDER_FAILED, "", "the compiled template cannot be read: " + e.getMessage());
        }
    }
}
