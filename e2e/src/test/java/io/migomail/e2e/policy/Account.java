package io.migomail.e2e.policy;

import io.migomail.control.Bootstrap;
import io.migomail.control.ControlPlane;
import io.migomail.core.KafkaAddress;
import io.migomail.core.TimeSource;
import io.migomail.core.record.EgressIp;
import io.migomail.e2e.PatientClient;
import io.migomail.e2e.StackFixture;
import io.migomail.standalone.Api;
import io.migomail.standalone.Credentials;
import io.migomail.standalone.FirstAccount;
import io.migomail.standalone.Seed;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A further account of a running stack, with a pool of its own and the same domain. */
record Account(Api api, PatientClient client) {
    static Account of(StackFixture stack, String name, String... addresses) throws Exception {
        TimeSource time = TimeSource.SYSTEM;
        List<EgressIp> ips = Stream.of(addresses)
                .map(a -> EgressIp.newBuilder()
                        .setAddress(a)
                        .setEhloName("mta.migomail.test")
                        .build())
                .toList();
        try (ControlPlane control = ControlPlane.shared(KafkaAddress.of(stack.settings()), time)) {
            Bootstrap.Ready made = Bootstrap.ensure(
                    control, new Bootstrap.Wanted(name, "first", ips, List.of()), time, new SecureRandom());
            String key = Objects.requireNonNull(made.liveKey(), "a new account has a new key");
            Api api = new Api(stack.ready().http(), key);
            FirstAccount account = new FirstAccount(
                    made.account(),
                    made.application(),
                    new Credentials(name, key, Objects.requireNonNull(made.sandboxKey()), null, null));
            new Seed(control, account, api, time).run();
            return new Account(api, new PatientClient(stack.ready().http(), key));
        }
    }
}
