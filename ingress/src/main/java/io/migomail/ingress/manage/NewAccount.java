package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Message;
import io.migomail.control.ApiKeys;
import io.migomail.control.ControlPlane;
import io.migomail.core.Environment;
import io.migomail.core.Ids;
import io.migomail.core.MailStream;
import io.migomail.core.record.Account;
import io.migomail.core.record.ApiKey;
import io.migomail.core.record.Application;
import io.migomail.core.record.EgressIp;
import io.migomail.core.record.IpPool;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.rest.Call;
import java.util.random.RandomGenerator;

/**
 * What an account begins with: an application, a key of each environment, and IP pools with the system's address, a live
 * one only where no mail leaves, for an address that sends belongs to one pool.
 */
final class NewAccount {
    private final Writes writes;
    private final RandomGenerator random;
    private final boolean livePool;

    /** @param livePool whether live mail is captured, so that its pool may have the system's address */
    NewAccount(ControlPlane control, RandomGenerator random, boolean livePool) {
        this.writes = new Writes(control);
        this.random = random;
        this.livePool = livePool;
    }

    /** Writes all of it; returns what the answer shows once. */
    ObjectNode prepare(Call call, Account account) throws InterruptedException {
        Application application = write(
                call,
                Application.newBuilder()
                        .setId(Ids.random(Ids.APPLICATION, random))
                        .setAccountId(account.getId())
                        .setName("first")
                        .setCreatedAt(account.getCreatedAt())
                        .build());
        ObjectNode out = Json.object().put("application", application.getId());
        for (Environment environment : Environment.values()) {
            if (environment == Environment.SANDBOX || livePool) {
                write(call, pool(account, environment));
            }
            String secret = ApiKeys.generate(environment, random);
            write(call, key(account, application, environment, secret));
            out.put(environment.word() + "_key", secret);
        }
        return out;
    }

    private IpPool pool(Account account, Environment environment) {
        return IpPool.newBuilder()
                .setId(Ids.random(Ids.POOL, random))
                .setAccountId(account.getId())
                .setStream(MailStream.TRANSACTIONAL.word())
                .setEnvironment(environment.word())
                .addIps(EgressIp.getDefaultInstance())
                .setCreatedAt(account.getCreatedAt())
                .build();
    }

    private ApiKey key(Account account, Application application, Environment environment, String secret) {
        return ApiKeys.admin(application, secret, environment)
                .setId(Ids.random(Ids.KEY, random))
                .setCreatedAt(account.getCreatedAt())
                .build();
    }

    private <T extends Message> T write(Call call, T entity) throws InterruptedException {
        writes.create(call, entity);
        return entity;
    }
}
