package io.migomail.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.TimeSource;
import io.migomail.core.record.ApiKey;
import io.migomail.core.record.EgressIp;
import io.migomail.core.record.IpPool;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static EgressIp ip(String address) {
        return EgressIp.newBuilder().setAddress(address).build();
    }

    private static Bootstrap.Wanted wanted(EgressIp... live) {
        return new Bootstrap.Wanted("migo", "first", List.of(live), List.of());
    }

    @Test
    void theFirstAccountIsTheOperatorsAlsoWhereItWasMadeBeforeThereWasOne() throws Exception {
        try (ControlPlane control = ControlPlane.inMemory(TimeSource.SYSTEM)) {
            Random random = new Random(1);
            assertTrue(Bootstrap.ensure(control, wanted(), TimeSource.SYSTEM, random)
                    .account()
                    .getOperator());
            Bootstrap.Wanted other = new Bootstrap.Wanted("other", "app", List.of(), List.of());
            Bootstrap.Ready second = Bootstrap.ensure(control, other, TimeSource.SYSTEM, random);
            assertFalse(second.account().getOperator());
            var before = control.view().accountByUsername("migo").toBuilder()
                    .setOperator(false)
                    .build();
            control.put(before, control.version(EntityKind.ACCOUNT, before.getId()));
            assertTrue(Bootstrap.ensure(control, wanted(), TimeSource.SYSTEM, random)
                    .account()
                    .getOperator());
        }
    }

    @Test
    void madeOnceThenLeftAloneButForTheAddresses() throws Exception {
        try (ControlPlane control = ControlPlane.inMemory(TimeSource.SYSTEM)) {
            Random random = new Random(1);
            Bootstrap.Ready first = Bootstrap.ensure(control, wanted(ip("127.0.0.2")), TimeSource.SYSTEM, random);
            assertNotNull(first.liveKey());
            assertNotNull(first.sandboxKey());
            ApiKey stored = control.view().apiKeyByHash(ApiKeys.hash(first.liveKey()));
            assertEquals("live", stored.getEnvironment());
            assertEquals(first.application().getId(), stored.getApplicationId());

            long offset = control.appliedOffset();
            Bootstrap.Ready again = Bootstrap.ensure(control, wanted(ip("127.0.0.2")), TimeSource.SYSTEM, random);
            assertNull(again.liveKey());
            assertNull(again.sandboxKey());
            assertEquals(offset, control.appliedOffset());

            Bootstrap.ensure(control, wanted(ip("127.0.0.3")), TimeSource.SYSTEM, random);
            var pools = control.view().pools(first.account().getId(), "transactional", "live");
            assertEquals(1, pools.size());
            assertEquals("127.0.0.3", pools.get(0).getIps(0).getAddress());
            assertEquals(
                    1,
                    control.view()
                            .pools(first.account().getId(), "transactional", "sandbox")
                            .size());
        }
    }

    @Test
    void whatIsSuspendedStaysSoWhenTheProductStartsAgain() throws Exception {
        for (Bootstrap.Wanted wanted : List.of(wanted(), wanted(ip("127.0.0.2")))) {
            try (ControlPlane control = ControlPlane.inMemory(TimeSource.SYSTEM)) {
                Bootstrap.ensure(control, wanted, TimeSource.SYSTEM, new Random(1));
                IpPool pool = control.view().pools().stream()
                        .filter(each -> each.getEnvironment().equals("live"))
                        .findFirst()
                        .orElseThrow();
                IpPool suspended = pool.toBuilder()
                        .setSuspendedAt(7)
                        .setIps(0, pool.getIps(0).toBuilder().setSuspendedAt(8))
                        .build();
                control.put(suspended, control.version(EntityKind.IP_POOL, pool.getId()));
                Bootstrap.ensure(control, wanted, TimeSource.SYSTEM, new Random(1));
                assertEquals(suspended, control.view().pool(pool.getId()));
            }
        }
    }

    private static List<Boolean> warmUps(ControlPlane control, Bootstrap.Wanted wanted) throws Exception {
        var account = Bootstrap.ensure(control, wanted, TimeSource.SYSTEM, new Random(1))
                .account();
        return control.view().pools(account.getId(), "transactional", "live").get(0).getIpsList().stream()
                .map(ip -> ip.getWarmUpSince() > 0)
                .toList();
    }

    @Test
    void addressesThatComeLaterWarmUpAndThoseOfTheFirstStartDoNot() throws Exception {
        try (ControlPlane control = ControlPlane.inMemory(TimeSource.SYSTEM)) {
            assertEquals(List.of(false), warmUps(control, wanted()), "the system's choice");
            assertEquals(List.of(false), warmUps(control, wanted(ip("127.0.0.2"))), "which has a name now");
            assertEquals(List.of(false, true), warmUps(control, wanted(ip("127.0.0.2"), ip("127.0.0.3"))));
            long offset = control.appliedOffset();
            assertEquals(List.of(false, true), warmUps(control, wanted(ip("127.0.0.2"), ip("127.0.0.3"))));
            assertEquals(offset, control.appliedOffset(), "nothing to change");
        }
    }
}
