package io.migomail.mail.dkim;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where a verifier finds public keys. May block; called on the verifying thread. */
@FunctionalInterface
public interface DkimKeyLookup {
    /**
     * The TXT record at {@code selector._domainkey.domain}, its strings joined; null where there is none.
     *
     * @throws IOException where it cannot be told now: the verdict becomes {@link DkimVerdict.Result#TEMPERROR}
     */
    @Nullable
    String txt(String selector, String domain) throws IOException;
}
