package io.migomail.standalone.dns;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.mail.dns.DnsJavaResolver;
import io.migomail.mail.dns.ResolverOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The operator's own DNS records, from the settings and the pools of the control plane. */
@Command(
        name = "dns",
        description = "The operator's own DNS records.",
        mixinStandardHelpOptions = true,
        subcommands = {DnsCommand.Records.class, DnsCommand.Check.class})
public final class DnsCommand {
    /** What the settings do not say. */
    static final class Doors {
        @Option(names = "--inbound-mx", description = "host that takes bounces; default: MIGO_TRACKING_DOMAIN")
        String inboundMx = "";

        @Option(names = "--address", description = "public address of the ingress; may be given several times")
        List<String> addresses = List.of();

        Operator operator(Settings settings) throws InterruptedException {
            return Operator.of(settings, inboundMx, addresses);
        }
    }

    /** Exit status 0. */
    @Command(name = "records", description = "Prints them as a zone file.", mixinStandardHelpOptions = true)
    static final class Records implements Callable<Integer> {
        @Mixin
        Doors doors = new Doors();

        @Override
        public Integer call() throws InterruptedException {
            System.out.print(OperatorZone.text(doors.operator(Settings.from(System.getenv()))));
            return 0;
        }
    }

    /** Exit status: 0 all are right, 1 some are not, or the DNS did not answer. */
    @Command(name = "check", description = "Looks whether the DNS shows them.", mixinStandardHelpOptions = true)
    static final class Check implements Callable<Integer> {
        @Mixin
        Doors doors = new Doors();

        @Option(names = "--json", description = "print one line of JSON")
        boolean json;

        @Override
        public Integer call() throws InterruptedException, IOException {
            Settings settings = Settings.from(System.getenv());
            ResolverOptions options = ResolverOptions.ofSetting(settings.get(Setting.MIGO_DNS));
            try (DnsJavaResolver dns = new DnsJavaResolver(options, TimeSource.SYSTEM)) {
                List<Finding> findings = new OperatorCheck(doors.operator(settings), dns).run();
                if (json) {
                    System.out.println(new ObjectMapper().writeValueAsString(Map.of("records", findings)));
                } else {
                    findings.forEach(System.out::println);
                }
                return findings.stream().allMatch(Finding::right) ? 0 : 1;
            }
        }
    }
}
