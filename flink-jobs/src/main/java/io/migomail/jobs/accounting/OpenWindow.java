package io.migomail.jobs.accounting;

import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A window that is counted in.
 *
 * @param window encoded, as far as it is known
 * @param changed since it was written, which a timer will do
 */
public record OpenWindow(byte[] window, boolean changed) {
    static final TypeInformation<OpenWindow> TYPE = TypeInformation.of(OpenWindow.class);
}
