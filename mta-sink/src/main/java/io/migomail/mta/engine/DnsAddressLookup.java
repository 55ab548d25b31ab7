package io.migomail.mta.engine;

import io.migomail.core.TimeSource;
import io.migomail.mail.dns.DnsJavaResolver;
import io.migomail.mail.dns.DnsResolver;
import io.migomail.mail.dns.ResolverOptions;
import java.util.concurrent.CompletionStage;

/** Addresses from the DNS. Thread-safe; the resolver stays its opener's. */
public final class DnsAddressLookup implements AddressLookup {
    private final DnsResolver resolver;

    /** A look-up through this resolver. */
    public DnsAddressLookup(DnsResolver resolver) {
        this.resolver = resolver;
    }

    /** Look-ups through the resolvers of the setting {@code MIGO_DNS}; each opened one lives as long as its process. */
    public static Source source(String setting) {
        return () -> new DnsAddressLookup(new DnsJavaResolver(ResolverOptions.ofSetting(setting), TimeSource.SYSTEM));
    }

    @Override
    public CompletionStage<Answer> addresses(String host) {
        return resolver.addresses(host).thenApply(answer -> new Answer(answer.records(), answer.reason()));
    }
}
